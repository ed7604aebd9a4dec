/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/message-digest.h"

#include <string.h>

#include "base/sha256.h"

static void
tell_sha256 (MspDigestKind kind, MspSpan bytes, MspMessageDigestFunc func, gpointer data)
{
  g_autoptr (MspSha256) sha = msp_sha256_new (FALSE);

  msp_sha256_update (sha, bytes.data, bytes.len);
  g_autofree char *hex = msp_sha256_finish (sha);
  func (data, kind, hex);
}

static void
update (GChecksum *sha, MspSpan bytes)
{
  g_checksum_update (sha, (const guchar *) bytes.data, (gssize) bytes.len);
}

/* A line end that lacks its CR gets one; a CR elsewhere stays as it is. */
static void
update_with_crlf (GChecksum *sha, MspSpan bytes)
{
  gsize at = 0;

  while (at < bytes.len)
    {
      const char *end = memchr (bytes.data + at, '\n', bytes.len - at);
      gsize len = end != NULL ? (gsize) (end - bytes.data) : bytes.len;
      gboolean lacks = end != NULL && (len == 0 || bytes.data[len - 1] != '\r');

      update (sha, msp_span_slice (bytes, at, lacks ? len : MIN (len + 1, bytes.len)));
      if (lacks)
        update (sha, msp_span_new ("\r\n", 2));
      at = len + 1;
    }
}

static void
tell_sha1 (MspDigestKind kind, MspSpan bytes, MspMessageDigestFunc func, gpointer data)
{
  g_autoptr (GChecksum) sha = g_checksum_new (G_CHECKSUM_SHA1);

  if (kind == MSP_DIGEST_SHA1_CRLF)
    update_with_crlf (sha, bytes);
  else
    update (sha, bytes);
  func (data, kind, g_checksum_get_string (sha));
}

static gboolean
is_attachment (const MspMailPart *part)
{
  return part->role == MSP_PART_ATTACHMENT || (part->role == MSP_PART_BODY && part->filename != NULL);
}

static void
tell_attachments (MspSpan bytes, MspMime *mime, gsize limit, MspMessageDigestFunc func, gpointer data)
{
  const MspMail *mail = msp_mime_parse (mime, bytes, FALSE);
  g_autoptr (GByteArray) decoded = g_byte_array_new ();

  for (gsize i = 0; i < mail->n_parts; i++)
    {
      g_byte_array_set_size (decoded, 0);
      if (is_attachment (&mail->parts[i]) && msp_mime_decode (mime, &mail->parts[i], limit, decoded))
        tell_sha256 (MSP_DIGEST_ATTACHMENT_SHA256, msp_span_new ((const char *) decoded->data, decoded->len), func, data);
    }
}

void
msp_message_digest (const MspMessageBytes *bytes, guint kinds, MspMime *mime, gsize limit, MspMessageDigestFunc func, gpointer data)
{
  if (bytes->has_stored && (kinds & MSP_DIGEST_SHA256) != 0)
    tell_sha256 (MSP_DIGEST_SHA256, bytes->stored, func, data);
  if (bytes->has_stored && (kinds & MSP_DIGEST_SHA1) != 0)
    tell_sha1 (MSP_DIGEST_SHA1, bytes->stored, func, data);
  if (bytes->has_stored && (kinds & MSP_DIGEST_SHA1_CRLF) != 0)
    tell_sha1 (MSP_DIGEST_SHA1_CRLF, bytes->stored, func, data);
  if ((kinds & MSP_DIGEST_ATTACHMENT_SHA256) != 0)
    tell_attachments (bytes->mail, mime, limit, func, data);
}
