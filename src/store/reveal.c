/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/case-private.h"

#include "store/writer.h"

/* The number behind the last note. */
#define NEXT "SELECT coalesce (max (CAST (substr (key, 8) AS INTEGER)), 0) + 1 FROM run WHERE key LIKE 'reveal.%'"

static gboolean
note (MspDatabase *database, const char *when, const char *what, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%s %s", when, what), *key = NULL;
  gint64 number;

  if (!msp_database_get_number (database, NEXT, &number, error))
    return FALSE;
  key = g_strdup_printf ("reveal.%" G_GINT64_FORMAT, number);
  return msp_writer_set_run (database, key, value, error);
}

gboolean
msp_case_note_reveal (const char *path, const char *when, const char *what, GError **error)
{
  MspDatabase database = { NULL };
  gboolean good = msp_database_open (&database, path, TRUE, error) && msp_database_exec (&database, "PRAGMA journal_mode = DELETE", error)
                  && note (&database, when, what, error);

  msp_database_clear (&database);
  return good;
}
