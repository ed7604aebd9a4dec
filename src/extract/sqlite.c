/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "base/charset.h"
#include "extract/sheet.h"
#include "format/sqlite-file.h"

/* Blobs that are files go round again. */
#define MIN_FILE 64
#define MAX_FILES 1000

typedef struct {
  const MspExtractInput *input;
  MspSheet               sheet;
  GString               *value;
  char                  *name;       /* of the table */
  guint                  row, n_files;
} Reader;

int
msp_sqlite_bid (const MspExtractInput *input)
{
  return strcmp (input->sniffed, "application/vnd.sqlite3") == 0 ? 90 : 0;
}

static gboolean
take_table (gpointer data, const char *name, guint n_columns, const char *const *columns)
{
  Reader *self = data;
  g_autofree char *title = g_utf8_make_valid (name, -1);

  msp_sheet_begin (&self->sheet, title, FALSE);
  msp_sheet_set_header (&self->sheet);
  g_free (self->name);
  self->name = g_steal_pointer (&title);
  self->row = 1;
  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *column = g_utf8_make_valid (columns[i] != NULL ? columns[i] : "", -1);

      msp_sheet_add (&self->sheet, 0, i, msp_span_from_string (column), FALSE);
    }
  return TRUE;
}

/* TRUE if value is a file of its own, which was handed out. */
static gboolean
take_file (Reader *self, guint column, MspSpan value)
{
  g_autofree char *name = NULL;

  if (value.len < MIN_FILE || self->input->items == NULL || self->n_files == MAX_FILES
      || strcmp (msp_extract_sniff (value, NULL), "application/octet-stream") == 0)
    return FALSE;
  self->n_files++;
  name = g_strdup_printf ("%s/%u/%u", self->name, self->row, column + 1);
  msp_items_add (self->input->items, name, NULL, g_bytes_new (value.data, value.len), MSP_FATE_READ, MSP_REASON_NONE);
  return TRUE;
}

static gboolean
take_row (gpointer data, guint n_columns, const MspSqliteValue *values)
{
  Reader *self = data;

  for (guint i = 0; i < n_columns; i++)
    {
      MspSpan value = values[i].bytes;
      gboolean is_text = value.len > 0 && memchr (value.data, '\0', value.len) == NULL
                         && g_utf8_validate_len (value.data, value.len, NULL);

      if (value.len == 0 || (values[i].is_blob && !is_text))
        {
          if (value.len > 0)
            (void) take_file (self, i, value);
          continue;
        }
      g_string_truncate (self->value, 0);
      msp_charset_append_tidy (self->value, value);
      msp_sheet_add (&self->sheet, self->row, i, msp_span_new (self->value->str, self->value->len), FALSE);
    }
  self->row++;
  return !msp_sheet_is_full (&self->sheet);
}

void
msp_sqlite_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  static const MspSqliteSink sink = { take_table, take_row };
  g_autoptr (GString) value = g_string_new (NULL);
  Reader self = { .input = input, .value = value };
  MspSqliteStatus status;

  msp_sheet_init (&self.sheet, text, limits->text_bytes);
  status = msp_sqlite_read (input->bytes, &sink, &self);
  msp_sheet_clear (&self.sheet);
  g_free (self.name);
  if (status == MSP_SQLITE_READ)
    return;
  out_result->fate = text->text->len > 0 ? MSP_FATE_PARTIAL : MSP_FATE_FAILED;
  out_result->reason = status == MSP_SQLITE_CUT ? MSP_REASON_LIMIT : MSP_REASON_DAMAGED;
}
