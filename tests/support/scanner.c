/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support/scanner.h"

static const guint8 key[MSP_KEY_LEN] = "a fixed key for tests only, 32 b";

void
scanner_init (Scanner *self)
{
  g_autoptr (GError) error = NULL;

  self->rules = msp_rules_load (NULL, &error);
  g_assert_no_error (error);
  self->patterns = msp_patterns_new (self->rules, NULL, &error);
  g_assert_no_error (error);
  msp_limits_init (&self->limits);
  const MspAnalyserConfig config = {
    .patterns = self->patterns, .key = key, .limits = &self->limits, .since = G_MININT64, .until = G_MAXINT64,
  };
  self->analyser = msp_analyser_new (&config);
}

void
scanner_clear (Scanner *self)
{
  msp_analyser_free (self->analyser);
  msp_patterns_free (self->patterns);
  msp_rules_free (self->rules);
}
