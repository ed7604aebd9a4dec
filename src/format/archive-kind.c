/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive-kind.h"

#include <archive.h>

#define TAR_BLOCK 512

typedef struct {
  MspArchiveKind kind;
  gsize          offset;
  const char    *magic;
  gsize          magic_len;
  gboolean     (*check) (MspSpan head);   /* more than the magic, or NULL */
} Row;

static gboolean
is_octal (MspSpan span, gsize start, gsize len)
{
  for (gsize i = start; i < start + len; i++)
    if (i >= span.len || span.data[i] < '0' || span.data[i] > '7')
      return FALSE;
  return TRUE;
}

static gboolean
is_hexadecimal (MspSpan span, gsize start, gsize len)
{
  for (gsize i = start; i < start + len; i++)
    if (i >= span.len || !g_ascii_isxdigit (span.data[i]))
      return FALSE;
  return TRUE;
}

/* Sum of the block with blanks for the sum itself, octal, digits first or after blanks. */
static gboolean
check_tar (MspSpan head)
{
  guint32 sum = 0, stated = 0;
  gsize at = 148;

  if (head.len < TAR_BLOCK || head.data[0] == '\0')
    return FALSE;
  for (gsize i = 0; i < TAR_BLOCK; i++)
    sum += i >= 148 && i < 156 ? ' ' : (guchar) head.data[i];
  while (at < 156 && head.data[at] == ' ')
    at++;
  gsize digits = at;
  while (at < 156 && head.data[at] >= '0' && head.data[at] <= '7')
    stated = stated * 8 + (guint32) (head.data[at++] - '0');
  return at > digits && stated == sum;
}

static gboolean
check_cpio_odc (MspSpan head)
{
  return is_octal (head, 0, 76);
}

static gboolean
check_cpio_newc (MspSpan head)
{
  return is_hexadecimal (head, 0, 110);
}

/* Binary headers have no more magic: the name must be of a sane length and end with NUL. */
static gboolean
check_cpio_binary (MspSpan head)
{
  guchar low = head.len > 26 ? (guchar) head.data[20] : 0, high = head.len > 26 ? (guchar) head.data[21] : 0;
  gsize len = head.data[0] == '\x71' ? ((gsize) low << 8 | high) : ((gsize) high << 8 | low);

  return len >= 2 && len <= 4096 && 26 + len <= head.len && memchr (head.data + 26, '\0', len) == head.data + 26 + len - 1;
}

