/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/policy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/small-file.h"
#include "model/finding.h"

#define MAX_BYTES (1024 * 1024)
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef struct {
  MspPolicy      *policy;
  const char     *name;        /* of the file */
  guint           line;
  char           *group;       /* as written: "detector us_ssn" */
  MspPolicyRule  *rule;        /* the group is one of these, or [policy] */
  MspPolicyAllow *allow;
  guint           group_line;
  GHashTable     *groups;      /* seen so far */
  GHashTable     *keys;        /* of this group */
} Parser;

static const char *const scope_names[MSP_N_POLICY_SCOPES] = { "detector", "category", "band" };

static void
rule_free (gpointer data)
{
  MspPolicyRule *rule = data;

  g_free (rule->name);
  g_free (rule);
}

static void
allow_free (gpointer data)
{
  MspPolicyAllow *allow = data;

  g_free (allow->name);
  g_free (allow->value);
  g_free (allow->locator);
  g_free (allow->detector);
  g_free (allow->reason);
  g_free (allow);
}

/* "name:line: [group] key: cause", as far as there is a line, a group and a key. */
static gboolean
refuse (const Parser *self, const char *key, const char *cause, GError **error)
{
  g_autoptr (GString) place = g_string_new (self->name);

  if (self->line > 0)
    g_string_append_printf (place, ":%u", self->line);
  if (self->group != NULL)
    g_string_append_printf (place, ": [%s]", self->group);
  if (key != NULL)
    g_string_append_printf (place, "%s %s", self->group != NULL ? "" : ":", key);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: %s", place->str, cause);
  return FALSE;
}

static gboolean
parse_number (const Parser *self, const char *key, const char *text, guint max, gint64 *out_number, GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &number, NULL))
    {
      g_autofree char *cause = g_strdup_printf (_("'%s' is no whole number from 0 to %d"), text, (int) max);

      return refuse (self, key, cause, error);
    }
  *out_number = (gint64) number;
  return TRUE;
}

