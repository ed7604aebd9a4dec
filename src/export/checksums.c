/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/checksums.h"

#include <string.h>

#include "export/fields.h"

#define LOOK_AT 20
#define MAX_LINE 8192

static gboolean
is_apart (char c)
{
  return g_ascii_isspace (c) || strchr (",;\"'=()", c) != NULL;
}

/* Length of the hexadecimal digits at at, if nothing else touches them. */
static gsize
count_digits (MspSpan line, gsize at)
{
  gsize n = 0;

  if (at > 0 && !is_apart (line.data[at - 1]))
    return 0;
  while (at + n < line.len && g_ascii_isxdigit (line.data[at + n]))
    n++;
  return at + n == line.len || is_apart (line.data[at + n]) ? n : 0;
}

/* Where the hash stands in line and how long it is; FALSE without one. */
static gboolean
find_hash (MspSpan line, gsize *out_at, gsize *out_len)
{
  for (gsize i = 0; i < MIN (line.len, (gsize) MAX_LINE); i++)
    {
      gsize n = count_digits (line, i);

      if (n == 32 || n == 64)
        {
          *out_at = i;
          *out_len = n;
          return TRUE;
        }
    }
  return FALSE;
}

static MspSpan
strip (MspSpan text)
{
  while (text.len > 0 && (is_apart (text.data[0]) || text.data[0] == '*'))
    text = msp_span_slice (text, 1, text.len);
  while (text.len > 0 && is_apart (text.data[text.len - 1]))
    text.len--;
  return text;
}

/* What is left of the line is the name: "MD5 (a.zip) = …" too. */
static char *
dup_name (MspSpan line, gsize at, gsize len)
{
  MspSpan before = strip (msp_span_slice (line, 0, at)), after = strip (msp_span_slice (line, at + len, line.len));

  if (msp_span_has_prefix (before, "MD5 (") || msp_span_has_prefix (before, "SHA256 ("))
    before = strip (msp_span_slice (before, (gsize) ((const char *) memchr (before.data, '(', before.len) - before.data), before.len));
  return msp_export_dup_path (before.len > 0 ? before : after);
}

static gboolean
has_name (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  return strstr (lower, "checksum") != NULL || g_str_has_suffix (lower, ".md5") || g_str_has_suffix (lower, ".sha256")
         || g_str_has_prefix (lower, "md5sum") || g_str_has_prefix (lower, "sha256sum");
}

static gboolean
checksums_is (MspSpan bytes, const char *name)
{
  gsize at = 0, start, len;
  guint n = 0, lines = 0;
  MspSpan line;

  if (!has_name (name))
    return FALSE;
  for (; lines < LOOK_AT && msp_export_next_line (bytes, &at, &line); lines += strip (line).len > 0)
    n += find_hash (line, &start, &len);
  /* One line may be a header. */
  return n > 0 && n + 1 >= lines;
}

static void
checksums_read (MspSpan bytes, const char *name, MspClaimFunc func, gpointer data)
{
  gsize at = 0, start, len;
  gboolean good = TRUE;
  MspSpan line;

  while (good && msp_export_next_line (bytes, &at, &line))
    {
      if (!find_hash (line, &start, &len))
        continue;
      g_autofree char *hash = msp_export_dup_hash (msp_span_slice (line, start, start + len), len / 2);
      g_autofree char *path = dup_name (line, start, len);
      const MspClaimRecord claim = {
        .product = "checksums", .kind = MSP_CLAIM_FILE, .path = path, .md5 = len == 32 ? hash : NULL,
        .sha256 = len == 64 ? hash : NULL, .date = G_MININT64, .expected = MSP_CLAIM_NO_NUMBER,
      };
      good = path == NULL || func (data, &claim);
    }
}

const MspExportReader msp_checksums_reader = { "checksums", checksums_is, checksums_read, FALSE };
