/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Rows of logs whose columns a line "#Fields:" names, which may come again with other columns: W3C extended logs of IIS, and the CSV
   of Exchange's HttpProxy. */

#include <glib.h>

#include "format/csv.h"

typedef enum {
  MSP_W3C_DATE, MSP_W3C_TIME, MSP_W3C_DATE_TIME,
  MSP_W3C_METHOD, MSP_W3C_PATH, MSP_W3C_QUERY, MSP_W3C_STATUS, MSP_W3C_SENT,
  MSP_W3C_USER, MSP_W3C_CLIENT, MSP_W3C_FORWARDED, MSP_W3C_AGENT, MSP_W3C_ID, MSP_W3C_ANCHOR,
  MSP_W3C_OTHER,
} MspW3cColumn;

#define MSP_W3C_COLUMNS_MAX 256

typedef struct {
  char         delimiter;                      /* ' ' or ','; 0 before the first line "#Fields:" */
  guint        n_columns;
  MspW3cColumn columns[MSP_W3C_COLUMNS_MAX];
  GString     *unquoted;                       /* the values of a row of CSV */
} MspW3cRow;

void     msp_w3c_row_init   (MspW3cRow *self);

/* Learns the columns of a line "#Fields: …". FALSE if line is none. */
gboolean msp_w3c_row_learn  (MspW3cRow *self, MspSpan line);

/* Sets values, by column, to those of line, empty for columns that it has not or that are "-". Borrowed from line and self until
   the next call. FALSE if line has another number of values than there are columns. */
gboolean msp_w3c_row_parse  (MspW3cRow *self, MspSpan line, MspSpan values[MSP_W3C_OTHER]);

gboolean msp_w3c_row_has    (const MspW3cRow *self, MspW3cColumn column);
void     msp_w3c_row_clear  (MspW3cRow *self);
