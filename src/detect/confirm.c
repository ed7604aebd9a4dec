/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/confirm.h"

#include <glib/gi18n-lib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "detect/plain.h"

#define MATCH_LIMIT 100000   /* steps at one place; a rule that needs more does not match there */

/* Compiling, for the processor above all, costs more than many rules ever do: it waits for the first try. */
typedef enum { WAY_UNKNOWN, WAY_PLAIN, WAY_COMPILED, WAY_INTERPRETED } Way;

struct _MspConfirm {
  const MspRules      *rules;
  pcre2_code         **codes;   /* by rule; NULL where a rule has no pattern, or was not tried yet */
  MspPlain           **plain;   /* by rule; NULL where it is matched by code, or was not tried yet */
  guint8              *ways;    /* Way, by rule */
  guint                n;
  pcre2_match_context *context;
  pcre2_match_data    *data;
};

static gboolean
fail (const MspRule *rule, const char *key, GError **error, const char *cause)
{
  g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_RULE, "%s %s: %s", rule->place, key, cause);
  return FALSE;
}

/* One engine looks for heads and another for patterns; what neither takes is refused before the first text. */
static pcre2_code *
compile_text (const MspRule *rule, const char *key, const char *regex, guint32 options, GError **error)
{
  int code;
  guint32 empty = 0;
  PCRE2_SIZE offset;
  guint8 text[200];
  pcre2_code *compiled = pcre2_compile ((PCRE2_SPTR) regex, PCRE2_ZERO_TERMINATED, PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C | options,
                                        &code, &offset, NULL);

  if (compiled == NULL)
    {
      pcre2_get_error_message (code, text, sizeof text);
      g_autofree char *cause = g_strdup_printf (_("%s at byte %d"), (const char *) text, (int) offset);
      fail (rule, key, error, cause);
      return NULL;
    }
  if (rule->is_own && pcre2_pattern_info (compiled, PCRE2_INFO_MATCHEMPTY, &empty) == 0 && empty != 0)
    {
      pcre2_code_free (compiled);
      fail (rule, key, error, _("it matches where there is nothing"));
      return NULL;
    }
  return compiled;
}

static gboolean
compile (const MspConfirm *self, const MspRule *rule, GError **error)
{
  /* At one place the engine's search for a byte that a match must hold would read thousands of bytes for each try. */
  guint32 lane = rule->lane == MSP_LANE_SLOW ? 0 : PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE;

  if (rule->is_own && rule->head != NULL)
    {
      pcre2_code *head = compile_text (rule, "head", rule->head, 0, error);

      if (head == NULL)
        return FALSE;
      pcre2_code_free (head);
    }
  self->codes[rule->index] = compile_text (rule, "pattern", rule->pattern, lane, error);
  return self->codes[rule->index] != NULL;
}

MspConfirm *
msp_confirm_new (const MspRules *rules, GError **error)
{
  MspConfirm *self = g_new0 (MspConfirm, 1);

  self->rules = rules;
  self->n = (guint) msp_rules_get_length (rules);
  self->codes = g_new0 (pcre2_code *, self->n + 1);
  self->plain = g_new0 (MspPlain *, self->n + 1);
  self->ways = g_new0 (guint8, self->n + 1);
  self->data = pcre2_match_data_create (2, NULL);
  self->context = pcre2_match_context_create (NULL);
  pcre2_set_match_limit (self->context, MATCH_LIMIT);
  for (guint i = 0; i < self->n; i++)
    {
      const MspRule *rule = msp_rules_get (rules, i);

      if (rule->is_own && rule->pattern != NULL && rule->lane != MSP_LANE_CODE && !compile (self, rule, error))
        {
          msp_confirm_free (self);
          return NULL;
        }
    }
  return self;
}

void
msp_confirm_free (MspConfirm *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n; i++)
    {
      pcre2_code_free (self->codes[i]);
      g_free (self->plain[i]);
    }
  g_free (self->codes);
  g_free (self->plain);
  g_free (self->ways);
  pcre2_match_data_free (self->data);
  pcre2_match_context_free (self->context);
  g_free (self);
}

static Way
prepare (const MspConfirm *self, guint index)
{
  const MspRule *rule = msp_rules_get (self->rules, index);
  g_autoptr (GError) error = NULL;
  MspPlain plain;

  if (rule->lane != MSP_LANE_SLOW && msp_plain_read (&plain, rule->pattern))
    {
      self->plain[index] = g_memdup2 (&plain, sizeof plain);
      return WAY_PLAIN;
    }
  if (self->codes[index] == NULL && !compile (self, rule, &error))
    g_error ("%s", error->message);
  return pcre2_jit_compile (self->codes[index], PCRE2_JIT_COMPLETE) == 0 ? WAY_COMPILED : WAY_INTERPRETED;
}

static Way
get_way (const MspConfirm *self, guint rule)
{
  if (G_UNLIKELY (self->ways[rule] == WAY_UNKNOWN))
    self->ways[rule] = (guint8) prepare (self, rule);
  return (Way) self->ways[rule];
}

/* Leaves offsets in self->data. */
static int
run (const MspConfirm *self, guint rule, MspSpan text, gsize start, guint32 options)
{
  const Way way = get_way (self, rule);
  const pcre2_code *code = self->codes[rule];

  if (way == WAY_COMPILED)
    return pcre2_jit_match (code, (PCRE2_SPTR) text.data, text.len, start, options, self->data, self->context);
  return pcre2_match (code, (PCRE2_SPTR) text.data, text.len, start, options, self->data, self->context);
}

static gboolean
match (const MspConfirm *self, guint rule, MspSpan text, gsize start, guint32 options, MspMatch *out_match)
{
  int n = run (self, rule, text, start, options);
  PCRE2_SIZE *offsets;

  if (n < 0)
    return FALSE;
  offsets = pcre2_get_ovector_pointer (self->data);
  if (offsets[1] <= offsets[0])
    return FALSE;
  gboolean grouped = (n == 0 || n > 1) && offsets[2] != PCRE2_UNSET && offsets[3] > offsets[2];

  out_match->start = (guint32) offsets[0];
  out_match->end = (guint32) offsets[1];
  out_match->value_start = (guint32) offsets[grouped ? 2 : 0];
  out_match->value_end = (guint32) offsets[grouped ? 3 : 1];
  return TRUE;
}

gboolean
msp_confirm_at (const MspConfirm *self, guint rule, MspSpan text, gsize start, MspMatch *out_match)
{
  if (get_way (self, rule) != WAY_PLAIN)
    return match (self, rule, text, start, PCRE2_NO_UTF_CHECK, out_match);
  const guint32 end = (guint32) msp_plain_match (self->plain[rule], text, start);

  *out_match = (MspMatch) { (guint32) start, end, (guint32) start, end };
  return end > 0;
}

gboolean
msp_confirm_find (const MspConfirm *self, guint rule, MspSpan text, gsize start, MspMatch *out_match)
{
  return match (self, rule, text, start, PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, out_match);
}
