/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/xls-book.h"

#include "format/ms-text.h"
#include "format/number-format.h"

#define MAX_SHEETS 10000
#define BIFF8 0x0600

static void
sheet_free (gpointer data)
{
  MspXlsSheet *self = data;

  g_free (self->name);
  g_free (self);
}

void
msp_xls_book_append (const MspXlsBook *self, MspBiff *biff, gsize at, guint size, GString *out)
{
  guint n = size == 2 ? msp_ms_get_u16 (biff->data, at) : at < biff->data.len ? (guint8) biff->data.data[at] : 0;

  at += size;
  if (self->is_8)
    (void) msp_biff_read_text (biff, &at, n, FALSE, out);
  else
    msp_ms_append_page (out, msp_span_slice (biff->data, at, at + n), self->code_page);
}

static void
add_sheet (MspXlsBook *self, MspBiff *biff)
{
  g_autoptr (GString) name = g_string_new (NULL);
  MspXlsSheet *sheet;

  if (biff->data.len < 8 || self->sheets->len == MAX_SHEETS)
    return;
  sheet = g_new0 (MspXlsSheet, 1);
  sheet->at = msp_ms_get_u32 (biff->data, 0);
  sheet->is_hidden = (biff->data.data[4] & 3) != 0;
  msp_xls_book_append (self, biff, 6, 1, name);
  sheet->name = g_strdup (name->str);
  g_ptr_array_add (self->sheets, sheet);
}

static void
add_format (MspXlsBook *self, MspBiff *biff)
{
  g_autoptr (GString) code = g_string_new (NULL);
  guint id = msp_ms_get_u16 (biff->data, 0);

  msp_xls_book_append (self, biff, 2, self->is_8 ? 2 : 1, code);
  g_hash_table_insert (self->formats, GUINT_TO_POINTER (id), g_strdup (code->str));
}

static void
read_strings (MspXlsBook *self, MspBiff *biff)
{
  guint32 n = msp_ms_get_u32 (biff->data, 4);
  gsize at = 8;

  for (guint32 i = 0; i < n; i++)
    {
      guint n_chars;
      gboolean is_whole;

      /* The length is never split, and a record may end just before it. */
      if (biff->data.len - MIN (at, biff->data.len) < 2)
        {
          if (msp_ms_get_u16 (biff->stream, biff->at) != MSP_BIFF_CONTINUE || !msp_biff_next (biff) || biff->data.len < 2)
            break;
          at = 0;
        }
      n_chars = msp_ms_get_u16 (biff->data, at);
      at += 2;
      is_whole = msp_biff_read_text (biff, &at, n_chars, TRUE, self->pool);
      g_array_append_val (self->ends, self->pool->len);
      if (!is_whole)
        break;
    }
  self->is_damaged |= self->ends->len < n;
}

static void
take_record (MspXlsBook *self, MspBiff *biff)
{
  guint16 value;

  switch (biff->type)
    {
    case MSP_BIFF_FILE_PASS: self->is_encrypted = TRUE; break;
    case MSP_BIFF_CODE_PAGE: self->code_page = msp_ms_get_u16 (biff->data, 0); break;
    case MSP_BIFF_DATE_MODE: self->is_1904 = msp_ms_get_u16 (biff->data, 0) != 0; break;
    case MSP_BIFF_FORMAT: add_format (self, biff); break;
    case MSP_BIFF_XF:
      value = msp_ms_get_u16 (biff->data, 2);
      g_array_append_val (self->styles, value);
      break;
    case MSP_BIFF_SHEET: add_sheet (self, biff); break;
    case MSP_BIFF_SST: read_strings (self, biff); break;
    default: break;
    }
}

void
msp_xls_book_read (MspXlsBook *self, MspSpan stream)
{
  MspBiff biff;

  *self = (MspXlsBook) { .stream = stream, .pool = g_string_new (NULL), .code_page = 1252 };
  self->ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->styles = g_array_new (FALSE, FALSE, sizeof (guint16));
  self->formats = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  msp_biff_init (&biff, stream, 0);
  if (!msp_biff_next (&biff) || biff.type != MSP_BIFF_BOF)
    {
      self->is_damaged = TRUE;
      return;
    }
  self->is_8 = msp_ms_get_u16 (biff.data, 0) >= BIFF8;
  while (!self->is_encrypted && msp_biff_next (&biff) && biff.type != MSP_BIFF_EOF)
    take_record (self, &biff);
}

MspSpan
msp_xls_book_get_string (const MspXlsBook *self, guint32 index)
{
  gsize start, end;

  if (index >= self->ends->len)
    return msp_span_new (NULL, 0);
  start = index > 0 ? g_array_index (self->ends, gsize, index - 1) : 0;
  end = g_array_index (self->ends, gsize, index);
  return msp_span_new (self->pool->str + start, end - start);
}

const char *
msp_xls_book_get_format (const MspXlsBook *self, guint style)
{
  guint id = style < self->styles->len ? g_array_index (self->styles, guint16, style) : 0;
  const char *code = g_hash_table_lookup (self->formats, GUINT_TO_POINTER (id));

  return code != NULL ? code : msp_number_format_get_builtin (id);
}

void
msp_xls_book_clear (MspXlsBook *self)
{
  g_string_free (self->pool, TRUE);
  g_array_unref (self->ends);
  g_array_unref (self->styles);
  g_hash_table_unref (self->formats);
  g_ptr_array_unref (self->sheets);
}
