/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/word.h"

#include "format/ms-text.h"

enum { FLAGS = 0x0a, FC_MIN = 0x18, FC_MAC = 0x1c, LENGTHS = 0x4c, REFERENCES = 0xba, CHPX = 0xfa, PAPX = 0x102, CLX = 0x1a2, AUTHORS = 0x1ba };
enum { COMPLEX = 0x0004, ENCRYPTED = 0x0100, TABLE_1 = 0x0200 };
enum { IN_TABLE = 0x2416, ROW_END = 0x2417, VANISH = 0x083c };

#define MAGIC 0xa5ec
#define MAGIC_6 0xa5dc
#define WORD_97 193
#define COMPRESSED 0x40000000u
#define MAX_PIECES 1000000
#define COMMENTS 4             /* which of the texts */
#define REFERENCE_SIZE 30u     /* ATRDPre10, [MS-DOC] 2.9.2 */
#define AUTHOR_INDEX 20        /* in it */

typedef struct {
  guint32  start, end;     /* in characters */
  guint32  offset;         /* in the stream */
  gboolean is_narrow;      /* a byte for each character */
} Piece;

const char *
msp_word_get_table_name (MspSpan stream)
{
  return (msp_ms_get_u16 (stream, FLAGS) & TABLE_1) != 0 ? "1Table" : "0Table";
}

/* The part of table that the file information block names at offset at. */
static MspSpan
get_part (const MspWord *self, MspSpan table, gsize at)
{
  gsize start = msp_ms_get_u32 (self->stream, at), len = msp_ms_get_u32 (self->stream, at + 4);

  return start <= table.len && len <= table.len - start ? msp_span_slice (table, start, start + len) : msp_span_new (NULL, 0);
}

static void
read_pieces (MspWord *self, MspSpan plc)
{
  gsize n = plc.len >= 4 ? MIN ((plc.len - 4) / 12, (gsize) MAX_PIECES) : 0;

  for (gsize i = 0; i < n; i++)
    {
      guint32 offset = msp_ms_get_u32 (plc, 4 * (n + 1) + 8 * i + 2);
      gboolean is_narrow = (offset & COMPRESSED) != 0;
      const Piece piece = { msp_ms_get_u32 (plc, 4 * i), msp_ms_get_u32 (plc, 4 * i + 4),
                            is_narrow ? (offset & ~COMPRESSED) / 2 : offset, is_narrow };

      if (piece.start >= piece.end || (i > 0 && piece.start < g_array_index (self->pieces, Piece, self->pieces->len - 1).end))
        {
          self->is_damaged = TRUE;
          return;
        }
      g_array_append_val (self->pieces, piece);
    }
}

/* Behind changes of formats comes the table of pieces. */
static void
read_clx (MspWord *self, MspSpan clx)
{
  gsize at = 0;

  while (at < clx.len && clx.data[at] == 1)
    at += 3 + (gsize) msp_ms_get_u16 (clx, at + 1);
  if (at < clx.len && clx.data[at] == 2)
    read_pieces (self, msp_span_slice (clx, at + 5, at + 5 + msp_ms_get_u32 (clx, at + 1)));
}

/* Old documents, and those whose table is lost: the text stands in one piece. */
static void
add_whole (MspWord *self)
{
  guint32 start = msp_ms_get_u32 (self->stream, FC_MIN), end = msp_ms_get_u32 (self->stream, FC_MAC);
  Piece piece = { 0, 0, start, TRUE };

  end = (guint32) MIN ((gsize) end, self->stream.len);
  if (start >= end)
    return;
  piece.end = end - start;
  g_array_append_val (self->pieces, piece);
}

static void
read_lengths (MspWord *self, gboolean is_old)
{
  guint64 total = 0;
  guint32 last = self->pieces->len > 0 ? g_array_index (self->pieces, Piece, self->pieces->len - 1).end : 0;

  for (guint i = 0; i < MSP_WORD_TEXTS; i++)
    {
      guint32 length = msp_ms_get_u32 (self->stream, (is_old ? 0x34 : LENGTHS) + 4 * (gsize) i);

      length = (guint32) MIN ((guint64) length, last - MIN (total, last));
      self->lengths[i] = length;
      total += length;
    }
  /* What no text claims is text all the same. */
  if (total == 0)
    self->lengths[0] = last;
}

