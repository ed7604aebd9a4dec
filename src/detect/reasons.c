/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/reasons.h"

#include <string.h>

#include "detect/guard.h"

/* Formatting is slow, and every finding has its reasons. */
static void
append_two (GString *out, const char *first, const char *second)
{
  g_string_append (g_string_append (out, first), second);
}

/* Where the word stands that names the value. */
static void
append_place (GString *out, const MspContext *context)
{
  static const struct {
    const char *where, *text;
  } places[] = {
    { "column", "in the header of its column" }, { "row", "in the first cell of its row" }, { "field", "as the name of its field" },
    { "inside", "in the match" }, { "unit", "in the title or subject" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].where, context->where) == 0)
      {
        g_string_append (out, places[i].text);
        return;
      }
  g_string_append_printf (out, "%u bytes %s", context->distance, strcmp (context->where, "after") == 0 ? "behind" : "before");
}

static void
append_context (GString *out, const MspTried *tried)
{
  static const char *const names[] = { "", "word", "word", "label" };
  const MspContext *context = &tried->context;

  if (context->strength == MSP_STRENGTH_NONE)
    g_string_append (out, "; no context");
  else
    {
      append_two (out, "; ", names[context->strength]);
      append_two (out, " '", context->term);
      g_string_append (out, "' ");
      append_place (out, context);
    }
  g_string_append_printf (out, ": %d", MAX (tried->base, 0));
}

static void
append_population (GString *out, const MspScan *scan, const MspTried *tried)
{
  const MspPopulationCount *count = msp_population_get (&scan->population, tried->rule, tried->column);

  if (count != NULL)
    g_string_append_printf (out, "; %u of %u alike pass its check: %s", count->passed, count->tried,
                            (tried->grounds & MSP_SUPPORT_TYPED) != 0 ? "too many for chance, at least 90"
                            : (tried->grounds & MSP_SUPPORT_NAMED) != 0 ? "a column beside names, at least 85"
                            : "as chance would have it, at most 20");
}

static void
append_guards (GString *out, const MspRule *rule)
{
  const char *separator = "; guards passed: ";

  for (guint i = 0; i < 7; i++)
    if ((rule->guards & (1u << i)) != 0)
      {
        append_two (out, separator, msp_guard_get_name ((MspGuards) (1u << i)));
        separator = ", ";
      }
}

/* What the place and the words around did to the confidence, each with its worth. */
static void
append_grounds (GString *out, const MspRule *rule, guint32 grounds)
{
  const struct {
    guint32     ground;
    gboolean    sign;
    const char *text;
    int         number;
  } texts[] = {
    { MSP_DOUBT_NEGATIVE_LABEL, TRUE, "label of something else", -45 },
    { MSP_DOUBT_NEGATIVE_NEAR, TRUE, "word of something else near", -25 },
    { MSP_DOUBT_SAMPLE, TRUE, "word of a sample near", -40 }, { MSP_DOUBT_BULK, TRUE, "bulk mail", -15 },
    { MSP_DOUBT_FOREIGN, TRUE, "no sign of the country", -20 }, { MSP_SUPPORT_COUNTRY, TRUE, "country fits", 10 },
    { MSP_DOUBT_EXERCISE, TRUE, "exercise or training", -rule->exercise },
    { MSP_DOUBT_UNPRICED, TRUE, "no amount of money near", -rule->unpriced },
    { MSP_SUPPORT_PRICED, FALSE, "amounts of money near: at least", rule->money },
    { MSP_SUPPORT_SURNAME, TRUE, "second letter begins a surname near", rule->surname },
    { MSP_PLACE_TOP, FALSE, "in the first lines: at least", rule->top },
    { MSP_PLACE_FOOTER, FALSE, "below a signature: at most", rule->footer },
    { MSP_PLACE_PROSE, FALSE, "between words of a sentence: at most", rule->prose },
    { MSP_PLACE_ACCOUNT, FALSE, "beside an account: sensitivity", rule->account_sensitivity },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if ((grounds & texts[i].ground) != 0)
      g_string_append_printf (out, texts[i].sign ? "; %s %+d" : "; %s %d", texts[i].text, texts[i].number);
}

void
msp_reasons_append (GString *out, const MspScan *scan, const MspTried *tried)
{
  const MspRule *rule = msp_rules_get (scan->patterns->rules, tried->rule);
  guint32 grounds = tried->grounds;

  append_two (out, "rule ", rule->id);
  if (rule->validator != NULL)
    append_two (out, "; validator ", rule->validator->name);
  if (tried->why != NULL)
    append_two (out, ": ", tried->why);
  if (rule->validator != NULL && rule->validator->explain != NULL)
    rule->validator->explain (msp_span_slice (scan->text, tried->value_start, tried->value_end), out);
  append_guards (out, rule);
  append_context (out, tried);
  if ((grounds & (MSP_SUPPORT_TYPED | MSP_SUPPORT_NAMED | MSP_DOUBT_CHANCE)) != 0)
    append_population (out, scan, tried);
  append_grounds (out, rule, (grounds & MSP_DOUBT_NEGATIVE_LABEL) != 0 ? grounds & ~(guint32) MSP_DOUBT_NEGATIVE_NEAR : grounds);
  if (tried->uneven)
    g_string_append (out, "; of a kind that is believed behind a label only");
  if (tried->adjust != 0)
    g_string_append_printf (out, "; validator %+d", tried->adjust);
  if (tried->test)
    g_string_append (out, "; published test value");
  for (guint i = 0; i < tried->n_others; i++)
    g_string_append_printf (out, "%s %s", i == 0 ? "; less likely" : ",", msp_rules_get (scan->patterns->rules, tried->others[i])->id);
}
