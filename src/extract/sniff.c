/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"

#include "extract/sniff.h"

typedef struct {
  guint16     offset;
  guint8      len;
  const char *bytes;
  const char *type;
} Magic;

#define ROW(offset, bytes, type) { offset, sizeof (bytes) - 1, bytes, type }

static const Magic table[] = {
  ROW (0, "%PDF-", "application/pdf"),
  ROW (0, "{\\rtf", "application/rtf"),
  ROW (0, "\x89PNG\r\n\x1a\n", "image/png"),
  ROW (0, "\xff\xd8\xff", "image/jpeg"),
  ROW (0, "GIF87a", "image/gif"),
  ROW (0, "GIF89a", "image/gif"),
  ROW (0, "II*\0", "image/tiff"),
  ROW (0, "MM\0*", "image/tiff"),
  ROW (0, "\0\0\1\0", "image/x-icon"),
  ROW (0, "\xd7\xcd\xc6\x9a", "image/wmf"),
  ROW (40, " EMF", "image/emf"),
  ROW (0, "8BPS", "image/vnd.adobe.photoshop"),
  ROW (0, "ID3", "audio/mpeg"),
  ROW (0, "OggS", "audio/ogg"),
  ROW (0, "fLaC", "audio/flac"),
  ROW (0, "#!AMR", "audio/amr"),
  ROW (0, "MThd\0\0\0\6", "audio/midi"),
  ROW (0, "\x1a\x45\xdf\xa3", "video/x-matroska"),
  ROW (0, "0&\xb2u\x8e\x66\xcf\x11", "video/x-ms-asf"),
  ROW (0, "FLV\1", "video/x-flv"),
  ROW (0, "\0\0\1\xba", "video/mpeg"),
  ROW (0, "\0\0\1\xb3", "video/mpeg"),
  ROW (0, "\x1f\x8b\x08", "application/gzip"),
  ROW (0, "BZh", "application/x-bzip2"),
  ROW (0, "\xfd" "7zXZ\0", "application/x-xz"),
  ROW (0, "\x28\xb5\x2f\xfd", "application/zstd"),
  ROW (0, "\x1f\x9d", "application/x-compress"),
  ROW (0, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
  ROW (0, "Rar!\x1a\x07", "application/vnd.rar"),
  ROW (0, "MSCF\0\0\0\0", "application/vnd.ms-cab-compressed"),
  ROW (0, "ITSF\3\0\0\0", "application/vnd.ms-htmlhelp"),
  ROW (257, "ustar", "application/x-tar"),
  ROW (0, "070701", "application/x-cpio"),
  ROW (0, "!<arch>\n", "application/x-archive"),
  ROW (32769, "CD001", "application/x-iso9660-image"),
  ROW (0, "!BDN", "application/vnd.ms-outlook-pst"),
  ROW (0, "\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
  ROW (0, "SQLite format 3\0", "application/vnd.sqlite3"),
  ROW (0, "\x7f" "ELF", "application/x-elf"),
  ROW (0, "\xca\xfe\xba\xbe", "application/java-vm"),
  ROW (0, "\xfe\xed\xfa\xce", "application/x-mach-binary"),
  ROW (0, "\xfe\xed\xfa\xcf", "application/x-mach-binary"),
  ROW (0, "\xce\xfa\xed\xfe", "application/x-mach-binary"),
  ROW (0, "\xcf\xfa\xed\xfe", "application/x-mach-binary"),
  ROW (0, "wOFF", "font/woff"),
  ROW (0, "wOF2", "font/woff2"),
  ROW (0, "OTTO", "font/otf"),
  ROW (0, "\0\1\0\0\0", "font/ttf"),
  ROW (0, "%!PS", "application/postscript"),
  ROW (0, "\xc5\xd0\xd3\xc6", "application/postscript"),
  ROW (0, "AT&TFORM", "image/vnd.djvu"),
  ROW (0, "\x03\xd9\xa2\x9a", "application/x-keepass"),
  ROW (0, "Salted__", "application/x-openssl-encrypted"),
};

static gboolean
has_at (MspSpan head, gsize offset, const char *bytes, gsize len)
{
  return head.len >= offset + len && memcmp (head.data + offset, bytes, len) == 0;
}

/* ISO base media files name their brand in the first box; HEIF pictures use the same box. */
static const char *
sniff_brand (MspSpan head)
{
  if (!has_at (head, 4, "ftyp", 4) || head.len < 12)
    return NULL;
  if (has_at (head, 8, "hei", 3) || has_at (head, 8, "hev", 3) || has_at (head, 8, "mif1", 4) || has_at (head, 8, "avif", 4))
    return "image/heif";
  if (has_at (head, 8, "M4A", 3))
    return "audio/mp4";
  return has_at (head, 8, "qt  ", 4) ? "video/quicktime" : "video/mp4";
}

static const char *
sniff_riff (MspSpan head)
{
  if (!has_at (head, 0, "RIFF", 4))
    return NULL;
  if (has_at (head, 8, "WEBP", 4))
    return "image/webp";
  if (has_at (head, 8, "WAVE", 4))
    return "audio/wav";
  return has_at (head, 8, "AVI ", 4) ? "video/x-msvideo" : NULL;
}

/* Readers take a PDF whose head begins anywhere in the first 1024 bytes: behind the header of a copy from a Mac, or of a printer's
   job. */
static const char *
sniff_late_pdf (MspSpan head)
{
  MspSpan first = msp_span_slice (head, 0, 1024);
  gsize at = 0;

  /* Every text comes here, and few hold a percent sign. */
  for (const char *found; at < first.len && (found = memchr (first.data + at, '%', first.len - at)) != NULL; at++)
    {
      at = (gsize) (found - first.data);
      if (has_at (first, at, "%PDF-", 5))
        return msp_sniff_is_text (head) ? NULL : "application/pdf";
    }
  return NULL;
}

/* Short magics that prose can begin with ("BM", "MZ") need a second look. */
static const char *
sniff_weak (MspSpan head)
{
  const guint8 *data = (const guint8 *) head.data;

  if (head.len >= 26 && has_at (head, 0, "BM", 2) && has_at (head, 6, "\0\0\0\0", 4))
    return "image/bmp";
  if (head.len >= 64 && has_at (head, 0, "MZ", 2) && !msp_sniff_is_text (head))
    return "application/vnd.microsoft.portable-executable";
  if (head.len >= 4 && data[0] == 0xff && (data[1] & 0xe6) == 0xe2 && (data[2] & 0xf0) != 0xf0 && (data[2] & 0x0c) != 0x0c)
    return "audio/mpeg";
  return NULL;
}

static const char *
sniff_table (MspSpan head)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].offset < head.len && head.data[table[i].offset] == table[i].bytes[0]
        && has_at (head, table[i].offset, table[i].bytes, table[i].len))
      return table[i].type;
  return NULL;
}

const char *
msp_sniff (MspSpan head, gboolean plain)
{
  const char *type;

  if (head.len == 0)
    return "application/x-empty";
  if ((type = sniff_table (head)) != NULL || (type = msp_sniff_zip (head)) != NULL || (type = msp_sniff_ole (head)) != NULL)
    return type;
  if ((type = sniff_late_pdf (head)) != NULL)
    return type;
  if ((type = sniff_brand (head)) != NULL || (type = sniff_riff (head)) != NULL || (type = sniff_weak (head)) != NULL)
    return type;
  if ((type = msp_sniff_text (head, plain)) != NULL || (type = msp_sniff_crypto (head)) != NULL)
    return type;
  return "application/octet-stream";
}

const char *
msp_extract_sniff (MspSpan head, const char *filename)
{
  return msp_sniff (head, FALSE);
}
