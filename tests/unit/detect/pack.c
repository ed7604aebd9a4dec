/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pack.h"

#include <string.h>

static const guint8 key[MSP_KEY_LEN] = "a fixed key for tests only, 32 b";
static MspPatterns *patterns;
MspRules *pack_rules;
MspDetector *pack_detector;

void
pack_setup (void)
{
  g_autoptr (GError) error = NULL;

  pack_rules = msp_rules_load (NULL, &error);
  g_assert_no_error (error);
  patterns = msp_patterns_new (pack_rules, NULL, &error);
  g_assert_no_error (error);
  pack_detector = msp_detector_new (patterns, key, 1000);
}

void
pack_teardown (void)
{
  msp_detector_free (pack_detector);
  msp_patterns_free (patterns);
  msp_rules_free (pack_rules);
}

const MspDetectResult *
pack_detect (const char *body, gsize len)
{
  g_autoptr (MspText) text = msp_text_new ();
  MspUnit unit = { .kind = MSP_UNIT_BODY, .section = "1", .is_last = TRUE };
  MspDetectMessage message = { .from = "Jane Roe <jane.roe@mail.example>", .to = "sam@mail.example", .date = 1675418400 };

  g_string_append_len (text->text, body, (gssize) len);
  msp_text_finish (text);
  msp_detector_begin (pack_detector, &message);
  msp_detector_scan (pack_detector, &unit, text);
  return msp_detector_finish (pack_detector);
}

const MspFinding *
pack_find (const MspDetectResult *result, const char *id)
{
  for (gsize i = 0; i < result->n_findings; i++)
    if (strcmp (result->findings[i].detector, id) == 0)
      return &result->findings[i];
  return NULL;
}

gboolean
pack_finds (const MspDetectResult *result, const char *id)
{
  return pack_find (result, id) != NULL;
}
