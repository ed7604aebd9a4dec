/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads the tables of an SQLite database that nobody vouches for: from memory, read only, without views, triggers, functions or
   virtual tables, within a budget of steps. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  MspSpan  bytes;
  gboolean is_blob;
} MspSqliteValue;

/* Who takes the rows; borrowed for the length of the call. FALSE ends the reading. */
typedef struct {
  gboolean (*table) (gpointer data, const char *name, guint n_columns, const char *const *columns);
  gboolean (*row)   (gpointer data, guint n_columns, const MspSqliteValue *values);
} MspSqliteSink;

typedef enum {
  MSP_SQLITE_READ,
  MSP_SQLITE_CUT,        /* ended by the sink, or by the budget */
  MSP_SQLITE_DAMAGED,    /* something could not be read */
  MSP_SQLITE_NONE,       /* nothing could */
} MspSqliteStatus;

MspSqliteStatus msp_sqlite_read (MspSpan bytes, const MspSqliteSink *sink, gpointer data);
