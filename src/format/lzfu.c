/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/lzfu.h"

#include <zlib.h>

#define HEADER_SIZE 16
#define WINDOW 4096
#define COMPRESSED 0x75465a4c
#define UNCOMPRESSED 0x414c454d

/* What the window holds at the start. */
static const char start[] =
  "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol"
  "ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

static guint32
get_u32 (MspSpan span, gsize at)
{
  const guint8 *data = (const guint8 *) span.data + at;

  return data[0] | (guint32) data[1] << 8 | (guint32) data[2] << 16 | (guint32) data[3] << 24;
}

/* The checksum is that of zip without its first and last inversion. */
static guint32
get_checksum (MspSpan span)
{
  return (guint32) crc32_z (0xffffffff, (const guint8 *) span.data, span.len) ^ 0xffffffff;
}

/* FALSE if packed ends before its end mark. */
static gboolean
unpack (MspSpan packed, GString *out, gsize limit)
{
  char window[WINDOW] = { 0 };
  gsize at = HEADER_SIZE;
  guint write = sizeof start - 1;

  memcpy (window, start, sizeof start - 1);
  while (at < packed.len && out->len < limit)
    {
      guint8 control = (guint8) packed.data[at++];

      for (guint bit = 0; bit < 8 && out->len < limit; bit++, control >>= 1)
        {
          guint from = write, n = 1;

          if (at + (control & 1) >= packed.len)
            return FALSE;
          if ((control & 1) == 0)
            window[write] = packed.data[at++];
          else
            {
              guint reference = (guint) (guint8) packed.data[at] << 8 | (guint8) packed.data[at + 1];

              at += 2;
              from = reference >> 4;
              n = (reference & 15) + 2;
              if (from == write)
                return TRUE;
            }
          for (guint i = 0; i < n; i++)
            {
              window[write] = window[(from + i) % WINDOW];
              g_string_append_c (out, window[write]);
              write = (write + 1) % WINDOW;
            }
        }
    }
  return out->len >= limit;
}

GString *
msp_lzfu_unpack (MspSpan packed, gsize limit, gboolean *out_whole)
{
  if (packed.len < HEADER_SIZE)
    return NULL;
  guint32 packed_size = get_u32 (packed, 0), size = get_u32 (packed, 4), kind = get_u32 (packed, 8);
  if (kind != COMPRESSED && kind != UNCOMPRESSED)
    return NULL;
  /* The size counts what is behind its own field. */
  MspSpan body = msp_span_slice (packed, 0, (gsize) MIN ((guint64) packed_size + 4, packed.len));
  GString *out = g_string_new (NULL);
  gsize want = MIN (size, limit);
  gboolean good = size <= limit && (guint64) packed_size + 4 <= packed.len;

  if (kind == UNCOMPRESSED)
    {
      /* Some writers count the header in, so that there is less than stated. */
      g_string_append_len (out, body.data + HEADER_SIZE, (gssize) MIN (want, body.len - MIN (HEADER_SIZE, body.len)));
      *out_whole = good;
      return out;
    }
  good = unpack (body, out, want) && get_checksum (msp_span_slice (body, HEADER_SIZE, body.len)) == get_u32 (packed, 12) && good;
  g_string_truncate (out, want);
  *out_whole = good && out->len == size;
  return out;
}
