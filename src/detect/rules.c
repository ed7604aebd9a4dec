/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/rules.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "detect/allow.h"
#include "detect/rules-image.h"
#include "detect/rules-parse.h"
#include "base/small-file.h"
#include "detect/rules-resource.h"
#include "detect/rules-private.h"
#include "detect/rules-source.h"

#define RESOURCE_PREFIX "/org/mailspill/detect/rules"

static const MspImage *built_in;

G_DEFINE_QUARK (msp-detect-error-quark, msp_detect_error)

void
msp_rules_set_image (const MspImage *image)
{
  built_in = image;
}

void
msp_rule_free (MspRule *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->place);
  g_free (self->title);
  g_free (self->type);
  g_free (self->country);
  g_free (self->first);
  g_free (self->head);
  g_free (self->pattern);
  g_free (self->note);
  g_array_unref (self->negative);
  g_array_unref (self->distinct);
  g_array_unref (self->required_rules);
  g_array_unref (self->required_lexicons);
  g_free (self->examples);
  g_free (self->counterexamples);
  g_free (self);
}

static void
free_lexicon (gpointer data)
{
  MspRuleLexicon *lexicon = data;

  g_free (lexicon->key);
  g_ptr_array_unref (lexicon->terms);
  g_free (lexicon);
}

static void
add_terms (MspRuleLexicon *lexicon, GHashTable *seen, const char *value)
{
  g_auto(GStrv) terms = g_strsplit (value, ";", 0);

  for (guint i = 0; terms[i] != NULL; i++)
    {
      g_autofree char *term = g_utf8_strdown (g_strstrip (terms[i]), -1);

      if (*term == '\0' || strcmp (term, "-") == 0 || g_hash_table_contains (seen, term))
        continue;
      g_hash_table_add (seen, term);
      g_ptr_array_add (lexicon->terms, g_steal_pointer (&term));
    }
}

static gboolean
parse_lexicon (const MspRuleGroup *group, MspRuleLexicon *lexicon, GError **error)
{
  static const char *const languages[] = { "en", "fr", "es", "de", "other", NULL };
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n;
  const MspRulePair *pairs = msp_rule_group_get_pairs (group, &n);

  for (guint i = 0; i < n; i++)
    {
      if (!g_strv_contains (languages, pairs[i].key))
        return msp_rule_group_fail (group, pairs[i].key, error, _("unknown language"));
      add_terms (lexicon, seen, pairs[i].value);
    }
  g_ptr_array_add (lexicon->terms, NULL);
  return TRUE;
}

/* Gives every group its index first, so that rules may refer to what comes later. */
static void
number_groups (MspRules *self, const MspRuleSource *source)
{
  guint n_rules = 0, n_lexicons = 0;

  for (guint i = 0; i < source->groups->len; i++)
    {
      const MspRuleGroup *group = g_ptr_array_index (source->groups, i);

      if (g_str_has_prefix (group->section->name, "rule "))
        g_hash_table_insert (self->by_id, g_strdup (group->name), GUINT_TO_POINTER (++n_rules));
      else if (g_str_has_prefix (group->section->name, "lexicon "))
        g_hash_table_insert (self->by_lexicon, g_strdup (group->name), GUINT_TO_POINTER (++n_lexicons));
    }
}

static gboolean
add_group (MspRules *self, const MspRuleGroup *group, GError **error)
{
  MspRuleNames names = { self->by_lexicon, self->by_id };

  if (g_str_has_prefix (group->section->name, "lexicon "))
    {
      MspRuleLexicon *lexicon = g_new0 (MspRuleLexicon, 1);

      lexicon->key = g_strdup (group->name);
      lexicon->terms = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->lexicons, lexicon);
      return parse_lexicon (group, lexicon, error);
    }
  if (!g_str_has_prefix (group->section->name, "rule "))
    return TRUE;
  MspRule *rule = msp_rule_parse (group, &names, error);

  if (rule == NULL)
    return FALSE;
  if (rule->lane == MSP_LANE_CODE && !group->built_in)
    {
      msp_rule_free (rule);
      return msp_rule_group_fail (group, "scanner", error, _("only rules of the built-in pack are found by a scanner"));
    }
  rule->index = self->rules->len;
  g_ptr_array_add (self->rules, rule);
  return TRUE;
}

