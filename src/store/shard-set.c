/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/shard-set.h"

#include <glib/gi18n-lib.h>

#include "store/case.h"

/* Numbers named at most. */
#define NAMED 10

typedef struct {
  char       *count, *plan;     /* of the first case; NULL: it is no shard */
  const char *first;
  GHashTable *paths;            /* number, as text, to path */
} Set;

static void
set_clear (Set *self)
{
  g_free (self->count);
  g_free (self->plan);
  g_hash_table_unref (self->paths);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Set, set_clear)

static gboolean
fail (GError **error, char *why)
{
  g_set_error_literal (error, MSP_STORE_ERROR, MSP_STORE_ERROR_MERGE, why);
  g_free (why);
  return FALSE;
}

static gboolean
add_shard (Set *self, const char *path, MspCase *input, const char *count, GError **error)
{
  g_autofree char *number = msp_case_dup_run (input, "shard.number"), *plan = msp_case_dup_run (input, "shard.plan");
  const char *other = number != NULL ? g_hash_table_lookup (self->paths, number) : NULL;

  if (number == NULL || plan == NULL)
    return fail (error, g_strdup_printf (_("'%s' is not complete"), path));
  if (self->plan != NULL && g_strcmp0 (plan, self->plan) != 0)
    return fail (error, g_strdup_printf (_("'%s' and '%s' are of other input files: paths, sizes or beginnings differ"), self->first,
                                         path));
  if (other != NULL)
    return fail (error, g_strdup_printf (_("'%s' and '%s' are both shard %s of %s"), other, path, number, count));
  if (self->plan == NULL)
    self->plan = g_steal_pointer (&plan);
  g_hash_table_insert (self->paths, g_steal_pointer (&number), (gpointer) path);
  return TRUE;
}

static gboolean
add (Set *self, const char *path, GError **error)
{
  g_autoptr (MspCase) input = msp_case_open (path, error);

  if (input == NULL)
    return FALSE;
  g_autofree char *count = msp_case_dup_run (input, "shard.count");
  if (self->first == NULL)
    {
      self->first = path;
      self->count = g_strdup (count);
    }
  if (g_strcmp0 (count, self->count) != 0)
    return fail (error, g_strdup_printf (_("'%s' and '%s' are not shards of one scan"), self->first, path));
  return count == NULL || add_shard (self, path, input, count, error);
}

static gboolean
check_whole (const Set *self, GError **error)
{
  guint64 count = self->count != NULL ? g_ascii_strtoull (self->count, NULL, 10) : 0, missing = 0;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint64 i = 1; i <= count; i++)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, i);

      if (g_hash_table_contains (self->paths, number))
        continue;
      if (missing++ < NAMED)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", number);
    }
  if (missing == 0)
    return TRUE;
  /* Translators: "shards missing: 3, 7 of 8" */
  return fail (error, g_strdup_printf (_("shards missing: %s%s of %s"), names->str, missing > NAMED ? ", …" : "", self->count));
}

gboolean
msp_shard_set_check (const char *const *inputs, GError **error)
{
  g_auto (Set) set = { .paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  for (gsize i = 0; inputs[i] != NULL; i++)
    if (!add (&set, inputs[i], error))
      return FALSE;
  return check_whole (&set, error);
}
