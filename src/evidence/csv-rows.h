/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The rows of CSV (RFC 4180 and its relatives, see format/csv.h) from a stream, each whole in memory, with limits. A row whose
   quotes do not match is rejected, and reading goes on at the next line that begins as records do: with a GUID or a date. */

#include <glib.h>

#include "evidence/records.h"
#include "evidence/window.h"

#define MSP_CSV_CELLS_MAX 512

typedef struct {
  char *text;     /* without quotes, ended by NUL, valid UTF-8; may be changed */
  gsize len;
} MspCell;

typedef struct {
  MspWindow   window;
  char        delimiter;
  guint64     line;                       /* where the row begins, from 1 */
  guint64     next_line;
  gsize       taken;                      /* bytes of the last row, dropped by the next call */
  guint       n;
  MspCell     cells[MSP_CSV_CELLS_MAX];
  const char *reason;                     /* of the rejection, static */
  gboolean    is_lost;                    /* the next row must be searched for */
  gboolean    no_close;                   /* quotes are characters from here on */
  gboolean    is_cut;                     /* the stream ended in the middle of a row */
} MspCsvRows;

/* Borrows stream. A byte-order mark is skipped. */
void            msp_csv_rows_init  (MspCsvRows *self, MspStream *stream, char delimiter);

/* Reads the next row that is not empty into cells, n and line; they hold until the next call. */
MspRecordResult msp_csv_rows_next  (MspCsvRows *self);
void            msp_csv_rows_clear (MspCsvRows *self);
