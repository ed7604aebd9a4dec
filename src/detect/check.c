/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/check.h"

#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define MATCH_LIMIT 1000000

/* What the pattern takes of value: its first group, or all that it matched. */
static gboolean
match (const MspRule *rule, MspSpan value, MspSpan *out_taken)
{
  gboolean whole = rule->lane == MSP_LANE_SHAPE;
  gboolean looks_back = g_str_has_prefix (rule->pattern, "(?<=");
  guint32 options = PCRE2_NEVER_UTF | (whole ? PCRE2_ENDANCHORED | (looks_back ? 0 : PCRE2_ANCHORED) : 0);
  int code, n = -1;
  PCRE2_SIZE offset;
  pcre2_code *regex = pcre2_compile ((PCRE2_SPTR) rule->pattern, PCRE2_ZERO_TERMINATED, options, &code, &offset, NULL);
  pcre2_match_data *data = pcre2_match_data_create (2, NULL);
  pcre2_match_context *context = pcre2_match_context_create (NULL);

  pcre2_set_match_limit (context, MATCH_LIMIT);
  if (regex != NULL)
    n = pcre2_match (regex, (PCRE2_SPTR) value.data, value.len, 0, 0, data, context);
  if (n >= 0)
    {
      const PCRE2_SIZE *at = pcre2_get_ovector_pointer (data);
      gboolean grouped = n != 1 && at[2] != PCRE2_UNSET;

      *out_taken = msp_span_slice (value, at[grouped ? 2 : 0], at[grouped ? 3 : 1]);
    }
  pcre2_match_context_free (context);
  pcre2_match_data_free (data);
  pcre2_code_free (regex);
  return n >= 0;
}

/* "CZ 710319/2745": tax offices write the country before its number. */
static gboolean
drop_country (const MspRule *rule, MspSpan *value)
{
  gsize n = 2;

  if (rule->country == NULL || strlen (rule->country) != n || !msp_span_has_prefix_nocase (*value, rule->country))
    return FALSE;
  while (n < value->len && (value->data[n] == ' ' || value->data[n] == '-'))
    n++;
  *value = msp_span_slice (*value, n, value->len);
  return value->len > 0 && g_ascii_isdigit (value->data[0]);
}

static gboolean
check (const MspRule *rule, MspSpan value, const char **out_why, GString *out_more)
{
  MspVerdict verdict = { 0 };
  MspSpan taken = value;
  gboolean matched = rule->pattern != NULL && match (rule, value, &taken);

  if (rule->validator != NULL)
    {
      rule->validator->validate (matched ? taken : value, &verdict);
      *out_why = verdict.why;
      if (out_more != NULL && verdict.valid && rule->validator->explain != NULL)
        rule->validator->explain (matched ? taken : value, out_more);
      return verdict.valid;
    }
  if (rule->pattern == NULL)
    *out_why = "found in whole texts only, by what stands around it";
  else
    *out_why = matched ? "has the form; there is no further test" : "has not the form";
  return matched;
}

gboolean
msp_rule_check (const MspRule *rule, MspSpan value, const char **out_why, GString *out_more)
{
  return check (rule, value, out_why, out_more) || (drop_country (rule, &value) && check (rule, value, out_why, out_more));
}

char *
msp_rule_decode_example (const char *text, gsize *out_len)
{
  if (g_str_has_prefix (text, "b64:"))
    return (char *) g_base64_decode (text + strlen ("b64:"), out_len);
  *out_len = strlen (text);
  return g_strdup (text);
}
