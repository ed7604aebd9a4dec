/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/duties.h"

#include <string.h>

typedef struct {
  const MspTriggers    *triggers;
  const MspTriggerInfo *rules;
  gsize                 n_rules;
  GArray               *places;   /* MspPlace */
  guint64              *counts;   /* of each rule */
  GArray               *out;      /* MspDuty */
} Duties;

static void
add (Duties *self, const MspTriggerInfo *info, const char *place, guint64 count)
{
  MspDuty duty = { .info = info, .count = count };

  g_strlcpy (duty.place, place, sizeof duty.place);
  g_array_append_val (self->out, duty);
}

static void
add_rules (Duties *self, const MspEvidence *evidence)
{
  for (gsize i = 0; i < self->n_rules; i++)
    {
      const MspTriggerInfo *rule = &self->rules[i];
      guint64 *count = &self->counts[i];

      for (guint k = 0; k < self->places->len; k++)
        *count += g_array_index (self->places, MspPlace, k).rules[i];
      if (rule->scope == MSP_SCOPE_ACCOUNT)
        *count = evidence->accounts;
      else if (rule->scope == MSP_SCOPE_MESSAGE)
        *count = msp_evidence_count_messages (evidence, rule->categories);
      if (*count > 0)
        add (self, rule, "", *count);
    }
}

static gsize
find_rule (const Duties *self, const char *id)
{
  gsize i = 0;

  while (strcmp (self->rules[i].id, id) != 0)
    i++;
  return i;
}

static void
add_threshold (Duties *self, const MspTriggerInfo *threshold)
{
  gsize rule = find_rule (self, threshold->rule);

  if (!threshold->by_state && threshold->places == NULL)
    {
      if (self->counts[rule] >= threshold->people)
        add (self, threshold, "", self->counts[rule]);
      return;
    }
  for (guint i = 0; i < self->places->len; i++)
    {
      const MspPlace *place = &g_array_index (self->places, MspPlace, i);

      if (msp_place_reaches (place, threshold, self->triggers))
        add (self, threshold, place->place, place->rules[rule]);
    }
}

GArray *
msp_duties_new (MspRoster *roster, const MspTriggers *triggers)
{
  gsize n_thresholds;
  const MspTriggerInfo *thresholds = msp_triggers_get_thresholds (triggers, &n_thresholds);
  g_autoptr (GArray) places = msp_places_new (roster, triggers);
  Duties self = { .triggers = triggers, .places = places, .out = g_array_new (FALSE, FALSE, sizeof (MspDuty)) };

  self.rules = msp_triggers_get_rules (triggers, &self.n_rules);
  self.counts = g_new0 (guint64, self.n_rules + 1);
  add_rules (&self, msp_roster_get_evidence (roster));
  for (gsize i = 0; i < n_thresholds; i++)
    add_threshold (&self, &thresholds[i]);
  g_free (self.counts);
  return self.out;
}