static gboolean
check_bzip2 (MspSpan head)
{
  return head.len >= 10 && head.data[3] >= '1' && head.data[3] <= '9'
         && (memcmp (head.data + 4, "1AY&SY", 6) == 0 || memcmp (head.data + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0);
}

/* "-lh5-", "-lzs-", and a header of level 0 to 3. */
static gboolean
check_lha (MspSpan head)
{
  return head.len > 22 && (head.data[4] == 'h' || head.data[4] == 'z') && head.data[6] == '-' && (guchar) head.data[20] <= 3;
}

/* The old LZMA header: properties, a dictionary of at least 64 KiB, a size that is unknown or below 2^40. */
static gboolean
check_lzma (MspSpan head)
{
  if (head.len < 14 || (head.data[3] == '\0' && head.data[4] == '\0'))
    return FALSE;
  return memcmp (head.data + 5, "\xff\xff\xff\xff\xff\xff\xff\xff", 8) == 0 || memcmp (head.data + 10, "\0\0\0", 3) == 0;
}

/* "begin 644 name" */
static gboolean
check_uu (MspSpan head)
{
  return is_octal (head, 6, 3) && head.len > 10 && head.data[9] == ' ';
}

static gboolean
check_skippable (MspSpan head)
{
  return head.len >= 8 && ((guchar) head.data[0] & 0xf0) == 0x50;
}

#define MANY(id, code, seek, certainty) { id, NULL, code, seek, certainty }
#define ONE(id, extension, code, certainty) { id, extension, code, FALSE, certainty }
#define MAGIC(offset, magic) offset, magic, sizeof magic - 1

/* Without xar: libarchive 3.6's reader never ends on a file that names one hard link twice. */
static const Row rows[] = {
  { MANY ("zip", ARCHIVE_FORMAT_ZIP, TRUE, 90), MAGIC (0, "PK\3\4"), NULL },
  { MANY ("zip", ARCHIVE_FORMAT_ZIP, TRUE, 90), MAGIC (0, "PK\5\6"), NULL },
  { MANY ("zip", ARCHIVE_FORMAT_ZIP, TRUE, 90), MAGIC (0, "PK\7\10PK\3\4"), NULL },
  { MANY ("zip", ARCHIVE_FORMAT_ZIP, TRUE, 90), MAGIC (0, "PK00PK\3\4"), NULL },
  { MANY ("7z", ARCHIVE_FORMAT_7ZIP, TRUE, 90), MAGIC (0, "7z\xbc\xaf\x27\x1c"), NULL },
  { MANY ("rar", ARCHIVE_FORMAT_RAR, FALSE, 90), MAGIC (0, "Rar!\x1a\7\0"), NULL },
  { MANY ("rar5", ARCHIVE_FORMAT_RAR_V5, FALSE, 90), MAGIC (0, "Rar!\x1a\7\1\0"), NULL },
  { MANY ("cab", ARCHIVE_FORMAT_CAB, FALSE, 90), MAGIC (0, "MSCF\0\0\0\0"), NULL },
  { MANY ("ar", ARCHIVE_FORMAT_AR, FALSE, 90), MAGIC (0, "!<arch>\n"), NULL },
  { MANY ("warc", ARCHIVE_FORMAT_WARC, FALSE, 90), MAGIC (0, "WARC/0."), NULL },
  { MANY ("warc", ARCHIVE_FORMAT_WARC, FALSE, 90), MAGIC (0, "WARC/1."), NULL },
  { MANY ("cpio", ARCHIVE_FORMAT_CPIO, FALSE, 90), MAGIC (0, "070701"), check_cpio_newc },
  { MANY ("cpio", ARCHIVE_FORMAT_CPIO, FALSE, 90), MAGIC (0, "070702"), check_cpio_newc },
  { MANY ("cpio", ARCHIVE_FORMAT_CPIO, FALSE, 90), MAGIC (0, "070707"), check_cpio_odc },
  { MANY ("cpio", ARCHIVE_FORMAT_CPIO, FALSE, 75), MAGIC (0, "\xc7\x71"), check_cpio_binary },
  { MANY ("cpio", ARCHIVE_FORMAT_CPIO, FALSE, 75), MAGIC (0, "\x71\xc7"), check_cpio_binary },
  { MANY ("tar", ARCHIVE_FORMAT_TAR, FALSE, 90), MAGIC (0, ""), check_tar },
  { MANY ("iso", ARCHIVE_FORMAT_ISO9660, FALSE, 90), MAGIC (32769, "CD001"), NULL },
  { MANY ("lha", ARCHIVE_FORMAT_LHA, FALSE, 80), MAGIC (2, "-l"), check_lha },
  { ONE ("gz", ".gz", ARCHIVE_FILTER_GZIP, 90), MAGIC (0, "\x1f\x8b\x08"), NULL },
  { ONE ("bz2", ".bz2", ARCHIVE_FILTER_BZIP2, 90), MAGIC (0, "BZh"), check_bzip2 },
  { ONE ("xz", ".xz", ARCHIVE_FILTER_XZ, 90), MAGIC (0, "\xfd" "7zXZ\0"), NULL },
  { ONE ("lzma", ".lzma", ARCHIVE_FILTER_LZMA, 70), MAGIC (0, "\x5d\0\0"), check_lzma },
  { ONE ("zst", ".zst", ARCHIVE_FILTER_ZSTD, 90), MAGIC (0, "\x28\xb5\x2f\xfd"), NULL },
  { ONE ("zst", ".zst", ARCHIVE_FILTER_ZSTD, 90), MAGIC (1, "\x2a\x4d\x18"), check_skippable },
  { ONE ("lz4", ".lz4", ARCHIVE_FILTER_LZ4, 90), MAGIC (0, "\x04\x22\x4d\x18"), NULL },
  { ONE ("lz4", ".lz4", ARCHIVE_FILTER_LZ4, 90), MAGIC (0, "\x02\x21\x4c\x18"), NULL },
  { ONE ("lzip", ".lz", ARCHIVE_FILTER_LZIP, 90), MAGIC (0, "LZIP\1"), NULL },
  { ONE ("compress", ".Z", ARCHIVE_FILTER_COMPRESS, 80), MAGIC (0, "\x1f\x9d"), NULL },
  { ONE ("uu", ".uu", ARCHIVE_FILTER_UU, 40), MAGIC (0, "begin "), check_uu },
};

const MspArchiveKind *
msp_archive_kind_sniff (MspSpan head)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];

      if (head.len >= row->offset + row->magic_len && memcmp (head.data + row->offset, row->magic, row->magic_len) == 0
          && (row->check == NULL || row->check (head)))
        return &row->kind;
    }
  return NULL;
}

static guint32
get_le (MspSpan span, gsize at, gsize bytes)
{
  guint32 value = 0;

  for (gsize i = 0; i < bytes; i++)
    value |= (guint32) (guchar) span.data[at + i] << (8 * i);
  return value;
}

/* Parts that no other zip has at its top: of OOXML, and of OpenDocument where "mimetype" does not come first as it should. */
static gboolean
is_part_name (MspSpan name)
{
  static const char *const parts[] = { "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml",
                                       "xl/workbook.xml", "ppt/presentation.xml", "META-INF/manifest.xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (msp_span_equals (name, parts[i]))
      return TRUE;
  return msp_span_has_prefix (name, "word/media/") || msp_span_has_prefix (name, "xl/media/")
         || msp_span_has_prefix (name, "ppt/media/");
}

/* A document's zip says so in one of its first entries (ECMA-376 part 2; OpenDocument 1.2 part 3, 3.3; EPUB OCF 3.3). The
   chain of local headers is followed only as far as sizes are stated: searching could find the headers of a document stored
   inside. */
gboolean
msp_archive_kind_is_document (MspSpan head)
{
  gsize at = 0;

  while (at + 30 <= head.len && memcmp (head.data + at, "PK\3\4", 4) == 0)
    {
      gsize name_len = get_le (head, at + 26, 2), extra = get_le (head, at + 28, 2), size = get_le (head, at + 18, 4);
      MspSpan name = msp_span_slice (head, at + 30, at + 30 + name_len);
      MspSpan data = msp_span_slice (head, at + 30 + name_len + extra, head.len);

      if (is_part_name (name))
        return TRUE;
      if (msp_span_equals (name, "mimetype"))
        return msp_span_has_prefix (data, "application/vnd.oasis.opendocument")
               || msp_span_has_prefix (data, "application/epub+zip")
               || msp_span_has_prefix (data, "application/vnd.sun.xml");
      if ((get_le (head, at + 6, 2) & 8) != 0 || size == G_MAXUINT32)
        return FALSE;
      at += 30 + name_len + extra + size;
    }
  return FALSE;
}
