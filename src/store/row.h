/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Takes the values of rows for one INSERT, each row from left to right, and writes several rows by one statement: what SQLite does for
   each statement costs as much as a short row. Most values of a row are those of an earlier one: they are not bound again. */

#include <glib.h>

#include "base/keyed-hash.h"
#include "model/fate.h"
#include "store/database.h"

#define MSP_ROWS_AT_ONCE 16

typedef struct _MspRowValue MspRowValue;

typedef struct {
  MspDatabase         *database;   /* borrowed */
  char                *sql;
  struct sqlite3_stmt *single;     /* writes one row */
  struct sqlite3_stmt *several;    /* MSP_ROWS_AT_ONCE of them; NULL until there are so many */
  int                  n_columns;
  int                  n_rows;     /* complete, and not written yet */
  int                  n_values;   /* put since they were written */
  MspRowValue         *values;     /* what each column of each row holds */
  GStringChunk        *texts;      /* the longer ones */
} MspRow;

/* sql is "INSERT … VALUES (?, …)", its values being all that is bound. NULL with error. */
MspRow  *msp_row_new             (MspDatabase *database, const char *sql, GError **error);

/* Rows that were not flushed are lost. */
void     msp_row_free            (MspRow *self);

/* Before and behind the values of a row, of which none may be left out. A row that was ended is in the table once it is flushed. */
void     msp_row_begin           (MspRow *self);
gboolean msp_row_end             (MspRow *self, GError **error);
gboolean msp_row_flush           (MspRow *self, GError **error);

/* Copies the text. NULL stays NULL; put_word writes "" for it. */
void     msp_row_put_text        (MspRow *row, const char *text);
void     msp_row_put_word        (MspRow *row, const char *text);

void     msp_row_put_number      (MspRow *row, guint64 number);

/* NULL for the number null. */
void     msp_row_put_signed_or_null (MspRow *row, gint64 number, gint64 null);

/* Copies the key; put_key_or_null: NULL for a key of zeros. */
void     msp_row_put_key         (MspRow *row, const guint8 key[MSP_VALUE_KEY_LEN]);
void     msp_row_put_key_or_null (MspRow *row, const guint8 key[MSP_VALUE_KEY_LEN]);

/* A column for each fate. */
void     msp_row_put_bytes       (MspRow *row, const guint64 bytes[MSP_N_FATES]);
