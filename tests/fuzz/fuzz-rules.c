/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/detector.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Any bytes are a rule pack or an error, and a pack that is taken either compiles or says why not. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MspRules) rules = msp_rules_parse ("fuzz", (const char *) data, size, &error);

  g_assert ((rules == NULL) == (error != NULL));
  if (rules == NULL || msp_rules_get_length (rules) > 8)
    return 0;
  g_autoptr(MspPatterns) patterns = msp_patterns_new (rules, NULL, &error);

  g_assert ((patterns == NULL) == (error != NULL));
  return 0;
}
