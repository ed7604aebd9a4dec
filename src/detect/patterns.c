/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/patterns.h"

#include <glib/gi18n-lib.h>

#include "detect/front.h"
#include "detect/rules-image.h"

/* Codes of letters only (BIC) are tried behind their label, and only for rules that are silent without one. */
static void
collect_rules (MspPatterns *self)
{
  for (guint i = 0; i < msp_rules_get_length (self->rules); i++)
    {
      const MspRule *rule = msp_rules_get (self->rules, i);

      if (rule->lane == MSP_LANE_SLOW)
        g_array_append_val (self->slow, i);
      if (rule->lane == MSP_LANE_SHAPE)
        msp_shapes_add (self->shapes, msp_rule_needs_context (rule) ? &self->by_lexicon[rule->context] : &self->always, i);
      if (rule->lane != MSP_LANE_SHAPE || rule->shape != MSP_SHAPE_CODE || !msp_rule_needs_context (rule))
        continue;
      msp_shapes_add (self->shapes, &self->label_rules, i);
      msp_lexicon_set_add (&self->label_first, (guint) rule->context);
    }
}

MspPatterns *
msp_patterns_new (const MspRules *rules, const char *cache_dir, GError **error)
{
  const MspImage *image = msp_rules_get_image (rules);
  g_autoptr(MspPatterns) self = g_new0 (MspPatterns, 1);

  self->rules = rules;
  self->slow = g_array_new (FALSE, FALSE, sizeof (guint));
  self->negative = msp_rules_find_lexicon (rules, "negative");
  self->sample = msp_rules_find_lexicon (rules, "sample");
  self->boxed = msp_rules_find (rules, "us_ssn");
  if (msp_rules_get_n_lexicons (rules) > MSP_LEXICON_WORDS * 64)
    {
      g_set_error (error, MSP_DETECT_ERROR, MSP_DETECT_ERROR_ENGINE, _("more than %d lexicons"), MSP_LEXICON_WORDS * 64);
      return NULL;
    }
  self->confirm = msp_confirm_new (rules, error);
  if (self->confirm == NULL)
    return NULL;
  self->shapes = image != NULL ? msp_shapes_get (rules, image) : msp_shapes_new (rules, error);
  if (self->shapes == NULL)
    return NULL;
  self->matcher = image != NULL ? msp_matcher_get (rules, image) : msp_matcher_new (rules, cache_dir, error);
  if (self->matcher == NULL)
    return NULL;
  self->by_lexicon = g_new0 (MspShapeSet, msp_rules_get_n_lexicons (rules) + 1);
  collect_rules (self);
  return g_steal_pointer (&self);
}

void
msp_patterns_put (const MspPatterns *self, MspImageWriter *out)
{
  msp_rules_put (self->rules, out);
  msp_fronts_put (self->rules, out);
  msp_shapes_put (self->shapes, out);
  msp_matcher_put (self->matcher, out);
}

void
msp_patterns_free (MspPatterns *self)
{
  if (self == NULL)
    return;
  msp_matcher_free (self->matcher);
  msp_shapes_free (self->shapes);
  msp_confirm_free (self->confirm);
  g_array_unref (self->slow);
  g_free (self->by_lexicon);
  g_free (self);
}