void
msp_word_init (MspWord *self, MspSpan stream, MspSpan table)
{
  gboolean is_old = msp_ms_get_u16 (stream, 2) < WORD_97;
  guint flags = msp_ms_get_u16 (stream, FLAGS);

  *self = (MspWord) { .stream = stream, .code_page = is_old ? 1252 : 0 };
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->is_encrypted = (flags & ENCRYPTED) != 0;
  self->is_damaged = msp_ms_get_u16 (stream, 0) != (is_old ? MAGIC_6 : MAGIC) || (!is_old && table.len == 0);
  if (is_old)
    table = msp_span_new (NULL, 0);
  read_clx (self, is_old && (flags & COMPLEX) != 0 ? get_part (self, stream, 0x160) : get_part (self, table, CLX));
  if (self->pieces->len == 0)
    {
      add_whole (self);
      self->is_damaged |= !is_old;
    }
  read_lengths (self, is_old);
  if (!is_old)
    {
      self->references = get_part (self, table, REFERENCES);
      self->authors = get_part (self, table, AUTHORS);
    }
  msp_word_property_init (&self->in_table, stream, get_part (self, table, PAPX), TRUE, IN_TABLE);
  msp_word_property_init (&self->row_end, stream, get_part (self, table, PAPX), TRUE, ROW_END);
  msp_word_property_init (&self->hidden, stream, get_part (self, table, CHPX), FALSE, VANISH);
}

gboolean
msp_word_begin_text (MspWord *self)
{
  self->position = self->text_end;
  while (self->n_texts < MSP_WORD_TEXTS)
    {
      guint32 length = self->lengths[self->n_texts++];

      self->text_end += length;
      if (length > 0)
        return TRUE;
    }
  return FALSE;
}

static gunichar
decode_narrow (guint8 c)
{
  static const guint16 upper[32] = {
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
    0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
  };

  return c >= 0x80 && c < 0xa0 ? upper[c - 0x80] : c;
}

/* The character that self stands on, and steps behind it. FALSE if it lies outside the stream. */
static gboolean
take (MspWord *self, const Piece *piece, gunichar *out_c, guint32 *out_offset)
{
  guint64 offset = piece->offset + (guint64) (self->position - piece->start) * (piece->is_narrow ? 1 : 2);
  gunichar low;

  if (offset + (piece->is_narrow ? 1 : 2) > self->stream.len)
    return FALSE;
  *out_offset = (guint32) offset;
  self->position++;
  if (piece->is_narrow)
    {
      *out_c = decode_narrow ((guint8) self->stream.data[offset]);
      return TRUE;
    }
  *out_c = msp_ms_get_u16 (self->stream, offset);
  low = msp_ms_get_u16 (self->stream, offset + 2);
  if (*out_c >= 0xd800 && *out_c < 0xdc00 && low >= 0xdc00 && low < 0xe000 && self->position < piece->end)
    {
      *out_c = 0x10000 + ((*out_c - 0xd800) << 10) + (low - 0xdc00);
      self->position++;
    }
  return TRUE;
}

gboolean
msp_word_next (MspWord *self, MspWordChar *out_char)
{
  guint32 offset;

  while (self->position < self->text_end && self->piece < self->pieces->len)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, self->piece);

      if (self->position >= piece->end || self->position < piece->start)
        {
          if (self->position < piece->start)
            self->position = MIN (piece->start, self->text_end);
          else
            self->piece++;
          continue;
        }
      if (!take (self, piece, &out_char->c, &offset))
        {
          self->is_damaged = TRUE;
          self->position = piece->end;
          continue;
        }
      out_char->in_table = msp_word_property_get (&self->in_table, offset);
      out_char->is_row_end = out_char->in_table && msp_word_property_get (&self->row_end, offset);
      out_char->is_hidden = msp_word_property_get (&self->hidden, offset);
      return TRUE;
    }
  return FALSE;
}

gboolean
msp_word_is_in_comments (const MspWord *self)
{
  return self->n_texts == COMMENTS + 1;
}

/* Names follow one another, each behind its length in characters. */
void
msp_word_append_author (const MspWord *self, guint i, GString *out)
{
  gsize n = self->references.len >= 4 ? (self->references.len - 4) / (4 + REFERENCE_SIZE) : 0, at = 0;
  guint author = i < n ? msp_ms_get_u16 (self->references, 4 * (n + 1) + (gsize) i * REFERENCE_SIZE + AUTHOR_INDEX) : 0;

  if (i >= n)
    return;
  while (author-- > 0 && at < self->authors.len)
    at += 2 + 2 * (gsize) msp_ms_get_u16 (self->authors, at);
  if (at < self->authors.len)
    msp_ms_append_utf16 (out, msp_span_slice (self->authors, at + 2, at + 2 + 2 * (gsize) msp_ms_get_u16 (self->authors, at)));
}

void
msp_word_clear (MspWord *self)
{
  g_array_unref (self->pieces);
  msp_word_property_clear (&self->in_table);
  msp_word_property_clear (&self->row_end);
  msp_word_property_clear (&self->hidden);
}
