/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/rules-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "detect/regex.h"

typedef struct {
  const MspRuleGroup *group;
  const MspRuleNames *names;
  MspRule            *rule;
  GError            **error;
} Reader;

typedef gboolean (*ReadKey) (Reader *reader, const char *key, const char *value);

static gboolean
read_choice (Reader *reader, const char *key, const char *value, const char *const *choices, guint *out_index)
{
  for (guint i = 0; choices[i] != NULL; i++)
    if (strcmp (choices[i], value) == 0)
      {
        *out_index = i;
        return TRUE;
      }
  return msp_rule_group_fail (reader->group, key, reader->error, _("'%s' is none of its values"), value);
}

static gboolean
read_number (Reader *reader, const char *key, const char *text, guint max, guint *out_value)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &value, NULL))
    return msp_rule_group_fail (reader->group, key, reader->error, _("'%s' is no whole number from 0 to %u"), text, max);
  *out_value = (guint) value;
  return TRUE;
}

static gboolean
read_text (Reader *reader, const char *key, const char *value)
{
  MspRule *rule = reader->rule;
  char **field = strcmp (key, "title") == 0 ? &rule->title : strcmp (key, "type") == 0 ? &rule->type
               : strcmp (key, "country") == 0 ? &rule->country : strcmp (key, "examples") == 0 ? &rule->examples
               : strcmp (key, "counterexamples") == 0 ? &rule->counterexamples : &rule->note;

  g_free (*field);
  *field = g_strdup (value);
  return TRUE;
}

static gboolean
read_category (Reader *reader, const char *key, const char *value)
{
  return msp_category_from_name (value, &reader->rule->category)
         || msp_rule_group_fail (reader->group, key, reader->error, _("unknown category '%s'"), value);
}

static gboolean
read_sensitivity (Reader *reader, const char *key, const char *value)
{
  guint number = 0;

  if (!read_number (reader, key, value, 100, &number))
    return FALSE;
  reader->rule->sensitivity = (guint8) number;
  return TRUE;
}

static gboolean
read_limit (Reader *reader, const char *key, const char *value)
{
  MspRule *rule = reader->rule;
  const struct {
    const char *key;
    int        *number;
  } limits[] = {
    { "footer", &rule->footer }, { "prose", &rule->prose }, { "top", &rule->top }, { "private", &rule->private_sensitivity },
    { "account", &rule->account_sensitivity }, { "independent", &rule->independent }, { "exercise", &rule->exercise },
    { "unpriced", &rule->unpriced }, { "money", &rule->money }, { "surname", &rule->surname }, { "expired", &rule->expired },
  };
  guint number = 0, at = 0;

  if (!read_number (reader, key, value, 100, &number))
    return FALSE;
  while (strcmp (limits[at].key, key) != 0)
    at++;
  *limits[at].number = (int) number;
  return TRUE;
}

static gboolean
read_confidence (Reader *reader, const char *key, const char *value)
{
  g_auto(GStrv) parts = g_strsplit (value, ";", 0);
  guint none = 0, label = 0;

  if (g_strv_length (parts) != 2)
    return msp_rule_group_fail (reader->group, key, reader->error, _("two numbers are needed: without and with a label"));
  gboolean barred = strcmp (g_strstrip (parts[0]), "-") == 0;

  if ((!barred && !read_number (reader, key, parts[0], 100, &none))
      || !read_number (reader, key, g_strstrip (parts[1]), 100, &label))
    return FALSE;
  reader->rule->none = barred ? -1 : (int) none;
  reader->rule->label = (int) label;
  return TRUE;
}

static gboolean
find_lexicon (Reader *reader, const char *key, const char *name, int *out_index)
{
  *out_index = GPOINTER_TO_INT (g_hash_table_lookup (reader->names->lexicons, name)) - 1;
  return *out_index >= 0 || msp_rule_group_fail (reader->group, key, reader->error, _("unknown lexicon '%s'"), name);
}

static gboolean
read_context (Reader *reader, const char *key, const char *value)
{
  return find_lexicon (reader, key, value, &reader->rule->context);
}

static gboolean
read_kind (Reader *reader, const char *key, const char *value)
{
  static const char *const kinds[] = { "person", "organisation", "public", NULL };
  guint index = 0;

  if (!read_choice (reader, key, value, kinds, &index))
    return FALSE;
  reader->rule->kind = (MspRuleKind) index;
  return TRUE;
}

