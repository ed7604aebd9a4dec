/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* An open view, and its columns taken from left to right; for the modules that turn rows into structs. */

#include <sqlite3.h>

#include "store/case-private.h"
#include "store/query.h"

struct _MspQuery {
  MspDatabase  *database;
  sqlite3_stmt *statement;
  GStringChunk *strings;    /* of the current row, where SQLite's would not do */
  GString      *locator;
  char         *categories, *severities;
  int           column;     /* next to be read */
};

/* FALSE at the end and on an error; *out_good tells them apart. */
static inline gboolean
step (MspQuery *self, gboolean *out_end, gboolean *out_good, GError **error)
{
  g_string_chunk_clear (self->strings);
  self->column = 0;
  int code = sqlite3_step (self->statement);
  *out_end = code == SQLITE_DONE;
  *out_good = code == SQLITE_DONE || code == SQLITE_ROW || msp_database_fail (self->database, error);
  return code == SQLITE_ROW;
}

static inline const char *
take_text_or_null (MspQuery *self)
{
  const char *text = (const char *) sqlite3_column_text (self->statement, self->column++);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return text;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  return g_string_chunk_insert (self->strings, valid);
}

static inline const char *
take_text (MspQuery *self)
{
  const char *text = take_text_or_null (self);

  return text != NULL ? text : "";
}

static inline guint64
take_number (MspQuery *self)
{
  gint64 number = sqlite3_column_int64 (self->statement, self->column++);

  return (guint64) MAX (number, 0);
}
