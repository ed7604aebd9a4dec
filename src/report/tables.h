/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The views of a case as tables of typed fields, for writers that know no more than that. */

#include <glib.h>

#include "report/head-count.h"
#include "store/query.h"

#define MSP_TABLE_MAX_COLUMNS 32

/* A NUMBER that is not known: an empty cell, null in JSON. */
#define MSP_NO_NUMBER G_MININT64

typedef enum {
  MSP_FIELD_TEXT,
  MSP_FIELD_NUMBER,
  MSP_FIELD_BOOLEAN,
  MSP_FIELD_DATE,      /* seconds since 1970 UTC, or MSP_DATE_UNKNOWN */
  MSP_FIELD_LIST,      /* "; "-separated words */
} MspFieldType;

/* What the field is in the row that the query gives. */
typedef enum { MSP_STORED_TEXT, MSP_STORED_UINT64, MSP_STORED_INT64, MSP_STORED_UINT, MSP_STORED_BOOLEAN } MspStorage;

typedef struct {
  const char  *name;
  MspFieldType type;
  gboolean     extra;    /* not in CSV, whose columns are fixed; never the first */
  MspStorage   storage;
  gsize        offset;   /* in the row */
  const char *(*word) (guint64 number);   /* of a TEXT that is stored as a number; else NULL */
} MspColumn;

/* Room for the row of any view. */
typedef union _MspRow MspRow;

typedef struct {
  gint64      number;  /* NUMBER, BOOLEAN, DATE */
  const char *text;    /* TEXT, LIST; NULL: not known */
} MspField;

typedef struct {
  const char      *name;       /* "summary": the CSV file's name without ".csv", and the member's in JSON */
  MspView          view;
  gboolean         extra;      /* in JSON only */
  const MspColumn *columns;    /* ended by a row without name */
  gboolean       (*next) (MspQuery *query, MspRow *out_row, gboolean *out_end, GError **error);
  gboolean         sample;     /* of samples only */
  gboolean         exports;    /* only where an export says something about itself */
  void           (*count) (const MspHeadCount *heads, const MspFilter *filter, MspRow *row);   /* fills in the people, or NULL */
} MspTable;

typedef gboolean (*MspTableFunc) (const MspTable *table, const MspField *fields, gpointer user_data, GError **error);

/* All, ended by a row without name. */
const MspTable *msp_tables_get (void);

/* Whether the report on source has the table. */
gboolean        msp_table_is_of (const MspTable *self, MspCase *source);

/* Calls func with every row. heads may be NULL for a table that counts nobody. */
gboolean        msp_table_each (const MspTable *self, MspCase *source, const MspFilter *filter, const MspHeadCount *heads,
                                MspTableFunc func, gpointer user_data, GError **error);

/* The field of column in row, a struct for which column was made. */
MspField        msp_column_get_field (const MspColumn *column, const void *row);

/* "2023-02-03T10:00:00Z", or FALSE if date is unknown or beyond the years 1 to 9999. buf holds 24 bytes. */
gboolean        msp_table_format_date (gint64 date, char buf[24]);
