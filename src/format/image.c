/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/image.h"

#include <string.h>
#include <zlib.h>

#define XMP_HEAD "http://ns.adobe.com/xap/1.0/"
#define XMP_KEY "XML:com.adobe.xmp"
#define MAX_TEXT (1024 * 1024)
#define MAX_CHUNKS 10000

static gboolean
has (MspSpan bytes, const char *what, gsize len)
{
  return bytes.len >= len && memmem (bytes.data, bytes.len, what, len) != NULL;
}

static gboolean
begins (MspSpan bytes, gsize at, const char *what, gsize len)
{
  return bytes.len >= at + len && memcmp (bytes.data + at, what, len) == 0;
}

#define HAS(bytes, text) has (bytes, text, sizeof (text) - 1)
#define BEGINS(bytes, at, text) begins (bytes, at, text, sizeof (text) - 1)

static gboolean
is_tiff (MspSpan bytes)
{
  return BEGINS (bytes, 0, "II*\0") || BEGINS (bytes, 0, "MM\0*");
}

gboolean
msp_image_has_words (MspSpan head)
{
  if (BEGINS (head, 0, "\xff\xd8\xff"))
    return HAS (head, "Exif\0\0") || HAS (head, XMP_HEAD) || HAS (head, "\xff\xfe");
  if (BEGINS (head, 0, "\x89PNG"))
    return HAS (head, "tEXt") || HAS (head, "iTXt") || HAS (head, "zTXt") || HAS (head, "eXIf");
  if (BEGINS (head, 0, "RIFF"))
    return BEGINS (head, 8, "WEBPVP8X") && head.len > 20 && (head.data[20] & 0x0c) != 0;
  return is_tiff (head) || (BEGINS (head, 4, "ftyp") && HAS (head, "Exif"));
}

static guint32
get_number (MspSpan bytes, gsize at, guint len, gboolean big_endian)
{
  guint32 number = 0;

  for (guint i = 0; i < len && at + len <= bytes.len; i++)
    number |= (guint32) (guint8) bytes.data[at + i] << 8 * (big_endian ? len - 1 - i : i);
  return number;
}

static void
give (MspSpan name, MspSpan value, MspFieldFunc func, gpointer data)
{
  if (value.len == 0)
    return;
  g_autofree char *key = g_utf8_make_valid (name.len > 0 ? name.data : "", (gssize) name.len);
  g_autofree char *text = g_utf8_validate (value.data, (gssize) value.len, NULL)
                          ? g_strndup (value.data, value.len)
                          : g_convert (value.data, (gssize) value.len, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);

  if (text != NULL && *text != '\0')
    func (data, key, text);
}

/* Segments up to the picture itself (ITU T.81, B.1.1). */
static void
read_jpeg (MspSpan bytes, MspFieldFunc func, gpointer data)
{
  gsize at = 2;

  while (at + 4 <= bytes.len && (guint8) bytes.data[at] == 0xff)
    {
      guint8 marker = (guint8) bytes.data[at + 1];
      gsize len = get_number (bytes, at + 2, 2, TRUE);
      MspSpan segment = msp_span_slice (bytes, at + 4, at + 2 + len);

      if (marker == 0xda || marker == 0xd9 || len < 2)
        return;
      if (marker == 0xe1 && BEGINS (segment, 0, "Exif\0\0"))
        msp_tiff_read (msp_span_slice (segment, 6, segment.len), func, data);
      else if (marker == 0xe1 && BEGINS (segment, 0, XMP_HEAD))
        give (MSP_SPAN_LITERAL ("XMP"), msp_span_slice (segment, sizeof XMP_HEAD, segment.len), func, data);
      else if (marker == 0xfe)
        give (MSP_SPAN_LITERAL ("Comment"), segment, func, data);
      at += 2 + len;
    }
}

static void
give_packed (MspSpan name, MspSpan packed, MspFieldFunc func, gpointer data)
{
  uLongf len = MIN (packed.len * 64 + 1024, (gsize) MAX_TEXT);
  g_autofree char *text = g_malloc (len);

  if (uncompress ((Bytef *) text, &len, (const Bytef *) packed.data, packed.len) == Z_OK)
    give (name, msp_span_new (text, len), func, data);
}

