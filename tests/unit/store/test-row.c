/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <string.h>

#include "store/row.h"

typedef struct {
  const char *text;
  gint64      number;   /* -1: NULL */
  gboolean    passing;
} Values;

#define LONG "a text that is longer than those which a row keeps until the next one"

/* One after another, so that each meets what the one before it left. */
static const Values rows[] = {
  { "one", 1, FALSE }, { "one", 1, FALSE },  { "two", 2, FALSE }, { NULL, -1, FALSE },   { NULL, -1, FALSE }, { "two", 2, FALSE },
  { LONG, 0, FALSE },  { LONG, 0, FALSE },   { "", 0, FALSE },    { LONG "!", 3, TRUE }, { "", 0, FALSE },    { "two", 0, TRUE },
  { "two", 0, FALSE }, { "twofold", 0, FALSE }, { "two", 0, FALSE }, { "one", -1, TRUE }, { "two", -1, FALSE }, { NULL, 0, FALSE },
};

static void
expect_row (sqlite3_stmt *statement, const Values *values, gsize i)
{
  cr_expect_eq (sqlite3_step (statement), SQLITE_ROW);
  cr_expect_eq (g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), values->text), 0, "%zu", i);
  cr_expect_eq (sqlite3_column_type (statement, 1), values->number < 0 ? SQLITE_NULL : SQLITE_INTEGER, "%zu", i);
  cr_expect_eq (sqlite3_column_int64 (statement, 1), MAX (values->number, 0), "%zu", i);
  cr_expect_eq (sqlite3_reset (statement), SQLITE_OK);
}

Test (row, each_row_has_its_own_values_whatever_the_one_before_it_had)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;

  cr_assert_eq (sqlite3_open (":memory:", &handle), SQLITE_OK);
  cr_assert_eq (sqlite3_prepare_v2 (handle, "SELECT ?, ?", -1, &statement, NULL), SQLITE_OK);
  MspRow *row = msp_row_new (statement);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char *text = g_strdup (rows[i].text);

      row->column = 0;
      if (rows[i].passing)
        msp_row_put_passing (row, text);
      else
        msp_row_put_text (row, text);
      msp_row_put_signed_or_null (row, rows[i].number, -1);
      if (rows[i].passing)
        memset (text, 'x', strlen (text));
      expect_row (statement, &rows[i], i);
      g_free (text);
    }
  msp_row_free (row);
  sqlite3_close (handle);
}
