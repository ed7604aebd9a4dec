/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/ask.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "store/case-private.h"

#define MAX_LENGTH (64 * 1024 * 1024)   /* of a value or of the statement */

/* What reading needs. */
static int
authorise (void *data, int action, const char *one, const char *two, const char *database, const char *trigger)
{
  if (action == SQLITE_FUNCTION)
    return two != NULL && (strcmp (two, "load_extension") == 0 || strcmp (two, "writefile") == 0) ? SQLITE_DENY : SQLITE_OK;
  return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE ? SQLITE_OK : SQLITE_DENY;
}

static gboolean
refuse (GError **error, const char *cause)
{
  g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_SQL, _("cannot answer the query: %s"), cause);
  return FALSE;
}

/* Exactly one statement that gives rows. */
static sqlite3_stmt *
prepare (sqlite3 *handle, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL, *second = NULL;
  const char *rest = NULL;

  if (sqlite3_prepare_v2 (handle, sql, -1, &statement, &rest) != SQLITE_OK)
    (void) refuse (error, sqlite3_errmsg (handle));
  else if (statement == NULL || sqlite3_column_count (statement) == 0)
    (void) refuse (error, _("it asks for nothing"));
  else if (sqlite3_prepare_v2 (handle, rest, -1, &second, NULL) != SQLITE_OK || second != NULL)
    (void) refuse (error, _("it is more than one statement"));
  else
    return statement;
  (void) sqlite3_finalize (second);
  (void) sqlite3_finalize (statement);
  return NULL;
}

static const char *
take_hexadecimal (GStringChunk *strings, const guint8 *bytes, int len)
{
  g_autoptr (GString) text = g_string_sized_new ((gsize) len * 2);

  for (int i = 0; i < len; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_chunk_insert_len (strings, text->str, (gssize) text->len);
}

static MspAnswerField
take_field (sqlite3_stmt *statement, int i, GStringChunk *strings)
{
  int type = sqlite3_column_type (statement, i);

  if (type == SQLITE_NULL)
    return (MspAnswerField) { MSP_ANSWER_NULL, "" };
  if (type == SQLITE_BLOB)
    return (MspAnswerField) { MSP_ANSWER_TEXT, take_hexadecimal (strings, sqlite3_column_blob (statement, i), sqlite3_column_bytes (statement, i)) };
  g_autofree char *valid = g_utf8_make_valid ((const char *) sqlite3_column_text (statement, i), -1);
  return (MspAnswerField) { type == SQLITE_TEXT ? MSP_ANSWER_TEXT : MSP_ANSWER_NUMBER, g_string_chunk_insert (strings, valid) };
}

static gboolean
give_rows (sqlite3 *handle, sqlite3_stmt *statement, MspAnswerFunc func, gpointer user_data, GError **error)
{
  guint n = (guint) sqlite3_column_count (statement);
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree MspAnswerField *fields = g_new0 (MspAnswerField, n);
  g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
  int code = SQLITE_ROW;

  for (guint i = 0; i < n; i++)
    names[i] = sqlite3_column_name (statement, (int) i);
  if (!func (n, names, NULL, user_data, error))
    return FALSE;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_string_chunk_clear (strings);
      for (guint i = 0; i < n; i++)
        fields[i] = take_field (statement, (int) i, strings);
      if (!func (n, names, fields, user_data, error))
        return FALSE;
    }
  return code == SQLITE_DONE || refuse (error, sqlite3_errmsg (handle));
}

gboolean
msp_case_ask (MspCase *self, const char *sql, MspAnswerFunc func, gpointer user_data, GError **error)
{
  sqlite3 *handle = self->database.handle;
  sqlite3_stmt *statement;
  gboolean good;

  (void) sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, MAX_LENGTH);
  (void) sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);
  (void) sqlite3_set_authorizer (handle, authorise, NULL);
  statement = prepare (handle, sql, error);
  good = statement != NULL && give_rows (handle, statement, func, user_data, error);
  (void) sqlite3_finalize (statement);
  (void) sqlite3_set_authorizer (handle, NULL, NULL);
  return good;
}
