/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/self-test.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "detect/check.h"

#define MOST_FINDINGS 100

typedef struct {
  const MspRules *rules;
  MspDetector    *detector;
  guint           n;
} SelfTest;

static gboolean
fail (const MspRule *rule, const char *key, guint number, GError **error, const char *cause)
{
  g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, _("%s %s: value %u: %s"), rule->place, key, number, cause);
  return FALSE;
}

gboolean
msp_rule_find (const MspRule *rule, MspDetector *detector, const char *label, MspSpan value, const char **out_why)
{
  g_autoptr (MspText) text = msp_text_new ();
  MspUnit unit = { MSP_UNIT_BODY, "1", NULL, 0 };
  MspDetectMessage message = { .date = G_MININT64 };
  g_autofree char *lost = g_strdup_printf ("; alt %s", rule->id);
  const MspDetectResult *result;

  if (label != NULL)
    g_string_append_printf (text->text, "%s: ", label);
  g_string_append_len (text->text, value.data, (gssize) value.len);
  g_string_append_c (text->text, '\n');
  msp_text_finish (text);
  msp_detector_begin (detector, &message);
  msp_detector_scan (detector, &unit, text);
  result = msp_detector_finish (detector);
  *out_why = "found in a message that says no more";
  for (gsize i = 0; i < result->n_findings; i++)
    if (strcmp (result->findings[i].detector, rule->id) == 0 || strstr (result->findings[i].reasons, lost) != NULL)
      return TRUE;
  *out_why = "not found in a message that says no more";
  return FALSE;
}

static const char *
get_label (const SelfTest *self, const MspRule *rule)
{
  return rule->context >= 0 ? msp_rules_get_lexicon_terms (self->rules, rule->context)[0] : NULL;
}

/* Rules that need company in their message, and those that are silent by their own confidence, are not looked for in a text. */
static gboolean
is_findable (const MspRule *rule)
{
  return rule->is_own && rule->required_rules->len == 0 && rule->required_lexicons->len == 0 && rule->label >= 40
         && rule->lane != MSP_LANE_CODE;
}

static gboolean
try_values (SelfTest *self, const MspRule *rule, const char *examples, gboolean expected, GError **error)
{
  const char *key = expected ? "examples" : "counterexamples";
  g_auto (GStrv) values = msp_rule_split_examples (examples);

  for (guint i = 0; values[i] != NULL; i++, self->n++)
    {
      gsize len;
      g_autofree char *bytes = msp_rule_decode_example (values[i], &len);
      MspSpan value = msp_span_new (bytes, len);
      const char *why = NULL;

      gboolean passes = rule->lane == MSP_LANE_CODE ? msp_rule_find (rule, self->detector, NULL, value, &why)
                        : msp_rule_check (rule, value, &why, NULL);

      if (passes != expected)
        return fail (rule, key, i + 1, error, why);
      if (expected && is_findable (rule) && !msp_rule_find (rule, self->detector, get_label (self, rule), value, &why))
        return fail (rule, key, i + 1, error, _("not found in a text: what leads to it or a guard does not let it pass"));
    }
  return TRUE;
}

gboolean
msp_self_test (const MspRules *rules, const MspPatterns *patterns, guint *out_n, GError **error)
{
  static const guint8 key[MSP_KEY_LEN] = { 0 };
  g_autoptr (MspDetector) detector = msp_detector_new (patterns, key, MOST_FINDINGS);
  SelfTest self = { rules, detector, 0 };

  for (gsize i = 0; i < msp_rules_get_length (rules); i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);

      if (!try_values (&self, rule, rule->examples, TRUE, error) || !try_values (&self, rule, rule->counterexamples, FALSE, error))
        return FALSE;
    }
  *out_n = self.n;
  return TRUE;
}
