/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/ledger.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
  MspStatement statement;
  const char  *what;   /* that does not balance */
} Check;

static const Check checks[] = {
  { MSP_STATEMENT_CHECK_SOURCE_BYTES, N_("the bytes of its fates and its size") },
  { MSP_STATEMENT_CHECK_MESSAGE_BYTES, N_("the bytes of its fates and its size") },
  { MSP_STATEMENT_CHECK_CONTENT, N_("the bytes of its messages and ranges, by fate, and its own") },
  { MSP_STATEMENT_CHECK_COUNT, N_("the messages recorded and the messages counted") },
  { MSP_STATEMENT_CHECK_EXPECTED, N_("the messages counted and the messages expected, though it was read") },
  { MSP_STATEMENT_CHECK_PARTS, N_("the bytes of its parts and its size") },
  { MSP_STATEMENT_CHECK_LOCATORS, N_("the rows with this locator and how many there may be") },
};

static const char *
get_word (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL ? text : "0";
}

static gboolean
run_check (MspDatabase *database, const Check *check, char **out_broken, GError **error)
{
  sqlite3_stmt *statement = msp_database_get (database, check->statement, error);

  if (statement == NULL)
    return FALSE;
  int code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    {
      /* Translators: "'a.mbox': 12 and 13 differ: the messages recorded and the messages counted" */
      *out_broken = g_strdup_printf (_("'%s': %s and %s differ: %s"), get_word (statement, 0), get_word (statement, 1),
                                     get_word (statement, 2), _(check->what));
    }
  gboolean good = code == SQLITE_ROW || code == SQLITE_DONE || msp_database_fail (database, error);
  sqlite3_reset (statement);
  return good;
}

/* What the writer has seen to is left out. */
static gboolean
run_checks (MspDatabase *database, gboolean written, char **out_broken, GError **error)
{
  g_autofree char *broken = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (checks) && broken == NULL; i++)
    if (!(written && (checks[i].statement == MSP_STATEMENT_CHECK_PARTS || checks[i].statement == MSP_STATEMENT_CHECK_MESSAGE_BYTES))
        && !run_check (database, &checks[i], &broken, error))
      return FALSE;
  *out_broken = g_steal_pointer (&broken);
  return TRUE;
}

gboolean
msp_ledger_check (MspDatabase *database, char **out_broken, GError **error)
{
  return run_checks (database, FALSE, out_broken, error);
}

static gboolean
check_references (MspDatabase *database, const char *sql, char **out_broken, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean good = sqlite3_prepare_v2 (database->handle, sql, -1, &statement, NULL) == SQLITE_OK;
  int code = good ? sqlite3_step (statement) : SQLITE_ERROR;

  good = code == SQLITE_ROW || code == SQLITE_DONE || msp_database_fail (database, error);
  if (good)
    *out_broken = code == SQLITE_DONE ? NULL : g_strdup_printf (_("row %s of table '%s' refers to no row of table '%s'"),
                                                               get_word (statement, 1), get_word (statement, 0), get_word (statement, 2));
  sqlite3_finalize (statement);
  return good;
}

gboolean
msp_ledger_check_references (MspDatabase *database, char **out_broken, GError **error)
{
  return check_references (database, "PRAGMA foreign_key_check", out_broken, error);
}

gboolean
msp_ledger_check_written (MspDatabase *database, gboolean balanced, char **out_broken, GError **error)
{
  if (!check_references (database, "PRAGMA foreign_key_check (source)", out_broken, error))
    return FALSE;
  return balanced
         || ((*out_broken != NULL || check_references (database, "PRAGMA foreign_key_check (message)", out_broken, error))
             && (*out_broken != NULL || run_checks (database, TRUE, out_broken, error)));
}

gboolean
msp_ledger_check_file (MspDatabase *database, char **out_broken, GError **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean good = sqlite3_prepare_v2 (database->handle, "PRAGMA integrity_check (1)", -1, &statement, NULL) == SQLITE_OK
                  && sqlite3_step (statement) == SQLITE_ROW;

  if (!good)
    msp_database_fail (database, error);
  else
    *out_broken = strcmp (get_word (statement, 0), "ok") == 0 ? NULL : g_strdup (get_word (statement, 0));
  sqlite3_finalize (statement);
  return good;
}
