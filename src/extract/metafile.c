/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "format/ms-text.h"

/* Records of [MS-EMF] and [MS-WMF] that hold text. */
enum { EMR_HEADER = 1, EMR_EOF = 14, EMR_EXTTEXTOUTA = 83, EMR_EXTTEXTOUTW = 84, EMR_SMALLTEXTOUT = 108 };
enum { META_EOF = 0, META_TEXTOUT = 0x0521, META_EXTTEXTOUT = 0x0a32 };
enum { GLYPHS = 0x10, NO_RECTANGLE = 0x100, SMALL_CHARS = 0x200 };

#define PLACEABLE 22      /* bytes of the header that programs put before a WMF */
#define META_HEADER 18
#define RECTANGLES 0x0006 /* options of META_EXTTEXTOUT with a rectangle behind them */

typedef struct {
  GString *out;
  gint32   x, y;          /* where the last run began */
  gboolean any;
} Writer;

int
msp_metafile_bid (const MspExtractInput *input)
{
  return strcmp (input->sniffed, "image/emf") == 0 || strcmp (input->sniffed, "image/wmf") == 0 ? 70 : 0;
}

/* Runs at one height that follow one another are a line. */
static void
begin_run (Writer *self, gint32 x, gint32 y)
{
  if (self->any)
    g_string_append_c (self->out, y == self->y && x >= self->x ? ' ' : '\n');
  self->x = x;
  self->y = y;
  self->any = TRUE;
}

static void
add_run (Writer *self, gint32 x, gint32 y, MspSpan text, gboolean wide)
{
  gsize start = self->out->len;

  if (text.len == 0)
    return;
  begin_run (self, x, y);
  start = self->out->len;
  if (wide)
    msp_ms_append_utf16 (self->out, text);
  else
    msp_ms_append_1252 (self->out, text);
  for (gsize i = start; i < self->out->len; i++)
    if ((guint8) self->out->str[i] < 0x20)
      self->out->str[i] = ' ';
}

static void
take_emf (Writer *self, guint32 type, MspSpan record)
{
  guint width = type == EMR_EXTTEXTOUTA ? 1 : 2;

  if (type == EMR_EXTTEXTOUTW || type == EMR_EXTTEXTOUTA)
    {
      gsize n = msp_ms_get_u32 (record, 44), at = msp_ms_get_u32 (record, 48);

      if ((msp_ms_get_u32 (record, 52) & GLYPHS) == 0 && n <= record.len)
        add_run (self, (gint32) msp_ms_get_u32 (record, 36), (gint32) msp_ms_get_u32 (record, 40),
                 msp_span_slice (record, at, at + n * width), width == 2);
    }
  else if (type == EMR_SMALLTEXTOUT)
    {
      gsize n = msp_ms_get_u32 (record, 16);
      guint32 options = msp_ms_get_u32 (record, 20);
      gsize at = (options & NO_RECTANGLE) != 0 ? 36 : 52;

      width = (options & SMALL_CHARS) != 0 ? 1 : 2;
      if ((options & GLYPHS) == 0 && n <= record.len)
        add_run (self, (gint32) msp_ms_get_u32 (record, 8), (gint32) msp_ms_get_u32 (record, 12),
                 msp_span_slice (record, at, at + n * width), width == 2);
    }
}

static void
read_emf (Writer *self, MspSpan bytes, gsize limit)
{
  for (gsize at = 0; bytes.len - at >= 8 && self->out->len <= limit;)
    {
      guint32 type = msp_ms_get_u32 (bytes, at), size = msp_ms_get_u32 (bytes, at + 4);

      if (size < 8 || size > bytes.len - at || type == EMR_EOF)
        return;
      take_emf (self, type, msp_span_slice (bytes, at, at + size));
      at += size;
    }
}

static void
take_wmf (Writer *self, guint type, MspSpan record)
{
  gsize n = msp_ms_get_u16 (record, type == META_TEXTOUT ? 6 : 10), at;

  if (type == META_TEXTOUT)
    {
      at = 8 + (n + 1) / 2 * 2;
      add_run (self, (gint16) msp_ms_get_u16 (record, at + 2), (gint16) msp_ms_get_u16 (record, at), msp_span_slice (record, 8, 8 + n),
               FALSE);
    }
  else if (type == META_EXTTEXTOUT)
    {
      guint options = msp_ms_get_u16 (record, 12);

      at = (options & RECTANGLES) != 0 ? 22 : 14;
      if ((options & GLYPHS) == 0)
        add_run (self, (gint16) msp_ms_get_u16 (record, 8), (gint16) msp_ms_get_u16 (record, 6), msp_span_slice (record, at, at + n),
                 FALSE);
    }
}

static void
read_wmf (Writer *self, MspSpan bytes, gsize limit)
{
  gsize at = PLACEABLE + META_HEADER;

  while (at < bytes.len && bytes.len - at >= 6 && self->out->len <= limit)
    {
      gsize size = 2 * (gsize) msp_ms_get_u32 (bytes, at);
      guint type = msp_ms_get_u16 (bytes, at + 4);

      if (size < 6 || size > bytes.len - at || type == META_EOF)
        return;
      take_wmf (self, type, msp_span_slice (bytes, at, at + size));
      at += size;
    }
}

/* Drawings hold their words as text; pictures in them stay unseen. */
void
msp_metafile_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  Writer self = { .out = text->text };

  if (strcmp (input->sniffed, "image/emf") == 0)
    read_emf (&self, input->bytes, limits->text_bytes);
  else
    read_wmf (&self, input->bytes, limits->text_bytes);
  if (self.any)
    {
      g_string_append_c (text->text, '\n');
      return;
    }
  out_result->fate = MSP_FATE_OPAQUE;
  out_result->reason = MSP_REASON_IMAGE;
}
