/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/row.h"

#include "model/finding.h"

void
msp_row_put_text (MspRow *row, const char *text)
{
  row->column++;
  if (text != NULL)
    sqlite3_bind_text (row->statement, row->column, text, -1, SQLITE_STATIC);
}

void
msp_row_put_word (MspRow *row, const char *text)
{
  msp_row_put_text (row, text != NULL ? text : "");
}

void
msp_row_put_number (MspRow *row, guint64 number)
{
  sqlite3_bind_int64 (row->statement, ++row->column, (sqlite3_int64) MIN (number, (guint64) G_MAXINT64));
}

void
msp_row_put_signed_or_null (MspRow *row, gint64 number, gint64 null)
{
  row->column++;
  if (number != null)
    sqlite3_bind_int64 (row->statement, row->column, number);
}

void
msp_row_put_key (MspRow *row, const guint8 key[MSP_VALUE_KEY_LEN])
{
  sqlite3_bind_blob (row->statement, ++row->column, key, MSP_VALUE_KEY_LEN, SQLITE_STATIC);
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
    row->column++;
}
