/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/sniff.h"

typedef struct {
  const char *prefix;
  const char *type;
} EntryName;

static const EntryName names[] = {
  { "word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  { "xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  { "ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
  { "visio/", "application/vnd.visio" },
  { "AndroidManifest.xml", "application/vnd.android.package-archive" },
  { "classes.dex", "application/vnd.android.package-archive" },
  { "META-INF/MANIFEST.MF", "application/java-archive" },
  { "Index/", "application/vnd.apple.iwork" },
};

/* ODF and EPUB store their media type as the content of a first entry "mimetype". */
static const EntryName stored_types[] = {
  { "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text" },
  { "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet" },
  { "application/vnd.oasis.opendocument.presentation", "application/vnd.oasis.opendocument.presentation" },
  { "application/vnd.oasis.opendocument.", "application/vnd.oasis.opendocument.graphics" },
  { "application/epub+zip", "application/epub+zip" },
};

static guint32
get_le (const char *data, gsize len)
{
  guint32 value = 0;

  while (len-- > 0)
    value = value << 8 | (guint8) data[len];
  return value;
}

static const char *
match (const EntryName *rows, gsize n, MspSpan name)
{
  for (gsize i = 0; i < n; i++)
    if (msp_span_has_prefix (name, rows[i].prefix))
      return rows[i].type;
  return NULL;
}

/* The next local header: jumps over the packed bytes where their size is known, else searches its signature. */
static gsize
find_next_header (MspSpan head, gsize at, gsize data_start)
{
  gsize packed = get_le (head.data + at + 18, 4);
  gsize next = data_start + ((get_le (head.data + at + 6, 2) & 8) != 0 && packed == 0 ? 0 : packed);
  const char *found;

  if (next >= head.len)
    return head.len;
  found = memmem (head.data + next, head.len - next, "PK\3\4", 4);
  return found != NULL ? (gsize) (found - head.data) : head.len;
}

const char *
msp_sniff_zip (MspSpan head)
{
  const char *type = "application/zip";
  gsize at = 0;

  if (msp_span_has_prefix (head, "PK\5\6"))
    return type;
  if (!msp_span_has_prefix (head, "PK\3\4") || head.len < 30)
    return NULL;
  for (guint n = 0; n < 64 && head.len - at >= 30; n++)
    {
      gsize name_end = at + 30 + get_le (head.data + at + 26, 2);
      gsize data_start = name_end + get_le (head.data + at + 28, 2);
      MspSpan name = msp_span_slice (head, at + 30, name_end);
      const char *found = match (names, G_N_ELEMENTS (names), name);

      if (n == 0 && msp_span_equals (name, "mimetype"))
        found = match (stored_types, G_N_ELEMENTS (stored_types), msp_span_slice (head, data_start, head.len));
      if ((get_le (head.data + at + 6, 2) & 1) != 0)
        return "application/x-zip-encrypted";
      if (found != NULL)
        return found;
      at = find_next_header (head, at, data_start);
      if (at >= head.len)
        break;
    }
  return type;
}
