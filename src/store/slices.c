/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/slices.h"

#include <sqlite3.h>

#include "model/slice.h"

#define FORGET "DELETE FROM source WHERE parent IS NULL AND locator IN (SELECT locator FROM slice)"

static const char *
get_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static const char *
get_word (sqlite3_stmt *statement, int column)
{
  const char *text = get_text (statement, column);

  return text != NULL ? text : "";
}

static guint64
get_number (sqlite3_stmt *statement, int column)
{
  return (guint64) sqlite3_column_int64 (statement, column);
}

/* Borrows from the statement's row. */
static MspSliceRecord
get_slice (sqlite3_stmt *statement)
{
  MspSliceRecord slice = {
    .row = {
      .locator = get_word (statement, 0), .kind = get_text (statement, 4), .size = get_number (statement, 5),
      .sha256 = get_text (statement, 6), .messages = get_number (statement, 7), .expected = G_MAXUINT64,
      .detail = get_text (statement, 10),
    },
    .start = get_number (statement, 1), .n_parts = get_number (statement, 2), .file_size = get_number (statement, 3),
  };

  if (!msp_fate_from_name (get_word (statement, 8), &slice.row.fate)
      || !msp_reason_from_name (get_word (statement, 9), &slice.row.reason))
    slice.row.fate = MSP_FATE_FAILED;
  for (int i = 0; i < MSP_N_FATES; i++)
    slice.row.bytes[i] = get_number (statement, 11 + i);
  return slice;
}

static gboolean
put_file (MspWriter *writer, MspSliceSum *sum, char **out_missing, GError **error)
{
  const MspSourceRecord row = msp_slice_sum_to_record (sum);
  gboolean good = sum->n == 0 || row.kind == NULL || msp_sink_source (&writer->sink, &row, error);

  if (sum->n > 0 && !msp_slice_sum_is_whole (sum) && *out_missing == NULL)
    *out_missing = g_strdup (row.locator);
  msp_slice_sum_clear (sum);
  return good;
}

gboolean
msp_slices_join (MspWriter *writer, char **out_missing, GError **error)
{
  g_auto (MspSliceSum) sum = { 0 };
  sqlite3_stmt *statement = NULL;
  int code = SQLITE_DONE;
  gint64 n = 0;

  *out_missing = NULL;
  if (!msp_database_get_number (writer->database, "SELECT count (*) FROM slice", &n, error) || n == 0)
    return n == 0 && (error == NULL || *error == NULL);
  if (!msp_writer_begin (writer, error) || !msp_database_exec (writer->database, FORGET, error))
    return FALSE;
  statement = msp_database_get (writer->database, MSP_STATEMENT_SELECT_SLICES, error);
  gboolean good = statement != NULL;
  while (good && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const MspSliceRecord slice = get_slice (statement);

      if (sum.n > 0 && g_strcmp0 (sum.sum.row.locator, slice.row.locator) != 0)
        good = put_file (writer, &sum, out_missing, error);
      msp_slice_sum_add (&sum, &slice);
    }
  if (good && code != SQLITE_DONE)
    good = msp_database_fail (writer->database, error);
  if (statement != NULL)
    sqlite3_reset (statement);
  return good && put_file (writer, &sum, out_missing, error) && msp_writer_flush (writer, error);
}
