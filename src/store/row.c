/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/row.h"

#include <string.h>

#include "model/finding.h"

#define KEPT_LEN 24   /* the longest text that is kept: most names of types, mailboxes, and ids */

typedef enum {
  HOLDS_NULL,      /* as a new statement does */
  HOLDS_NUMBER,
  HOLDS_TEXT,      /* a short one, kept here */
  HOLDS_PASSING,   /* what may be gone by now */
} Holds;

struct _MspRowValue {
  Holds  holds;
  gint64 number;
  char   text[KEPT_LEN + 1];
};

MspRow *
msp_row_new (sqlite3_stmt *statement)
{
  MspRow *self = g_new0 (MspRow, 1);

  self->statement = statement;
  self->values = g_new0 (MspRowValue, (gsize) sqlite3_bind_parameter_count (statement));
  return self;
}

void
msp_row_free (MspRow *self)
{
  sqlite3_finalize (self->statement);
  g_free (self->values);
  g_free (self);
}

static void
put_null (MspRow *row)
{
  MspRowValue *value = &row->values[row->column++];

  if (value->holds == HOLDS_NULL)
    return;
  sqlite3_bind_null (row->statement, row->column);
  value->holds = HOLDS_NULL;
}

static void
put_signed (MspRow *row, gint64 number)
{
  MspRowValue *value = &row->values[row->column++];

  if (value->holds == HOLDS_NUMBER && value->number == number)
    return;
  sqlite3_bind_int64 (row->statement, row->column, number);
  value->holds = HOLDS_NUMBER;
  value->number = number;
}

void
msp_row_put_text (MspRow *row, const char *text)
{
  if (text == NULL)
    {
      put_null (row);
      return;
    }
  MspRowValue *value = &row->values[row->column++];

  if (value->holds == HOLDS_TEXT && strcmp (value->text, text) == 0)
    return;
  gsize len = strlen (text);

  value->holds = len <= KEPT_LEN ? HOLDS_TEXT : HOLDS_PASSING;
  if (len <= KEPT_LEN)
    text = memcpy (value->text, text, len + 1);
  sqlite3_bind_text (row->statement, row->column, text, (int) len, SQLITE_STATIC);
}

void
msp_row_put_word (MspRow *row, const char *text)
{
  msp_row_put_text (row, text != NULL ? text : "");
}

void
msp_row_put_passing (MspRow *row, const char *text)
{
  sqlite3_bind_text (row->statement, ++row->column, text, -1, SQLITE_TRANSIENT);
  row->values[row->column - 1].holds = HOLDS_PASSING;
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
  row->values[row->column++].holds = HOLDS_PASSING;
  sqlite3_bind_blob (row->statement, row->column, key, MSP_VALUE_KEY_LEN, SQLITE_STATIC);
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
