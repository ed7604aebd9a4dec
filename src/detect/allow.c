/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/allow.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_BYTES 256     /* of a value without its separators */
#define ANY_RULE G_MAXUINT

/* Plain value to the rules that may not report it. */
struct _MspAllow {
  GHashTable *values;      /* text -> GArray of guint */
};

MspAllow *
msp_allow_new (void)
{
  MspAllow *self = g_new0 (MspAllow, 1);

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
msp_allow_free (MspAllow *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->values);
  g_free (self);
}

/* Letters in lower case, digits, and what is not ASCII; FALSE if nothing or too much is left. */
static gboolean
make_plain (MspSpan value, char out_text[MOST_BYTES])
{
  gsize n = 0;

  for (gsize i = 0; i < value.len; i++)
    if (g_ascii_isalnum (value.data[i]) || (guchar) value.data[i] >= 0x80)
      {
        if (n == MOST_BYTES - 1)
          return FALSE;
        out_text[n++] = g_ascii_tolower (value.data[i]);
      }
  out_text[n] = '\0';
  return n > 0;
}

static gboolean
read_rules (const MspRuleGroup *group, const MspRuleNames *names, GArray *rules, GError **error)
{
  const char *value = msp_rule_group_get (group, "rules");
  g_auto (GStrv) ids = g_strsplit (value != NULL ? value : "", ";", -1);
  guint any = ANY_RULE;

  for (char **id = ids; *id != NULL; id++)
    {
      guint index = GPOINTER_TO_UINT (g_hash_table_lookup (names->rules, g_strstrip (*id)));

      if (**id == '\0')
        continue;
      if (index-- == 0)
        return msp_rule_group_fail (group, "rules", error, _("unknown rule '%s'"), *id);
      g_array_append_val (rules, index);
    }
  if (value == NULL)
    g_array_append_val (rules, any);
  return rules->len > 0 || msp_rule_group_fail (group, "rules", error, _("no rule is named"));
}

gboolean
msp_allow_add (MspAllow *self, const MspRuleGroup *group, const MspRuleNames *names, GError **error)
{
  static const char *const known[] = { "rules", "values", "note", NULL };
  const char *list = msp_rule_group_get (group, "values");
  g_auto (GStrv) values = list != NULL ? msp_rule_file_split (list) : NULL;
  g_autoptr (GArray) rules = g_array_new (FALSE, FALSE, sizeof (guint));
  char plain[MOST_BYTES];
  guint n;
  const MspRulePair *pairs = msp_rule_group_get_pairs (group, &n);

  for (guint i = 0; i < n; i++)
    if (!g_strv_contains (known, pairs[i].key))
      return msp_rule_group_fail (group, pairs[i].key, error, _("unknown key"));
  if (values == NULL || *values == NULL)
    return msp_rule_group_fail (group, NULL, error, _("the key '%s' is missing"), "values");
  if (!read_rules (group, names, rules, error))
    return FALSE;
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (!make_plain (msp_span_new (values[i], strlen (values[i])), plain))
        return msp_rule_group_fail (group, "values", error, _("value %u has no letter or digit, or too many"), i + 1);
      GArray *of_value = g_hash_table_lookup (self->values, plain);

      if (of_value == NULL)
        g_hash_table_insert (self->values, g_strdup (plain), of_value = g_array_new (FALSE, FALSE, sizeof (guint)));
      g_array_append_vals (of_value, rules->data, rules->len);
    }
  return TRUE;
}

gboolean
msp_allow_has (const MspAllow *self, guint rule, MspSpan value)
{
  char plain[MOST_BYTES];
  const GArray *rules = g_hash_table_size (self->values) > 0 && make_plain (value, plain)
                        ? g_hash_table_lookup (self->values, plain) : NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    if (g_array_index (rules, guint, i) == rule || g_array_index (rules, guint, i) == ANY_RULE)
      return TRUE;
  return FALSE;
}
