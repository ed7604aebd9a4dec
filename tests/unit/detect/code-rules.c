/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "code-rules.h"

#include <string.h>

struct _MspRules {
  int unused;
};

/* Takes the place of the rule pack's function in this program. */
const MspRule *
msp_rules_find (const MspRules *self, const char *id)
{
  static MspRule rules[64];
  gsize i = 0;

  if (!g_str_has_prefix (id, "cm_") && !g_str_has_prefix (id, "cui_") && !g_str_has_prefix (id, "form_"))
    return NULL;
  while (i < G_N_ELEMENTS (rules) && rules[i].id != NULL && strcmp (rules[i].id, id) != 0)
    i++;
  g_assert (i < G_N_ELEMENTS (rules));
  if (rules[i].id == NULL)
    rules[i] = (MspRule) { .index = (guint) i, .id = (char *) g_intern_string (id), .sensitivity = 90, .lane = MSP_LANE_CODE };
  return &rules[i];
}

static void
clear_candidate (gpointer data)
{
  MspCandidate *candidate = data;

  g_free (candidate->reasons);
  g_free (candidate->masked);
  g_free (candidate->normal);
}

GArray *
code_candidates_new (void)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (MspCandidate));

  g_array_set_clear_func (candidates, clear_candidate);
  return candidates;
}

const MspCandidate *
code_candidates_find (const GArray *candidates, const char *id)
{
  for (guint i = 0; i < candidates->len; i++)
    if (strcmp (g_array_index (candidates, MspCandidate, i).rule->id, id) == 0)
      return &g_array_index (candidates, MspCandidate, i);
  return NULL;
}