static gboolean
read_validator (Reader *reader, const char *key, const char *value)
{
  reader->rule->validator = msp_validators_find (value);
  return reader->rule->validator != NULL
    || msp_rule_group_fail (reader->group, key, reader->error, _("unknown validator '%s'"), value);
}

static gboolean
read_noise (Reader *reader, const char *key, const char *value)
{
  char *end;
  double noise = g_ascii_strtod (value, &end);

  if (*end != '\0' || end == value || !(noise > 0 && noise <= 1))
    return msp_rule_group_fail (reader->group, key, reader->error, _("'%s' is no chance above 0 and up to 1"), value);
  reader->rule->noise = noise;
  return TRUE;
}

static gboolean
read_guards (Reader *reader, const char *key, const char *value)
{
  static const char *const guards[] = { "edges", "number", "url", "hex", "histogram", "encoded", "masked", NULL };
  g_auto(GStrv) parts = g_strsplit (value, ";", 0);
  guint index = 0;

  reader->rule->guards = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*g_strstrip (parts[i]) == '\0' || strcmp (parts[i], "none") == 0)
        continue;
      if (!read_choice (reader, key, parts[i], guards, &index))
        return FALSE;
      reader->rule->guards |= 1u << index;
    }
  return TRUE;
}

static gboolean
check_pattern (Reader *reader, const char *key, const char *value)
{
  g_autoptr(GError) cause = NULL;
  g_autoptr(MspRegex) regex = msp_regex_parse (value, &cause);

  if (regex == NULL)
    return msp_rule_group_fail (reader->group, key, reader->error, "%s", cause->message);
  return regex->width <= MSP_RULE_MAX_WIDTH
         || msp_rule_group_fail (reader->group, key, reader->error, _("a match could be longer than %d bytes"), MSP_RULE_MAX_WIDTH);
}

static gboolean
read_pattern (Reader *reader, const char *key, const char *value)
{
  char **field = strcmp (key, "head") == 0 ? &reader->rule->head : &reader->rule->pattern;

  if (reader->group->file->own && !check_pattern (reader, key, value))
    return FALSE;
  g_free (*field);
  *field = g_strdup (value);
  return TRUE;
}

static gboolean
read_normal (Reader *reader, const char *key, const char *value)
{
  static const char *const forms[] = { "text", "digits", "alnum", "lower", "address", NULL };
  guint index = 0;

  if (!read_choice (reader, key, value, forms, &index))
    return FALSE;
  reader->rule->normal = (MspNormal) index;
  return TRUE;
}

static gboolean
read_mask (Reader *reader, const char *key, const char *value)
{
  static const char *const masks[] = { "last4", "first1", "first4last4", "email", "label", "place", "none", NULL };
  guint index = 0;

  if (!read_choice (reader, key, value, masks, &index))
    return FALSE;
  reader->rule->mask = (MspMask) index;
  return TRUE;
}

static gboolean
read_negative (Reader *reader, const char *key, const char *value)
{
  g_auto(GStrv) parts = g_strsplit (value, ";", 0);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      int index;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      if (!find_lexicon (reader, key, parts[i], &index))
        return FALSE;
      g_array_append_val (reader->rule->negative, index);
    }
  return TRUE;
}

static gboolean
read_context_from (Reader *reader, const char *key, const char *value)
{
  static const char *const strengths[] = { "unit", "near", "label", NULL };
  guint index = 0;

  if (!read_choice (reader, key, value, strengths, &index))
    return FALSE;
  reader->rule->context_from = (MspContextFrom) index;
  return TRUE;
}

static gboolean
read_distinct (Reader *reader, const char *key, const char *value)
{
  g_auto(GStrv) parts = g_strsplit (value, ";", 0);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (g_strstrip (parts[i]), ":", 2);
      guint count = 0, confidence = 0;

      if (*parts[i] == '\0')
        continue;
      if (g_strv_length (pair) != 2)
        return msp_rule_group_fail (reader->group, key, reader->error, _("'%s' is not COUNT:CONFIDENCE"), parts[i]);
      if (!read_number (reader, key, pair[0], 1000, &count) || !read_number (reader, key, pair[1], 100, &confidence))
        return FALSE;
      MspRuleStep step = { count, (int) confidence };

      g_array_append_val (reader->rule->distinct, step);
    }
  return TRUE;
}

