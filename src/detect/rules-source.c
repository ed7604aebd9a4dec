/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/rules-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/sha256.h"
#include "detect/rules.h"

MspRuleSource *
msp_rule_source_new (void)
{
  MspRuleSource *self = g_new0 (MspRuleSource, 1);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) msp_rule_file_free);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

const MspRulePair *
msp_rule_group_get_pairs (const MspRuleGroup *group, guint *out_n)
{
  *out_n = group->section->n;
  return &g_array_index (group->file->pairs, MspRulePair, group->section->first);
}

static const MspRulePair *
find_pair (const MspRuleGroup *group, const char *key)
{
  guint n;
  const MspRulePair *pairs = msp_rule_group_get_pairs (group, &n);

  for (guint i = 0; i < n; i++)
    if (strcmp (pairs[i].key, key) == 0)
      return &pairs[i];
  return NULL;
}

const char *
msp_rule_group_get (const MspRuleGroup *group, const char *key)
{
  const MspRulePair *pair = find_pair (group, key);

  return pair != NULL ? pair->value : NULL;
}

char *
msp_rule_group_dup_place (const MspRuleGroup *group)
{
  if (!group->file->own)
    return g_strdup_printf ("[%s]", group->section->name);
  return g_strdup_printf ("%s:%u: [%s]", group->file->name, group->section->line, group->section->name);
}

gboolean
msp_rule_group_fail (const MspRuleGroup *group, const char *key, GError **error, const char *format, ...)
{
  const MspRulePair *pair = key != NULL ? find_pair (group, key) : NULL;
  g_autofree char *cause = NULL, *told = NULL;
  va_list args;

  va_start (args, format);
  cause = g_strdup_vprintf (format, args);
  va_end (args);
  told = key != NULL ? g_strdup_printf ("[%s] %s: %s", group->section->name, key, cause)
                     : g_strdup_printf ("[%s]: %s", group->section->name, cause);
  return msp_rule_file_fail (group->file, pair != NULL ? pair->line : group->section->line, error, told);
}

/* What is wrong with the name of a group, or NULL. */
static const char *
check_name (const char *name)
{
  static const char *const kinds[] = { "rule ", "lexicon ", "weight ", "allow " };
  const char *space = strchr (name, ' ');
  gboolean known = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    known = known || g_str_has_prefix (name, kinds[i]);
  if (!known || space[1] == '\0')
    return _("a group is \"rule ID\", \"lexicon KEY\", \"weight ID\" or \"allow NAME\"");
  for (const char *c = space + 1; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '_')
      return _("names have lower-case letters, digits and \"_\" only");
  return NULL;
}

static gboolean
add_group (MspRuleSource *self, const MspRuleFile *file, const MspRuleSection *section, GError **error)
{
  MspRuleGroup *group = g_hash_table_lookup (self->by_name, section->name);
  const char *cause = check_name (section->name), *space = strchr (section->name, ' ');
  const MspRuleGroup added = { file, section, cause == NULL ? space + 1 : section->name, !file->own };

  if (cause != NULL)
    return msp_rule_group_fail (&added, NULL, error, "%s", cause);
  if (group != NULL)
    {
      group->file = file;
      group->section = section;
      return TRUE;
    }
  group = g_memdup2 (&added, sizeof added);
  g_ptr_array_add (self->groups, group);
  g_hash_table_insert (self->by_name, (gpointer) section->name, group);
  return TRUE;
}

gboolean
msp_rule_source_add (MspRuleSource *self, const char *name, const char *text, gsize len, gboolean own, GError **error)
{
  MspRuleFile *file = msp_rule_file_new (name, text, len, own, error);

  if (file == NULL)
    return FALSE;
  g_ptr_array_add (self->files, file);
  for (guint i = 0; i < file->sections->len; i++)
    if (!add_group (self, file, &g_array_index (file->sections, MspRuleSection, i), error))
      return FALSE;
  return TRUE;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  return strcmp (((const MspRulePair *) a)->key, ((const MspRulePair *) b)->key);
}

/* With its final zero, which parts it from what follows. */
static void
hash_string (MspSha256 *sum, const char *text)
{
  msp_sha256_update (sum, text, strlen (text) + 1);
}

static void
hash_group (MspSha256 *sum, const MspRuleGroup *group)
{
  guint n;
  const MspRulePair *pairs = msp_rule_group_get_pairs (group, &n);
  g_autofree MspRulePair *sorted = g_memdup2 (pairs, n * sizeof *pairs);

  if (n > 1)
    qsort (sorted, n, sizeof *sorted, compare_pairs);
  hash_string (sum, group->section->name);
  for (guint i = 0; i < n; i++)
    {
      hash_string (sum, sorted[i].key);
      hash_string (sum, sorted[i].value);
    }
  hash_string (sum, "");
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(MspRuleGroup *const *) a)->section->name, (*(MspRuleGroup *const *) b)->section->name);
}

char *
msp_rule_source_dup_hash (const MspRuleSource *self)
{
  g_autoptr (MspSha256) sum = msp_sha256_new (FALSE);
  g_autoptr(GPtrArray) sorted = g_ptr_array_copy (self->groups, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_groups);
  for (guint i = 0; i < sorted->len; i++)
    hash_group (sum, g_ptr_array_index (sorted, i));
  return msp_sha256_finish (sum);
}

void
msp_rule_source_free (MspRuleSource *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->files);
  g_free (self);
}
