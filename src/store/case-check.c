/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "store/case-private.h"
#include "store/ledger.h"

gboolean
msp_case_is_case (const char *path)
{
  return msp_case_look_at (path, NULL) > 0;
}

gboolean
msp_case_check (MspCase *self, MspCaseCheck check, char **out_broken, GError **error)
{
  switch (check)
    {
    case MSP_CASE_CHECK_FILE:
      return msp_ledger_check_file (&self->database, out_broken, error);
    case MSP_CASE_CHECK_REFERENCES:
      return msp_ledger_check_references (&self->database, out_broken, error);
    case MSP_CASE_CHECK_LEDGER:
      return msp_ledger_check (&self->database, out_broken, error);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
attach (MspCase *self, const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  sqlite3_stmt *statement = NULL;
  gboolean good = sqlite3_prepare_v2 (self->database.handle, "ATTACH DATABASE ? AS baseline", -1, &statement, NULL) == SQLITE_OK
                  && sqlite3_bind_text (statement, 1, absolute, -1, SQLITE_STATIC) == SQLITE_OK && sqlite3_step (statement) == SQLITE_DONE;

  if (!good)
    msp_database_fail (&self->database, error);
  sqlite3_finalize (statement);
  return good;
}

gboolean
msp_case_attach_baseline (MspCase *self, const char *path, GError **error)
{
  g_autoptr (MspCase) baseline = msp_case_open (path, error);

  if (baseline == NULL)
    return FALSE;
  g_autofree char *ours = msp_case_dup_run (self, "key_id"), *theirs = msp_case_dup_run (baseline, "key_id");
  if (!attach (self, path, error))
    return FALSE;
  self->has_baseline = TRUE;
  self->shares_key = g_strcmp0 (ours, theirs) == 0;
  return TRUE;
}
