/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Binds the values of one row to a statement, from left to right. Most values of a row are those of the row before: they are not bound
   again. */

#include <glib.h>
#include <sqlite3.h>

#include "base/keyed-hash.h"
#include "model/fate.h"

typedef struct _MspRowValue MspRowValue;

typedef struct {
  sqlite3_stmt *statement;
  int           column;   /* the last one that was put in this row */
  MspRowValue  *values;   /* what each column holds */
} MspRow;

/* Takes statement, which nobody else may bind values to. */
MspRow *msp_row_new             (sqlite3_stmt *statement);
void    msp_row_free            (MspRow *self);

/* The text must hold until the row is written. NULL stays NULL; put_word writes "" for it. */
void    msp_row_put_text        (MspRow *row, const char *text);
void    msp_row_put_word        (MspRow *row, const char *text);

/* A text that need not hold. */
void    msp_row_put_passing     (MspRow *row, const char *text);

void    msp_row_put_number      (MspRow *row, guint64 number);

/* NULL for the number null. */
void    msp_row_put_signed_or_null (MspRow *row, gint64 number, gint64 null);

/* Must hold until the row is written; put_key_or_null: NULL for a key of zeros. */
void    msp_row_put_key         (MspRow *row, const guint8 key[MSP_VALUE_KEY_LEN]);
void    msp_row_put_key_or_null (MspRow *row, const guint8 key[MSP_VALUE_KEY_LEN]);

/* A column for each fate. */
void    msp_row_put_bytes       (MspRow *row, const guint64 bytes[MSP_N_FATES]);