/* "99", "99.5" or "99.95" per cent, to hundredths. */
static gboolean
parse_share (const Parser *self, const char *key, const char *text, gint64 *out_share, GError **error)
{
  gsize whole = strspn (text, "0123456789");
  gint64 share = 0;
  guint decimals = 0;
  gboolean good = whole >= 1 && whole <= 3;

  for (const char *p = text; good && *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      {
        share = 10 * share + *p - '0';
        decimals += p > text + whole;
      }
    else
      good = p == text + whole && *p == '.' && g_ascii_isdigit (p[1]);
  for (guint i = decimals; good && i < 2; i++)
    share *= 10;
  if (!good || decimals > 2 || share > 10000)
    return refuse (self, key, _("a per cent from 0 to 100 with at most two decimals is needed"), error);
  *out_share = share;
  return TRUE;
}

static gboolean
set_policy_key (const Parser *self, const char *key, const char *value, GError **error)
{
  MspPolicy *policy = self->policy;

  if (strcmp (key, "max-score") == 0)
    return parse_number (self, key, value, 100, &policy->max_score, error);
  if (strcmp (key, "max-findings") == 0)
    return parse_number (self, key, value, G_MAXINT32, &policy->max_findings, error);
  if (strcmp (key, "max-failed") == 0)
    return parse_number (self, key, value, G_MAXINT32, &policy->max_failed, error);
  if (strcmp (key, "min-coverage") == 0)
    return parse_share (self, key, value, &policy->min_coverage, error);
  return refuse (self, key, _("there is no such key here: max-score, max-findings, max-failed, min-coverage"), error);
}

static gboolean
set_rule_key (const Parser *self, const char *key, const char *value, GError **error)
{
  if (strcmp (key, "max-findings") == 0)
    return parse_number (self, key, value, G_MAXINT32, &self->rule->max_findings, error);
  if (strcmp (key, "forbidden") != 0)
    return refuse (self, key, _("there is no such key here: max-findings, forbidden"), error);
  if (strcmp (value, "true") != 0)
    return refuse (self, key, _("only 'true' makes sense; leave the key out otherwise"), error);
  self->rule->max_findings = 0;
  return TRUE;
}

static gboolean
is_word (const char *text)
{
  return text[0] != '\0' && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen (text);
}

static gboolean
set_allow_key (const Parser *self, const char *key, const char *value, GError **error)
{
  MspPolicyAllow *allow = self->allow;

  if (strcmp (key, "value") == 0)
    {
      if (strlen (value) != 64 || strspn (value, "0123456789abcdefABCDEF") != 64)
        return refuse (self, key, _("the 64 hexadecimal digits of value_key are needed"), error);
      allow->value = g_ascii_strdown (value, -1);
    }
  else if (strcmp (key, "locator") == 0 && value[0] != '\0')
    allow->locator = g_strdup (value);
  else if (strcmp (key, "detector") == 0 && is_word (value))
    {
      allow->detector = g_strdup (value);
      allow->detector_line = self->line;
    }
  else if (strcmp (key, "reason") == 0 && value[0] != '\0')
    allow->reason = g_strdup (value);
  else if (strcmp (key, "expires") == 0 && msp_policy_is_date (value))
    g_strlcpy (allow->expires, value, sizeof allow->expires);
  else if (strcmp (key, "expires") == 0)
    return refuse (self, key, _("a day such as 2026-12-31 is needed"), error);
  else
    return refuse (self, key, _("there is no such key here, or it is empty: value, locator, detector, reason, expires"), error);
  return TRUE;
}

/* What a group needs can only be said at its end. */
static gboolean
end_group (Parser *self, GError **error)
{
  guint here = self->line;

  self->line = self->group_line;
  if (self->rule != NULL && self->rule->max_findings == MSP_POLICY_UNSET)
    return refuse (self, NULL, _("max-findings or forbidden is needed"), error);
  if (self->allow != NULL && self->allow->value == NULL && self->allow->locator == NULL)
    return refuse (self, NULL, _("value or locator is needed"), error);
  if (self->allow != NULL && self->allow->reason == NULL)
    return refuse (self, "reason", _("is needed: who reads this later must know why"), error);
  self->line = here;
  self->rule = NULL;
  self->allow = NULL;
  g_hash_table_remove_all (self->keys);
  return TRUE;
}

static gboolean
is_known (MspPolicyScope scope, const char *name)
{
  MspCategory category;
  MspBand band;

  if (scope == MSP_POLICY_CATEGORY)
    return msp_category_from_name (name, &category);
  if (scope == MSP_POLICY_BAND)
    return msp_band_from_name (name, &band) && band != MSP_BAND_SUPPRESSED;
  return is_word (name);
}

static gboolean
begin_rule (Parser *self, MspPolicyScope scope, const char *name, GError **error)
{
  if (!is_known (scope, name))
    return refuse (self, NULL, _("there is none of this name"), error);
  self->rule = g_new0 (MspPolicyRule, 1);
  *self->rule = (MspPolicyRule) { scope, g_strdup (name), MSP_POLICY_UNSET, self->line };
  g_ptr_array_add (self->policy->rules, self->rule);
  return TRUE;
}

static gboolean
begin_group (Parser *self, const char *group, GError **error)
{
  if (!end_group (self, error))
    return FALSE;
  g_free (self->group);
  self->group = g_strdup (group);
  self->group_line = self->line;
  if (!g_hash_table_add (self->groups, g_strdup (group)))
    return refuse (self, NULL, _("this group was there before"), error);
  if (strcmp (group, "policy") == 0)
    return TRUE;
  for (int scope = 0; scope < MSP_N_POLICY_SCOPES; scope++)
    {
      gsize len = strlen (scope_names[scope]);

      if (strncmp (group, scope_names[scope], len) == 0 && group[len] == ' ')
        return begin_rule (self, (MspPolicyScope) scope, group + len + 1, error);
    }
  if (strncmp (group, "allow ", 6) != 0 || group[6] == '\0')
    return refuse (self, NULL, _("there is no such group: policy, detector ID, category ID, band ID, allow NAME"), error);
  self->allow = g_new0 (MspPolicyAllow, 1);
  self->allow->name = g_strdup (group + 6);
  self->allow->line = self->line;
  g_ptr_array_add (self->policy->allows, self->allow);
  return TRUE;
}

static gboolean
parse_line (Parser *self, char *line, GError **error)
{
  char *equals = strchr (line, '=');
  gsize len = strlen (line);

  if (line[0] == '\0' || line[0] == '#')
    return TRUE;
  if (line[0] == '[' && len > 2 && line[len - 1] == ']')
    {
      line[len - 1] = '\0';
      return begin_group (self, line + 1, error);
    }
  if (equals == NULL || equals == line)
    return refuse (self, NULL, _("neither a group, nor key=value, nor a comment"), error);
  *equals = '\0';
  const char *key = g_strchomp (line), *value = g_strchug (equals + 1);
  if (self->group == NULL)
    return refuse (self, key, _("a key before the first group"), error);
  if (!g_hash_table_add (self->keys, g_strdup (key)))
    return refuse (self, key, _("this key was there before"), error);
  if (self->rule != NULL)
    return set_rule_key (self, key, value, error);
  return self->allow != NULL ? set_allow_key (self, key, value, error) : set_policy_key (self, key, value, error);
}

static gboolean
parse_lines (Parser *self, const char *text, gsize len, GError **error)
{
  if (len > MAX_BYTES || memchr (text, '\0', len) != NULL || !g_utf8_validate (text, (gssize) len, NULL))
    return refuse (self, NULL, _("this is no text in UTF-8 of at most 1 MiB"), error);
  g_autofree char *copy = g_strndup (text, len);
  g_auto (GStrv) lines = g_strsplit (g_str_has_prefix (copy, BYTE_ORDER_MARK) ? copy + strlen (BYTE_ORDER_MARK) : copy, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      self->line = (guint) i + 1;
      if (!parse_line (self, g_strstrip (lines[i]), error))
        return FALSE;
    }
  return end_group (self, error);
}

MspPolicy *
msp_policy_parse (const char *text, gsize len, const char *name, GError **error)
{
  g_autoptr (MspPolicy) policy = g_new0 (MspPolicy, 1);
  Parser self = { .policy = policy, .name = name };

  policy->max_score = policy->max_findings = policy->max_failed = policy->min_coverage = MSP_POLICY_UNSET;
  policy->rules = g_ptr_array_new_with_free_func (rule_free);
  policy->allows = g_ptr_array_new_with_free_func (allow_free);
  self.groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean good = parse_lines (&self, text, len, error);
  g_hash_table_unref (self.groups);
  g_hash_table_unref (self.keys);
  g_free (self.group);
  return good ? g_steal_pointer (&policy) : NULL;
}

MspPolicy *
msp_policy_load (const char *path, GError **error)
{
  gsize len;
  g_autofree char *text = msp_small_file_read (path, &len, error);

  return text != NULL ? msp_policy_parse (text, len, path, error) : NULL;
}

static gboolean
refuse_detector (const char *name, guint line, const char *group, const char *of_group, const char *detector, GError **error)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("%s:%u: [%s %s] detector: there is no detector '%s'"), name, line,
               group, of_group, detector);
  return FALSE;
}