static gboolean
read_requires (Reader *reader, const char *key, const char *value)
{
  g_auto(GStrv) parts = g_strsplit (value, ";", 0);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      int lexicon;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      if (g_str_has_prefix (parts[i], "lexicon:"))
        {
          if (!find_lexicon (reader, key, parts[i] + strlen ("lexicon:"), &lexicon))
            return FALSE;
          g_array_append_val (reader->rule->required_lexicons, lexicon);
          continue;
        }
      guint index = (guint) GPOINTER_TO_INT (g_hash_table_lookup (reader->names->rules, parts[i]));

      if (index-- == 0)
        return msp_rule_group_fail (reader->group, key, reader->error, _("unknown rule '%s'"), parts[i]);
      g_array_append_val (reader->rule->required_rules, index);
    }
  return TRUE;
}

static gboolean
read_flag (Reader *reader, const char *key, const char *value)
{
  static const char *const answers[] = { "no", "yes", NULL };
  guint yes = 0;

  if (!read_choice (reader, key, value, answers, &yes))
    return FALSE;
  if (strcmp (key, "public") == 0)
    reader->rule->is_public = (gboolean) yes;
  else if (strcmp (key, "aggregate") == 0)
    reader->rule->is_aggregate = (gboolean) yes;
  else if (strcmp (key, "boilerplate") == 0)
    reader->rule->is_boilerplate = (gboolean) yes;
  else if (yes)
    reader->rule->lane = MSP_LANE_SLOW;
  return TRUE;
}

static gboolean
read_shape (Reader *reader, const char *key, const char *value)
{
  static const char *const shapes[] = { "none", "digits", "code", "email", "hex", "base58", NULL };
  guint index = 0;

  if (!read_choice (reader, key, value, shapes, &index))
    return FALSE;
  reader->rule->shape = (MspShape) index;
  return TRUE;
}

static gboolean
read_digits (Reader *reader, const char *key, const char *value)
{
  g_auto(GStrv) parts = g_strsplit (value, "-", 2);
  gboolean range = g_strv_length (parts) == 2;

  if (!read_number (reader, key, parts[0], 60, &reader->rule->digits_min)
      || !read_number (reader, key, parts[range ? 1 : 0], 60, &reader->rule->digits_max))
    return FALSE;
  return reader->rule->digits_min <= reader->rule->digits_max
         || msp_rule_group_fail (reader->group, key, reader->error, _("the range is the wrong way round"));
}

/* "0-8" or "A-Z0-9": a class without its brackets. */
static gboolean
read_first (Reader *reader, const char *key, const char *value)
{
  g_autoptr(GError) cause = NULL;
  g_autofree char *class = g_strdup_printf ("[%s]", value);
  g_autoptr(MspRegex) regex = msp_regex_parse (class, &cause);

  if (regex == NULL || regex->width != 1)
    return msp_rule_group_fail (reader->group, key, reader->error, _("'%s' is no class of characters"), value);
  g_free (reader->rule->first);
  reader->rule->first = g_strdup (value);
  return TRUE;
}

static gboolean
read_scanner (Reader *reader, const char *key, const char *value)
{
  static const char *const scanners[] = { "marking", "form", "directory", "message", NULL };
  guint index = 0;

  if (!read_choice (reader, key, value, scanners, &index))
    return FALSE;
  reader->rule->lane = MSP_LANE_CODE;
  return TRUE;
}

static const struct {
  const char *key;
  ReadKey     read;
} readers[] = {
  { "title", read_text }, { "type", read_text }, { "country", read_text }, { "note", read_text },
  { "category", read_category }, { "sensitivity", read_sensitivity }, { "confidence", read_confidence },
  { "context", read_context }, { "kind", read_kind }, { "validator", read_validator }, { "noise", read_noise },
  { "guards", read_guards }, { "pattern", read_pattern }, { "head", read_pattern }, { "normal", read_normal },
  { "mask", read_mask }, { "negative", read_negative }, { "context-from", read_context_from }, { "distinct", read_distinct },
  { "requires", read_requires }, { "public", read_flag }, { "aggregate", read_flag }, { "slow", read_flag },
  { "boilerplate", read_flag }, { "footer", read_limit }, { "prose", read_limit }, { "private", read_limit },
  { "top", read_limit }, { "account", read_limit }, { "independent", read_limit }, { "exercise", read_limit },
  { "unpriced", read_limit }, { "money", read_limit }, { "surname", read_limit }, { "expired", read_limit },
  { "shape", read_shape }, { "digits", read_digits }, { "first", read_first }, { "scanner", read_scanner },
  { "examples", read_text }, { "counterexamples", read_text },
};

