/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/run.h"

#include <sqlite3.h>

#include "store/case-private.h"

static gboolean
write_roots (MspDatabase *database, const char *const *roots, GError **error)
{
  for (int i = 0; roots != NULL && roots[2 * i] != NULL && roots[2 * i + 1] != NULL; i++)
    {
      sqlite3_stmt *statement = msp_database_get (database, MSP_STATEMENT_INSERT_ROOT, error);

      if (statement == NULL)
        return FALSE;
      g_autofree char *label = g_utf8_make_valid (roots[2 * i], -1), *path = g_filename_to_uri (roots[2 * i + 1], NULL, NULL);
      sqlite3_bind_int (statement, 1, i);
      sqlite3_bind_text (statement, 2, label, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 3, path != NULL ? path : "", -1, SQLITE_STATIC);
      if (!msp_database_step (database, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
msp_run_write_number (MspDatabase *database, const char *key, guint64 number, GError **error)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, number);
  return msp_writer_set_run (database, key, text, error);
}

static gboolean
write_options (MspDatabase *database, const char *const *options, GError **error)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (gsize i = 0; options != NULL && options[i] != NULL; i++)
    {
      g_autofree char *quoted = g_shell_quote (options[i]);
      g_autofree char *valid = g_utf8_make_valid (quoted, -1);

      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", valid);
    }
  return msp_writer_set_run (database, "options", words->str, error);
}

/* The key itself stays out; its hash of a fixed text tells whether two cases share it. */
static gboolean
write_key_id (MspCase *self, GError **error)
{
  guint8 hash[MSP_VALUE_KEY_LEN];
  char hex[2 * MSP_VALUE_KEY_LEN + 1];

  msp_keyed_hash_value (self->key, "case", MSP_SPAN_LITERAL ("key"), hash);
  for (gsize i = 0; i < sizeof hash; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", hash[i]);
  return msp_writer_set_run (&self->database, "key_id", hex, error);
}

gboolean
msp_run_write (MspCase *self, const MspRunRecord *run, GError **error)
{
  MspDatabase *database = &self->database;
  gboolean good = msp_writer_set_run (database, "state", "open", error)
                  && msp_writer_set_run (database, "tool_version", run->tool_version, error)
                  && msp_writer_set_run (database, "rules_hash", run->rules_hash, error)
                  && msp_writer_set_run (database, "confinement", run->confinement, error)
                  && msp_writer_set_run (database, "mime_engine", run->mime_engine, error)
                  && msp_run_write_number (database, "started", (guint64) MAX (run->started, 0), error)
                  && write_options (database, run->options, error) && write_key_id (self, error)
                  && write_roots (database, run->roots, error);

  for (const MspLimitInfo *info = msp_limits_get_table (); good && run->limits != NULL && info->name != NULL; info++)
    {
      g_autofree char *key = g_strconcat ("limit.", info->name, NULL);

      good = msp_run_write_number (database, key, msp_limits_get (run->limits, info), error);
    }
  return good;
}
