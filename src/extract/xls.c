/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/ole-document.h"

#include "extract/banner.h"
#include "extract/sheet.h"
#include "extract/xls-book.h"
#include "format/ms-text.h"
#include "format/number-format.h"

#define MAX_COLUMNS 256
#define ROW_HIDDEN 0x20

typedef struct {
  const MspXlsBook *book;
  MspSheet         *sheet;
  MspBiff           biff;
  GString          *value;
  GString          *behind;      /* notes, text boxes and links: a line each */
  GString          *banners;
  GHashTable       *hidden_rows;
  gboolean          hidden[MAX_COLUMNS];
  guint             row, column; /* of a formula whose result comes in the next record */
  guint             depth;       /* of charts inside the sheet */
} Reader;

static void
add (Reader *self, guint row, guint column, MspSpan value, gboolean is_hidden)
{
  is_hidden |= column < MAX_COLUMNS && self->hidden[column];
  is_hidden |= g_hash_table_contains (self->hidden_rows, GUINT_TO_POINTER (row));
  msp_sheet_add (self->sheet, row, column, value, is_hidden);
}

static void
add_number (Reader *self, guint row, guint column, guint style, double number)
{
  gboolean is_shown;

  g_string_truncate (self->value, 0);
  is_shown = msp_number_format_append (self->value, number, msp_xls_book_get_format (self->book, style), self->book->is_1904);
  add (self, row, column, msp_span_new (self->value->str, self->value->len), !is_shown);
}

static void
add_text (Reader *self, gsize at, guint row, guint column)
{
  g_string_truncate (self->value, 0);
  msp_xls_book_append (self->book, &self->biff, at, 2, self->value);
  add (self, row, column, msp_span_new (self->value->str, self->value->len), FALSE);
}

static void
add_bool (Reader *self, guint row, guint column, guint value)
{
  add (self, row, column, value != 0 ? MSP_SPAN_LITERAL ("TRUE") : MSP_SPAN_LITERAL ("FALSE"), FALSE);
}

static void
take_formula (Reader *self, guint row, guint column, guint style)
{
  MspSpan data = self->biff.data;

  self->row = row;
  self->column = column;
  if (data.len < 14)
    return;
  if (msp_ms_get_u16 (data, 12) != 0xffff)
    add_number (self, row, column, style, msp_ms_get_double (data, 6));
  else if (data.data[6] == 1)
    add_bool (self, row, column, (guint8) data.data[8]);
}

static void
take_cell (Reader *self)
{
  MspSpan data = self->biff.data;
  guint row = msp_ms_get_u16 (data, 0), column = msp_ms_get_u16 (data, 2), style = msp_ms_get_u16 (data, 4);

  switch (self->biff.type)
    {
    case MSP_BIFF_LABEL_SST:
      add (self, row, column, msp_xls_book_get_string (self->book, msp_ms_get_u32 (data, 6)), FALSE);
      break;
    case MSP_BIFF_LABEL: case MSP_BIFF_RSTRING: add_text (self, 6, row, column); break;
    case MSP_BIFF_NUMBER: add_number (self, row, column, style, msp_ms_get_double (data, 6)); break;
    case MSP_BIFF_RK: add_number (self, row, column, style, msp_biff_decode_rk (msp_ms_get_u32 (data, 6))); break;
    case MSP_BIFF_MUL_RK:
      for (gsize at = 4; at + 8 <= data.len; at += 6)
        add_number (self, row, column++, msp_ms_get_u16 (data, at), msp_biff_decode_rk (msp_ms_get_u32 (data, at + 2)));
      break;
    case MSP_BIFF_BOOL:
      if (data.len >= 8 && data.data[7] == 0)
        add_bool (self, row, column, (guint8) data.data[6]);
      break;
    case MSP_BIFF_FORMULA: take_formula (self, row, column, style); break;
    case MSP_BIFF_STRING: add_text (self, 0, self->row, self->column); break;
    default: break;
    }
}

static void
hide_columns (Reader *self)
{
  guint first = msp_ms_get_u16 (self->biff.data, 0), last = msp_ms_get_u16 (self->biff.data, 2);

  if ((msp_ms_get_u16 (self->biff.data, 8) & 1) == 0)
    return;
  for (guint i = first; i <= last && i < MAX_COLUMNS; i++)
    self->hidden[i] = TRUE;
}

/* Text of a note or text box: its length here, its characters in the record behind. */
static void
take_drawn_text (Reader *self)
{
  guint n = msp_ms_get_u16 (self->biff.data, 10);
  gsize at = 0;

  if (n == 0 || msp_ms_get_u16 (self->biff.stream, self->biff.at) != MSP_BIFF_CONTINUE || !msp_biff_next (&self->biff)
      || self->biff.data.len == 0)
    return;
  (void) msp_biff_read_text (&self->biff, &at, n, FALSE, self->behind);
  g_string_append_c (self->behind, '\n');
}

