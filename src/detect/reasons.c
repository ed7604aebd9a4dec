/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/reasons.h"

static void
append_context (GString *out, const MspContext *context)
{
  static const char *const names[] = { "", "unit", "near", "label" };

  if (context->strength == MSP_STRENGTH_NONE)
    g_string_append (out, "; no context");
  else if (context->strength == MSP_STRENGTH_LABEL && context->distance == 0)
    g_string_append_printf (out, "; label '%s' (%s)", context->term, context->where);
  else
    g_string_append_printf (out, "; %s '%s' (%s, %u)", names[context->strength], context->term, context->where,
                            context->distance);
}

static void
append_population (GString *out, const MspScan *scan, const MspTried *tried)
{
  const MspPopulationCount *count = msp_population_get (&scan->population, tried->rule, tried->column);

  if (count != NULL)
    g_string_append_printf (out, "; population %u of %u pass: %s", count->passed, count->tried,
                            (tried->grounds & MSP_SUPPORT_TYPED) != 0 ? "typed"
                            : (tried->grounds & MSP_SUPPORT_NAMED) != 0 ? "a column beside names" : "chance");
}

void
msp_reasons_append (GString *out, const MspScan *scan, const MspTried *tried)
{
  static const struct {
    guint32     ground;
    const char *text;
  } texts[] = {
    { MSP_DOUBT_NEGATIVE_LABEL, "; negative label -45" }, { MSP_DOUBT_SAMPLE, "; sample -40" },
    { MSP_DOUBT_BULK, "; bulk mail -15" }, { MSP_DOUBT_FOREIGN, "; no sign of the country -20" },
    { MSP_SUPPORT_COUNTRY, "; country fits +10" },
  };
  const MspRule *rule = msp_rules_get (scan->patterns->rules, tried->rule);

  g_string_append_printf (out, "rule %s", rule->id);
  if (rule->validator != NULL)
    g_string_append_printf (out, "; validator %s", rule->validator->name);
  if (tried->why != NULL)
    g_string_append_printf (out, ": %s", tried->why);
  if (rule->validator != NULL && rule->validator->explain != NULL)
    rule->validator->explain (msp_span_slice (scan->text, tried->value_start, tried->value_end), out);
  append_context (out, &tried->context);
  if ((tried->grounds & (MSP_SUPPORT_TYPED | MSP_SUPPORT_NAMED | MSP_DOUBT_CHANCE)) != 0)
    append_population (out, scan, tried);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if ((tried->grounds & texts[i].ground) != 0)
      g_string_append (out, texts[i].text);
  if ((tried->grounds & (MSP_DOUBT_NEGATIVE_NEAR | MSP_DOUBT_NEGATIVE_LABEL)) == MSP_DOUBT_NEGATIVE_NEAR)
    g_string_append (out, "; negative word near -25");
  if (tried->adjust != 0)
    g_string_append_printf (out, "; validator %+d", tried->adjust);
  if (tried->test)
    g_string_append (out, "; published test value");
  if (tried->alternative >= 0)
    g_string_append_printf (out, "; alt %s", msp_rules_get (scan->patterns->rules, (gsize) tried->alternative)->id);
}