/* allowed: NULL for all. */
static gboolean
read_keys (Reader *reader, const char *const *allowed)
{
  guint n;
  const MspRulePair *pairs = msp_rule_group_get_pairs (reader->group, &n);

  for (guint i = 0; i < n; i++)
    {
      const char *key = pairs[i].key;
      guint at = 0;

      while (at < G_N_ELEMENTS (readers) && strcmp (readers[at].key, key) != 0)
        at++;
      if (at == G_N_ELEMENTS (readers) || (allowed != NULL && !g_strv_contains (allowed, key)))
        return msp_rule_group_fail (reader->group, key, reader->error, _("unknown key"));
      if (!readers[at].read (reader, key, pairs[i].value))
        return FALSE;
    }
  return TRUE;
}

/* A rule is of exactly one lane, and has what its lane needs. */
static gboolean
check_lane (Reader *reader)
{
  MspRule *rule = reader->rule;
  guint lanes = (rule->head != NULL) + (rule->shape != MSP_SHAPE_NONE) + (rule->lane != MSP_LANE_HEAD);

  if (lanes != 1)
    return msp_rule_group_fail (reader->group, NULL, reader->error, _("exactly one of head, shape, slow and scanner is needed"));
  if (rule->shape != MSP_SHAPE_NONE)
    rule->lane = MSP_LANE_SHAPE;
  if (rule->lane != MSP_LANE_CODE && rule->pattern == NULL)
    return msp_rule_group_fail (reader->group, NULL, reader->error, _("a pattern is missing"));
  return TRUE;
}

static gboolean
check_confidence (Reader *reader)
{
  const MspRule *rule = reader->rule;

  return rule->none >= 0 || rule->context >= 0 || rule->lane == MSP_LANE_CODE
         || msp_rule_group_fail (reader->group, NULL, reader->error, _("confidence \"-\" needs a context"));
}

static gboolean
check_required (Reader *reader)
{
  static const char *const required[] = { "title", "category", "sensitivity", "confidence", NULL };

  for (guint i = 0; required[i] != NULL; i++)
    if (msp_rule_group_get (reader->group, required[i]) == NULL)
      return msp_rule_group_fail (reader->group, NULL, reader->error, _("the key '%s' is missing"), required[i]);
  return TRUE;
}

MspRule *
msp_rule_parse (const MspRuleGroup *group, const MspRuleNames *names, GError **error)
{
  MspRule *rule = g_new0 (MspRule, 1);
  Reader reader = { group, names, rule, error };

  rule->id = g_strdup (group->name);
  rule->place = msp_rule_group_dup_place (group);
  rule->is_own = group->file->own;
  rule->type = g_strdup (group->name);
  rule->context = -1;
  rule->footer = rule->prose = 100;
  rule->guards = MSP_GUARD_EDGES | MSP_GUARD_ENCODED;
  rule->negative = g_array_new (FALSE, FALSE, sizeof (int));
  rule->distinct = g_array_new (FALSE, FALSE, sizeof (MspRuleStep));
  rule->required_rules = g_array_new (FALSE, FALSE, sizeof (guint));
  rule->required_lexicons = g_array_new (FALSE, FALSE, sizeof (int));
  if (read_keys (&reader, NULL) && check_required (&reader) && check_lane (&reader) && check_confidence (&reader))
    return rule;
  msp_rule_free (rule);
  return NULL;
}

gboolean
msp_rule_weigh (MspRule *rule, const MspRuleGroup *group, const MspRuleNames *names, GError **error)
{
  static const char *const keys[] = { "sensitivity", "confidence", "noise", "footer", "prose", "top", "private", "account", NULL };
  Reader reader = { group, names, rule, error };

  return read_keys (&reader, keys) && check_confidence (&reader);
}
