/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/row.h"

#include <sqlite3.h>
#include <string.h>

#include "model/finding.h"

#define KEPT_LEN 24   /* the longest text that is kept: most names of types, mailboxes, and ids */
#define CHUNK 16384

typedef enum {
  HOLDS_NULL,      /* as a new statement does */
  HOLDS_NUMBER,
  HOLDS_TEXT,
  HOLDS_KEY,
} Holds;

struct _MspRowValue {
  Holds       holds;
  gboolean    is_bound;             /* to the statement for several rows */
  gint64      number;
  const char *text;                 /* kept, or among the longer ones until they are written */
  int         len;
  char        kept[KEPT_LEN + 1];
};

static sqlite3_stmt *
prepare (MspRow *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (self->database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    msp_database_fail (self->database, error);
  return statement;
}

MspRow *
msp_row_new (MspDatabase *database, const char *sql, GError **error)
{
  MspRow *self = g_new0 (MspRow, 1);

  self->database = database;
  self->single = prepare (self, sql, error);
  if (self->single == NULL)
    {
      g_free (self);
      return NULL;
    }
  self->sql = g_strdup (sql);
  self->n_columns = sqlite3_bind_parameter_count (self->single);
  self->values = g_new0 (MspRowValue, (gsize) self->n_columns * MSP_ROWS_AT_ONCE);
  self->texts = g_string_chunk_new (CHUNK);
  return self;
}

void
msp_row_free (MspRow *self)
{
  sqlite3_finalize (self->single);
  sqlite3_finalize (self->several);
  g_string_chunk_free (self->texts);
  g_free (self->values);
  g_free (self->sql);
  g_free (self);
}

static void
bind (sqlite3_stmt *statement, int column, const MspRowValue *value)
{
  switch (value->holds)
    {
    case HOLDS_NULL: sqlite3_bind_null (statement, column); break;
    case HOLDS_NUMBER: sqlite3_bind_int64 (statement, column, value->number); break;
    case HOLDS_TEXT: sqlite3_bind_text (statement, column, value->text, value->len, SQLITE_STATIC); break;
    case HOLDS_KEY: sqlite3_bind_blob (statement, column, value->text, value->len, SQLITE_STATIC); break;
    default: g_assert_not_reached ();
    }
}

static gboolean
write_several (MspRow *self, GError **error)
{
  if (self->several == NULL)
    {
      g_autoptr (GString) sql = g_string_new (self->sql);
      const char *values = strstr (self->sql, "VALUES ") + strlen ("VALUES ");

      for (int i = 1; i < MSP_ROWS_AT_ONCE; i++)
        g_string_append_printf (sql, ", %s", values);
      self->several = prepare (self, sql->str, error);
      if (self->several == NULL)
        return FALSE;
    }
  for (int i = 0; i < self->n_columns * MSP_ROWS_AT_ONCE; i++)
    if (!self->values[i].is_bound)
      {
        bind (self->several, i + 1, &self->values[i]);
        self->values[i].is_bound = TRUE;
      }
  return msp_database_step (self->database, self->several, error);
}

static gboolean
write_one_by_one (MspRow *self, GError **error)
{
  gboolean good = TRUE;

  for (int row = 0; good && row < self->n_rows; row++)
    {
      for (int i = 0; i < self->n_columns; i++)
        bind (self->single, i + 1, &self->values[row * self->n_columns + i]);
      good = msp_database_step (self->database, self->single, error);
    }
  return good;
}

gboolean
msp_row_flush (MspRow *self, GError **error)
{
  gboolean good = self->n_rows == MSP_ROWS_AT_ONCE ? write_several (self, error) : write_one_by_one (self, error);

  self->n_rows = 0;
  g_string_chunk_clear (self->texts);
  return good;
}

void
msp_row_begin (MspRow *self)
{
  self->n_values = self->n_rows * self->n_columns;
}

gboolean
msp_row_end (MspRow *self, GError **error)
{
  self->n_rows++;
  return self->n_rows < MSP_ROWS_AT_ONCE || msp_row_flush (self, error);
}

static void
put_null (MspRow *row)
{
  MspRowValue *value = &row->values[row->n_values++];

  if (value->holds == HOLDS_NULL)
    return;
  value->holds = HOLDS_NULL;
  value->is_bound = FALSE;
}

static void
put_signed (MspRow *row, gint64 number)
{
  MspRowValue *value = &row->values[row->n_values++];

  if (value->holds == HOLDS_NUMBER && value->number == number)
    return;
  value->holds = HOLDS_NUMBER;
  value->number = number;
  value->is_bound = FALSE;
}

void
msp_row_put_text (MspRow *row, const char *text)
{
  if (text == NULL)
    {
      put_null (row);
      return;
    }
  MspRowValue *value = &row->values[row->n_values++];

  if (value->holds == HOLDS_TEXT && value->text == value->kept && strcmp (value->kept, text) == 0)
    return;
  gsize len = strlen (text);

  value->holds = HOLDS_TEXT;
  value->text = len <= KEPT_LEN ? memcpy (value->kept, text, len + 1) : g_string_chunk_insert_len (row->texts, text, (gssize) len);
  value->len = (int) len;
  value->is_bound = FALSE;
}

void
msp_row_put_word (MspRow *row, const char *text)
{
  msp_row_put_text (row, text != NULL ? text : "");
}

void
msp_row_put_number (MspRow *row, guint64 number)
{
  put_signed (row, (gint64) MIN (number, (guint64) G_MAXINT64));
}

void
msp_row_put_signed_or_null (MspRow *row, gint64 number, gint64 null)
{
  if (number != null)
    put_signed (row, number);
  else
    put_null (row);
}

void
msp_row_put_key (MspRow *row, const guint8 key[MSP_VALUE_KEY_LEN])
{
  MspRowValue *value = &row->values[row->n_values++];

  value->holds = HOLDS_KEY;
  value->text = g_string_chunk_insert_len (row->texts, (const char *) key, MSP_VALUE_KEY_LEN);
  value->len = MSP_VALUE_KEY_LEN;
  value->is_bound = FALSE;
}

void
msp_row_put_bytes (MspRow *row, const guint64 bytes[MSP_N_FATES])
{
  for (int i = 0; i < MSP_N_FATES; i++)
    msp_row_put_number (row, bytes[i]);
}

void
msp_row_put_key_or_null (MspRow *row, const guint8 key[MSP_VALUE_KEY_LEN])
{
  if (msp_value_key_is_set (key))
    msp_row_put_key (row, key);
  else
    put_null (row);
}
