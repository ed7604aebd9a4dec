/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <string.h>

#include "store/row.h"

typedef struct {
  const char *text;
  gint64      number;   /* -1: NULL */
} Values;

#define LONG "a text that is longer than those which a row keeps until the next one"

/* Taken over and over, an odd number of them, so that each meets what others left where it is put. */
static const Values rows[] = {
  { "one", 1 },     { "one", 1 },  { "two", 2 }, { NULL, -1 },    { NULL, -1 }, { LONG, 2 }, { LONG, 0 },   { LONG, 0 },
  { "one", 1 },     { "two", 1 },  { NULL, 2 },  { NULL, 1 },     { "", -1 },   { LONG, 2 }, { LONG "!", 3 }, { "", 0 },
  { "twofold", 0 }, { "two", -1 }, { "two", 2 }, { LONG "?", 1 }, { NULL, -1 }, { "two", 2 }, { LONG, 3 },  { "one", 0 },
  { "two", 0 },     { NULL, 0 },   { "one", -1 },
};

static void
put (MspRow *row, const Values *values)
{
  char *text = g_strdup (values->text);
  guint8 key[MSP_VALUE_KEY_LEN];

  memset (key, values->text != NULL ? values->text[0] : 0, sizeof key);
  msp_row_begin (row);
  msp_row_put_text (row, text);
  msp_row_put_signed_or_null (row, values->number, -1);
  msp_row_put_key_or_null (row, key);
  if (text != NULL)
    memset (text, 'x', strlen (text));
  memset (key, 'x', sizeof key);
  g_free (text);
  cr_assert (msp_row_end (row, NULL));
}

#define N_ROWS (3 * MSP_ROWS_AT_ONCE + 5)

static void
expect_row (sqlite3_stmt *statement, gsize i)
{
  const Values *values = &rows[i % G_N_ELEMENTS (rows)];
  const guint8 *key;

  cr_assert_eq (sqlite3_step (statement), SQLITE_ROW, "%zu", i);
  cr_expect_eq (g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), values->text), 0, "%zu", i);
  cr_expect_eq (sqlite3_column_type (statement, 1), values->number < 0 ? SQLITE_NULL : SQLITE_INTEGER, "%zu", i);
  cr_expect_eq (sqlite3_column_int64 (statement, 1), MAX (values->number, 0), "%zu", i);
  key = sqlite3_column_blob (statement, 2);
  cr_expect_eq (key != NULL, values->text != NULL && values->text[0] != '\0', "%zu", i);
  cr_expect (key == NULL || (sqlite3_column_bytes (statement, 2) == MSP_VALUE_KEY_LEN && key[0] == (guint8) values->text[0] && key[31] == key[0]),
             "%zu", i);
}

/* What is flushed after each n rows is in the table in their order, each with its own values. */
static void
expect_rows (gsize n)
{
  MspDatabase database = { NULL };
  sqlite3_stmt *statement = NULL;

  cr_assert_eq (sqlite3_open (":memory:", &database.handle), SQLITE_OK);
  cr_assert (msp_database_exec (&database, "CREATE TABLE t (a, b, c)", NULL));
  MspRow *row = msp_row_new (&database, "INSERT INTO t (a, b, c) VALUES (?, ?, ?)", NULL);
  cr_assert_not_null (row);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      put (row, &rows[i % G_N_ELEMENTS (rows)]);
      cr_assert ((i + 1) % n != 0 || msp_row_flush (row, NULL));
    }
  cr_assert (msp_row_flush (row, NULL));
  cr_assert_eq (sqlite3_prepare_v2 (database.handle, "SELECT a, b, c FROM t ORDER BY rowid", -1, &statement, NULL), SQLITE_OK);
  for (gsize i = 0; i < N_ROWS; i++)
    expect_row (statement, i);
  cr_expect_eq (sqlite3_step (statement), SQLITE_DONE);
  sqlite3_finalize (statement);
  msp_row_free (row);
  msp_database_clear (&database);
}

Test (row, each_row_has_its_own_values_whatever_the_one_before_it_had)
{
  for (gsize n = 1; n <= N_ROWS; n++)
    expect_rows (n);
}

Test (row, statement_that_fails_loses_no_later_row)
{
  g_autoptr (GError) error = NULL;
  MspDatabase database = { NULL };
  gint64 n = 0;

  cr_assert_eq (sqlite3_open (":memory:", &database.handle), SQLITE_OK);
  cr_assert (msp_database_exec (&database, "CREATE TABLE t (a NOT NULL, b, c)", NULL));
  MspRow *row = msp_row_new (&database, "INSERT INTO t (a, b, c) VALUES (?, ?, ?)", NULL);
  put (row, &rows[3]);
  cr_expect_not (msp_row_flush (row, &error));
  cr_expect_not_null (error);
  put (row, &rows[0]);
  cr_expect (msp_row_flush (row, NULL));
  cr_expect (msp_database_get_number (&database, "SELECT count (*) FROM t", &n, NULL));
  cr_expect_eq (n, 1);
  msp_row_free (row);
  msp_database_clear (&database);
}