/* Weights and allowed values, once all rules are read. */
static gboolean
add_to_rules (MspRules *self, const MspRuleGroup *group, GError **error)
{
  MspRuleNames names = { self->by_lexicon, self->by_id };

  if (g_str_has_prefix (group->section->name, "allow "))
    return msp_allow_add (self->allow, group, &names, error);
  if (!g_str_has_prefix (group->section->name, "weight "))
    return TRUE;
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, group->name));

  if (index == 0)
    return msp_rule_group_fail (group, NULL, error, _("unknown rule '%s'"), group->name);
  return msp_rule_weigh (g_ptr_array_index (self->rules, index - 1), group, &names, error);
}

static MspRules *
build (const MspRuleSource *source, GError **error)
{
  g_autoptr(MspRules) self = g_new0 (MspRules, 1);

  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) msp_rule_free);
  self->lexicons = g_ptr_array_new_with_free_func (free_lexicon);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_lexicon = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->allow = msp_allow_new ();
  number_groups (self, source);
  for (guint i = 0; i < source->groups->len; i++)
    if (!add_group (self, g_ptr_array_index (source->groups, i), error))
      return NULL;
  for (guint i = 0; i < source->groups->len; i++)
    if (!add_to_rules (self, g_ptr_array_index (source->groups, i), error))
      return NULL;
  self->hash = msp_rule_source_dup_hash (source);
  return g_steal_pointer (&self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
add_builtin (MspRuleSource *source, GError **error)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      msp_detect_rules_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  GResource *resource = msp_detect_rules_get_resource ();
  g_auto(GStrv) names = g_resource_enumerate_children (resource, RESOURCE_PREFIX, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (names == NULL)
    return FALSE;
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (RESOURCE_PREFIX "/", names[i], NULL);
      g_autoptr(GBytes) bytes = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      gsize len;

      if (bytes == NULL)
        return FALSE;
      const char *text = g_bytes_get_data (bytes, &len);

      if (!msp_rule_source_add (source, names[i], text != NULL ? text : "", len, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

MspRules *
msp_rules_load (const char *const *files, GError **error)
{
  g_autoptr(MspRuleSource) source = msp_rule_source_new ();

  if (built_in != NULL && (files == NULL || files[0] == NULL))
    return msp_rules_get_of_image (built_in);
  if (!add_builtin (source, error))
    return NULL;
  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autoptr(GError) cause = NULL;
      g_autofree char *text = NULL;
      gsize len;

      text = msp_small_file_read (files[i], &len, &cause);
      if (text == NULL)
        {
          g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_IO, _("rule file: %s"), cause->message);
          return NULL;
        }
      if (!msp_rule_source_add (source, files[i], text, len, TRUE, error))
        return NULL;
    }
  return build (source, error);
}

MspRules *
msp_rules_parse (const char *name, const char *text, gsize len, GError **error)
{
  g_autoptr(MspRuleSource) source = msp_rule_source_new ();

  return msp_rule_source_add (source, name, text, len, TRUE, error) ? build (source, error) : NULL;
}

gsize
msp_rules_get_length (const MspRules *self)
{
  return self->rules->len;
}

const MspRule *
msp_rules_get (const MspRules *self, gsize index)
{
  return g_ptr_array_index (self->rules, index);
}

const MspRule *
msp_rules_find (const MspRules *self, const char *id)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id));

  return index > 0 ? g_ptr_array_index (self->rules, index - 1) : NULL;
}

int
msp_rules_find_lexicon (const MspRules *self, const char *key)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->by_lexicon, key)) - 1;
}

gsize
msp_rules_get_n_lexicons (const MspRules *self)
{
  return self->lexicons->len;
}

const char *const *
msp_rules_get_lexicon_terms (const MspRules *self, int lexicon)
{
  return (const char *const *) ((MspRuleLexicon *) g_ptr_array_index (self->lexicons, lexicon))->terms->pdata;
}

char **
msp_rule_split_examples (const char *examples)
{
  return examples != NULL ? msp_rule_file_split (examples) : g_new0 (char *, 1);
}

gboolean
msp_rules_allow (const MspRules *self, guint rule, MspSpan value)
{
  return msp_allow_has (self->allow, rule, value);
}

const MspImage *
msp_rules_get_image (const MspRules *self)
{
  return self->image;
}

const char *
msp_rules_get_hash (const MspRules *self)
{
  return self->hash;
}

void
msp_rules_free (MspRules *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->lexicons);
  msp_allow_free (self->allow);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_lexicon);
  g_free (self->rules_in_one);
  g_free (self->hash);
  g_free (self);
}