/* Keyword, NUL, for zTXt a byte, for iTXt two bytes and two strings, text (PNG, 11.3.4). */
static void
read_png_text (char kind, MspSpan chunk, MspFieldFunc func, gpointer data)
{
  const char *end = chunk.len > 0 ? memchr (chunk.data, '\0', chunk.len) : NULL;
  gsize key = end != NULL ? (gsize) (end - chunk.data) : chunk.len, at = key + 1;
  MspSpan name = msp_span_slice (chunk, 0, key);
  gboolean packed = kind == 'z';

  if (kind == 'z')
    at++;
  if (kind == 'i')
    {
      packed = at < chunk.len && chunk.data[at] == 1;
      at += 2;
      for (guint i = 0; i < 2 && at < chunk.len; i++)
        at += strnlen (chunk.data + at, chunk.len - at) + 1;
    }
  if (at >= chunk.len)
    return;
  if (msp_span_equals (name, XMP_KEY))
    name = MSP_SPAN_LITERAL ("XMP");
  if (packed)
    give_packed (name, msp_span_slice (chunk, at, chunk.len), func, data);
  else
    give (name, msp_span_slice (chunk, at, chunk.len), func, data);
}

static void
read_png (MspSpan bytes, MspFieldFunc func, gpointer data)
{
  gsize at = 8;

  for (guint i = 0; i < MAX_CHUNKS && at + 12 <= bytes.len; i++)
    {
      gsize len = get_number (bytes, at, 4, TRUE);
      MspSpan chunk = msp_span_slice (bytes, at + 8, at + 8 + len);

      if (BEGINS (bytes, at + 4, "eXIf"))
        msp_tiff_read (chunk, func, data);
      else if (BEGINS (bytes, at + 5, "TXt") || BEGINS (bytes, at + 5, "EXt"))
        read_png_text (bytes.data[at + 4], chunk, func, data);
      at += 12 + len;
    }
}

static void
read_webp (MspSpan bytes, MspFieldFunc func, gpointer data)
{
  gsize at = 12;

  for (guint i = 0; i < MAX_CHUNKS && at + 8 <= bytes.len; i++)
    {
      gsize len = get_number (bytes, at + 4, 4, FALSE);
      MspSpan chunk = msp_span_slice (bytes, at + 8, at + 8 + len);

      if (BEGINS (bytes, at, "EXIF"))
        msp_tiff_read (BEGINS (chunk, 0, "Exif\0\0") ? msp_span_slice (chunk, 6, chunk.len) : chunk, func, data);
      else if (BEGINS (bytes, at, "XMP "))
        give (MSP_SPAN_LITERAL ("XMP"), chunk, func, data);
      at += 8 + len + (len & 1);
    }
}

/* The Exif item begins with its own mark; where the boxes say it lies is not asked. */
static void
read_heif (MspSpan bytes, MspFieldFunc func, gpointer data)
{
  gsize at = 0;

  for (guint i = 0; i < 16; i++)
    {
      const char *found = bytes.len <= at ? NULL : memmem (bytes.data + at, bytes.len - at, "Exif\0\0", 6);

      if (found == NULL)
        return;
      at = (gsize) (found - bytes.data) + 6;
      msp_tiff_read (msp_span_slice (bytes, at, bytes.len), func, data);
    }
}

void
msp_image_read_words (MspSpan bytes, MspFieldFunc func, gpointer data)
{
  if (BEGINS (bytes, 0, "\xff\xd8\xff"))
    read_jpeg (bytes, func, data);
  else if (BEGINS (bytes, 0, "\x89PNG"))
    read_png (bytes, func, data);
  else if (BEGINS (bytes, 0, "RIFF"))
    read_webp (bytes, func, data);
  else if (is_tiff (bytes))
    msp_tiff_read (bytes, func, data);
  else if (BEGINS (bytes, 4, "ftyp"))
    read_heif (bytes, func, data);
}