static void
take_link (Reader *self)
{
  static const char moniker[] = "\xe0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\x00\xaa\x00\x4b\xa9\x0b";
  MspSpan data = self->biff.data;
  const char *found = data.len > 0 ? memmem (data.data, data.len, moniker, sizeof moniker - 1) : NULL;
  gsize at = found != NULL ? (gsize) (found - data.data) + sizeof moniker - 1 : 0, start = self->behind->len;

  if (found == NULL)
    return;
  msp_ms_append_utf16 (self->behind, msp_span_slice (data, at + 4, at + 4 + (msp_ms_get_u32 (data, at) & ~1u)));
  g_string_truncate (self->behind, start + strlen (self->behind->str + start));
  g_string_append_c (self->behind, '\n');
}

static void
take_record (Reader *self)
{
  switch (self->biff.type)
    {
    case MSP_BIFF_BOF: self->depth++; break;
    case MSP_BIFF_EOF: self->depth -= self->depth > 0; break;
    case MSP_BIFF_COLUMN_INFO: hide_columns (self); break;
    case MSP_BIFF_ROW:
      if ((msp_ms_get_u16 (self->biff.data, 12) & ROW_HIDDEN) != 0)
        g_hash_table_add (self->hidden_rows, GUINT_TO_POINTER ((guint) msp_ms_get_u16 (self->biff.data, 0)));
      break;
    case MSP_BIFF_TXO: take_drawn_text (self); break;
    case MSP_BIFF_LINK: take_link (self); break;
    case MSP_BIFF_HEADER: case MSP_BIFF_FOOTER:
      if (self->biff.data.len > 0)
        msp_xls_book_append (self->book, &self->biff, 0, self->book->is_8 ? 2 : 1, self->banners);
      g_string_append_c (self->banners, '\n');
      break;
    default:
      if (self->depth == 1)
        take_cell (self);
      break;
    }
}

static void
add_lines (MspComposer *composer, const char *text, gboolean are_banners)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 0);

  for (char **line = lines; *line != NULL; line++)
    if (are_banners)
      msp_banner_write (composer, msp_span_from_string (*line));
    else
      {
        msp_composer_break (composer, 1);
        msp_composer_add (composer, msp_span_from_string (*line));
      }
  msp_composer_break (composer, 2);
}

/* Returns how many bytes of records were read. */
static gsize
read_sheet (MspOleDocument *document, const MspXlsBook *book, MspSheet *sheet, const MspXlsSheet *info)
{
  g_autoptr (GString) value = g_string_new (NULL), behind = g_string_new (NULL), banners = g_string_new (NULL);
  g_autoptr (GHashTable) hidden_rows = g_hash_table_new (g_direct_hash, g_direct_equal);
  Reader self = { .book = book, .sheet = sheet, .value = value, .behind = behind, .banners = banners, .hidden_rows = hidden_rows };

  msp_biff_init (&self.biff, book->stream, info->at);
  if (!msp_biff_next (&self.biff) || self.biff.type != MSP_BIFF_BOF)
    {
      document->is_damaged = TRUE;
      return 0;
    }
  self.depth = 1;
  msp_sheet_begin (sheet, info->name, info->is_hidden);
  while (self.depth > 0 && !msp_sheet_is_full (sheet) && msp_biff_next (&self.biff))
    take_record (&self);
  document->is_damaged |= self.depth > 0 && !msp_sheet_is_full (sheet);
  msp_sheet_end (sheet);
  add_lines (&document->composer, banners->str, TRUE);
  add_lines (&document->composer, behind->str, FALSE);
  return self.biff.at - info->at;
}

void
msp_xls_read (MspOleDocument *document, MspSpan stream)
{
  MspXlsBook book;
  MspSheet sheet;
  guint64 n_bytes = 0;

  msp_xls_book_read (&book, stream);
  document->is_encrypted = book.is_encrypted;
  document->is_damaged |= book.is_damaged;
  msp_sheet_init (&sheet, document->composer.text, document->composer.limit);
  for (guint i = 0; !book.is_encrypted && i < book.sheets->len; i++)
    {
      /* Sheets that share their records would multiply what is there. */
      if (n_bytes > 4 * (guint64) stream.len)
        {
          document->is_damaged = TRUE;
          break;
        }
      n_bytes += read_sheet (document, &book, &sheet, g_ptr_array_index (book.sheets, i));
    }
  msp_sheet_clear (&sheet);
  msp_xls_book_clear (&book);
}