gboolean
msp_policy_check_detectors (const MspPolicy *self, const char *name, MspPolicyDetectorFunc func, gpointer user_data, GError **error)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const MspPolicyRule *rule = self->rules->pdata[i];

      if (rule->scope == MSP_POLICY_DETECTOR && !func (rule->name, user_data))
        return refuse_detector (name, rule->line, "detector", rule->name, rule->name, error);
    }
  for (guint i = 0; i < self->allows->len; i++)
    {
      const MspPolicyAllow *allow = self->allows->pdata[i];

      if (allow->detector != NULL && !func (allow->detector, user_data))
        return refuse_detector (name, allow->detector_line, "allow", allow->name, allow->detector, error);
    }
  return TRUE;
}

gboolean
msp_policy_is_date (const char *text)
{
  guint64 year, month, day;

  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' || strspn (text, "0123456789-") != 10)
    return FALSE;
  g_autofree char *y = g_strndup (text, 4), *m = g_strndup (text + 5, 2);
  return g_ascii_string_to_unsigned (y, 10, 1, 9999, &year, NULL) && g_ascii_string_to_unsigned (m, 10, 1, 12, &month, NULL)
         && g_ascii_string_to_unsigned (text + 8, 10, 1, 31, &day, NULL)
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

const char *
msp_policy_scope_get_name (MspPolicyScope scope)
{
  return scope_names[scope];
}

void
msp_policy_free (MspPolicy *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_pointer (&self->allows, g_ptr_array_unref);
  g_free (self);
}
