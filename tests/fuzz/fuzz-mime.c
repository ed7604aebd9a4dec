/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/mail.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_all (MspMime *mime, const MspMail *mail, gsize size)
{
  guint64 sum = mail->header_size;

  for (gsize i = 0; i < mail->n_parts; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      (void) msp_mime_decode (mime, &mail->parts[i], 1 << 20, bytes);
      sum += mail->parts[i].raw_size;
    }
  if (sum > size)
    g_error ("parts take more bytes than the message has");
}

/* What the own walk accepts, GMime's parser must see alike. */
static void
compare (const MspMail *a, const MspMail *b)
{
  if (a->n_parts != b->n_parts)
    g_error ("%" G_GSIZE_FORMAT " parts, GMime %" G_GSIZE_FORMAT, a->n_parts, b->n_parts);
  for (gsize i = 0; i < a->n_parts; i++)
    {
      const MspMailPart *x = &a->parts[i], *y = &b->parts[i];

      if (x->role != y->role || g_strcmp0 (x->type, y->type) != 0 || g_strcmp0 (x->filename, y->filename) != 0
          || x->encoding != y->encoding || x->raw.len != y->raw.len || x->raw_size != y->raw_size)
        g_error ("part %s differs", x->section);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static MspLimits limits;
  static MspMime *own, *gmime;
  MspSpan message = msp_span_new ((const char *) data, size);
  const MspMail *mail, *expected;

  if (own == NULL)
    {
      msp_limits_init (&limits);
      limits.parts = 100;
      limits.depth = 8;
      limits.header_bytes = 4096;
      own = msp_mime_new (MSP_MIME_ENGINE_AUTO, &limits);
      gmime = msp_mime_new (MSP_MIME_ENGINE_GMIME, &limits);
    }
  mail = msp_mime_parse (own, message, FALSE);
  read_all (own, mail, size);
  expected = msp_mime_parse (gmime, message, FALSE);
  read_all (gmime, expected, size);
  if (!mail->irregular && mail->reason == MSP_REASON_NONE)
    compare (mail, expected);
  return 0;
}
