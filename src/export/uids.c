/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/uids.h"

#include <string.h>

#include "export/fields.h"
#include "model/locator.h"
#include "model/record.h"

/* No file system has longer names, and no server writes many extensions. */
#define MAX_LINE 4096
#define CYRUS_MAGIC "\241\002\213\015Cyrus mailbox header\n"
/* Up to UIDVALIDITY, which moves from version to version. */
#define CYRUS_INDEX_MIN 76

static gboolean
is_uid_list_name (const char *name)
{
  return strcmp (name, "dovecot-uidlist") == 0 || strcmp (name, "courierimapuiddb") == 0;
}

gboolean
msp_uids_is_name (const char *name)
{
  return is_uid_list_name (name) || strcmp (name, "cyrus.header") == 0 || strcmp (name, "cyrus.index") == 0;
}

/* A number that IMAP could use (RFC 9051, 9: nz-number) at the start of text, which is taken off; 0 if there is none. */
static guint32
take_number (MspSpan *text)
{
  guint64 number = 0;
  gsize n = 0;

  for (; n < MIN (text->len, 10u) && g_ascii_isdigit (text->data[n]); n++)
    number = number * 10 + (guint64) (text->data[n] - '0');
  *text = msp_span_slice (*text, n, text->len);
  return number <= G_MAXUINT32 ? (guint32) number : 0;
}

static gboolean
take_blank (MspSpan *text)
{
  if (text->len == 0 || text->data[0] != ' ')
    return FALSE;
  *text = msp_span_slice (*text, 1, text->len);
  return TRUE;
}

/* The next word with its blank. */
static MspSpan
take_word (MspSpan *text)
{
  const char *blank = text->len > 0 ? memchr (text->data, ' ', text->len) : NULL;
  gsize len = blank != NULL ? (gsize) (blank - text->data) : text->len;
  MspSpan word = msp_span_slice (*text, 0, len);

  *text = msp_span_slice (*text, MIN (len + 1, text->len), text->len);
  return word;
}

/* Dovecot's first line: "3 V1275660208 N25022 G3085f0…", until 1.0 and in Courier "1 1275660208 25022"; what follows is UIDVALIDITY and
   the next UID. FALSE if line is none of them. */
static gboolean
parse_header (MspSpan line, guint32 *out_version, guint32 *out_validity)
{
  *out_version = take_number (&line);
  if (!take_blank (&line) || (*out_version != 1 && *out_version != 3))
    return FALSE;
  *out_validity = *out_version == 1 ? take_number (&line) : 0;
  while (*out_version == 3 && line.len > 0)
    {
      MspSpan word = take_word (&line);

      if (word.len > 1 && word.data[0] == 'V')
        {
          word = msp_span_slice (word, 1, word.len);
          *out_validity = take_number (&word);
        }
    }
  return *out_validity != 0;
}

/* "25006 :1276528487.M364837P9451.host,S=1355,W=1394:2,S", extensions between; of version 1 "25006 1276528487.M364837P9451.host". What
   stands behind the name's colon are flags, which change. 0 if line is none. */
static guint32
parse_entry (MspSpan line, guint32 version, MspSpan *out_name)
{
  guint32 uid = take_number (&line);

  if (uid == 0 || !take_blank (&line))
    return 0;
  while (line.len > 0 && line.data[0] != ':' && version == 3)
    (void) take_word (&line);
  if (version == 3)
    line = msp_span_slice (line, MIN (1u, line.len), line.len);
  const char *colon = line.len > 0 ? memchr (line.data, ':', line.len) : NULL;
  *out_name = msp_span_slice (line, 0, colon != NULL ? (gsize) (colon - line.data) : line.len);
  return out_name->len == 0 || memchr (out_name->data, '/', out_name->len) != NULL ? 0 : uid;
}

static MspSpan
without_return (MspSpan line)
{
  return line.len > 0 && line.data[line.len - 1] == '\r' ? msp_span_slice (line, 0, line.len - 1) : line;
}

static gboolean
uid_list_is (MspSpan bytes, const char *name)
{
  guint32 version, validity;
  gsize at = 0;
  MspSpan line;

  return is_uid_list_name (name) && msp_export_next_line (bytes, &at, &line) && parse_header (without_return (line), &version, &validity);
}

/* UIDs ascend; where they do not, the file is broken to its server too, which makes new ones. */
static void
uid_list_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  guint32 version, validity, last = 0;
  MspSpan line, base;
  gsize at = 0;

  if (!msp_export_next_line (bytes, &at, &line) || !parse_header (without_return (line), &version, &validity))
    return;
  while (msp_export_next_line (bytes, &at, &line))
    {
      guint32 uid = line.len <= MAX_LINE ? parse_entry (without_return (line), version, &base) : 0;

      if (uid <= last || memchr (base.data, '\0', base.len) != NULL)
        return;
      g_autofree char *raw = g_strndup (base.data, base.len);
      g_autoptr (GString) path = g_string_new (NULL);
      msp_locator_append_file (path, raw);
      const MspClaimRecord claim = {
        .product = name[0] == 'd' ? "dovecot" : "courier", .kind = MSP_CLAIM_UID, .path = path->str, .date = MSP_DATE_UNKNOWN,
        .expected = MSP_CLAIM_NO_NUMBER, .uid = uid, .uid_validity = validity,
      };
      if (!func (data, &claim))
        return;
      last = uid;
    }
}

static guint32
get_big_endian (MspSpan bytes, gsize at)
{
  guint32 value;

  memcpy (&value, bytes.data + at, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* Version, size of the header and of a record (mailbox.h). */
static gboolean
is_cyrus_index (MspSpan bytes)
{
  guint32 version, start, record;

  if (bytes.len < CYRUS_INDEX_MIN)
    return FALSE;
  version = get_big_endian (bytes, 8);
  start = get_big_endian (bytes, 12);
  record = get_big_endian (bytes, 16);
  return version > 0 && version < 64 && start >= CYRUS_INDEX_MIN && start <= 1024 && record >= 40 && record <= 1024;
}

static gboolean
cyrus_is (MspSpan bytes, const char *name)
{
  return (strcmp (name, "cyrus.header") == 0 && msp_span_has_prefix (bytes, CYRUS_MAGIC))
         || (strcmp (name, "cyrus.index") == 0 && is_cyrus_index (bytes));
}

static void
cyrus_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  const MspClaimRecord claim = { .product = "cyrus", .kind = MSP_CLAIM_UID, .date = MSP_DATE_UNKNOWN, .expected = MSP_CLAIM_NO_NUMBER };

  (void) func (data, &claim);
}

const MspExportReader msp_uid_list_reader = { "uid-list", uid_list_is, uid_list_read, FALSE };
const MspExportReader msp_cyrus_folder_reader = { "cyrus", cyrus_is, cyrus_read, FALSE };
