/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/run.h"

#include <sqlite3.h>
#include <string.h>

#include "store/case-private.h"
#include "store/query.h"

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

static char *
dup_options (const char *const *options)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (gsize i = 0; options != NULL && options[i] != NULL; i++)
    {
      g_autofree char *quoted = g_shell_quote (options[i]);
      g_autofree char *valid = g_utf8_make_valid (quoted, -1);

      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", valid);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* The key itself stays out; its hash of a fixed text tells whether two cases share it. */
char *
msp_run_dup_key_id (const MspCase *self)
{
  guint8 hash[MSP_VALUE_KEY_LEN];
  g_autoptr (GString) hex = g_string_new (NULL);

  msp_keyed_hash_value (self->key, "case", MSP_SPAN_LITERAL ("key"), hash);
  for (gsize i = 0; i < sizeof hash; i++)
    g_string_append_printf (hex, "%02x", hash[i]);
  return g_string_free (g_steal_pointer (&hex), FALSE);
}

static void
take_pair (GPtrArray *pairs, const char *key, char *value)
{
  g_ptr_array_add (pairs, g_strdup (key));
  g_ptr_array_add (pairs, value);
}

/* Key, value, … of all that decides what is found. */
static GPtrArray *
new_identity (const MspCase *self, const MspRunRecord *run)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func (g_free);

  take_pair (pairs, "tool_version", g_strdup (run->tool_version));
  take_pair (pairs, "rules_hash", g_strdup (run->rules_hash));
  take_pair (pairs, "mime_engine", g_strdup (run->mime_engine));
  take_pair (pairs, "options", dup_options (run->options));
  take_pair (pairs, "key_id", msp_run_dup_key_id (self));
  if (run->n_shards > 0)
    {
      take_pair (pairs, "shard.number", g_strdup_printf ("%u", run->shard));
      take_pair (pairs, "shard.count", g_strdup_printf ("%u", run->n_shards));
    }
  if (run->sample_share > 0)
    take_pair (pairs, "sample.seed", g_strdup_printf ("%" G_GUINT64_FORMAT, run->sample_seed));
  for (const MspLimitInfo *info = msp_limits_get_table (); run->limits != NULL && info->name != NULL; info++)
    {
      g_autofree char *key = g_strconcat ("limit.", info->name, NULL);

      take_pair (pairs, key, g_strdup_printf ("%" G_GUINT64_FORMAT, msp_limits_get (run->limits, info)));
    }
  return pairs;
}

gboolean
msp_run_write (MspCase *self, const MspRunRecord *run, GError **error)
{
  MspDatabase *database = &self->database;
  g_autoptr (GPtrArray) pairs = new_identity (self, run);
  gboolean good = msp_writer_set_run (database, "state", "open", error)
                  && msp_writer_set_run (database, "confinement", run->confinement, error)
                  && msp_run_write_number (database, "started", (guint64) MAX (run->started, 0), error)
                  && write_roots (database, run->roots, error)
                  && (run->sample_share == 0
                      || (msp_run_write_number (database, "sample.share", run->sample_share, error)
                          && msp_run_write_number (database, "sample.part", run->sample_part, error)));

  for (guint i = 0; good && i < pairs->len; i += 2)
    good = msp_writer_set_run (database, pairs->pdata[i], pairs->pdata[i + 1], error);
  return good;
}

static gboolean
has_roots (MspCase *self, const char *const *roots)
{
  g_autoptr (MspQuery) query = msp_query_new (self, MSP_VIEW_ROOTS, NULL, NULL);
  MspPairRow row;
  gboolean end = FALSE;
  gsize i = 0;

  while (query != NULL && msp_query_next_pair (query, &row, &end, NULL) && !end)
    {
      if (roots == NULL || roots[i] == NULL)
        return FALSE;
      g_autofree char *label = g_utf8_make_valid (roots[i], -1), *path = g_filename_to_uri (roots[i + 1], NULL, NULL);
      if (strcmp (row.key, label) != 0 || strcmp (row.value, path != NULL ? path : "") != 0)
        return FALSE;
      i += 2;
    }
  return end && (roots == NULL || roots[i] == NULL);
}

char *
msp_run_dup_difference (MspCase *self, const MspRunRecord *run)
{
  g_autoptr (GPtrArray) pairs = new_identity (self, run);

  for (guint i = 0; i < pairs->len; i += 2)
    {
      g_autofree char *value = msp_case_dup_run (self, pairs->pdata[i]);
      const char *wanted = pairs->pdata[i + 1] != NULL ? pairs->pdata[i + 1] : "";

      if (g_strcmp0 (value, wanted) != 0)
        return g_strdup (pairs->pdata[i]);
    }
  g_autofree char *count = msp_case_dup_run (self, "shard.count");
  if (count != NULL && run->n_shards == 0)
    return g_strdup ("shard.count");
  return has_roots (self, run->roots) ? NULL : g_strdup ("root");
}
