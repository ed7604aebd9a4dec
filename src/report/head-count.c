/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/head-count.h"

#include "report/words.h"

gboolean
msp_head_count_init (MspHeadCount *self, MspCase *source, GError **error)
{
  *self = (MspHeadCount) { .triggers = msp_triggers_load (NULL, error) };
  self->roster = self->triggers != NULL ? msp_roster_new (source, NULL, self->triggers, error) : NULL;
  if (self->roster == NULL)
    return FALSE;
  self->counts = msp_people_counts_new (msp_roster_get_evidence (self->roster), msp_roster_get_resolution (self->roster));
  return TRUE;
}

void
msp_head_count_clear (MspHeadCount *self)
{
  g_clear_pointer (&self->counts, msp_people_counts_free);
  g_clear_pointer (&self->roster, msp_roster_free);
  g_clear_pointer (&self->triggers, msp_triggers_free);
}

MspHeads
msp_head_count_get_category (const MspHeadCount *self, const char *category, MspSeverity min_severity)
{
  MspCategory known;

  return msp_category_from_name (category, &known) ? msp_people_counts_get_from (self->counts, known, min_severity) : (MspHeads) { 0 };
}

char *
msp_heads_dup_bounds (const MspHeads *heads)
{
  g_autofree char *lower = msp_words_dup_number (heads->lower), *upper = msp_words_dup_number (heads->upper);

  return heads->lower == heads->upper ? g_steal_pointer (&lower) : g_strdup_printf ("%s–%s", lower, upper);
}

char *
msp_heads_dup (const MspHeads *heads)
{
  g_autofree char *people = msp_words_dup_number (heads->people), *lower = msp_words_dup_number (heads->lower);
  g_autofree char *upper = msp_words_dup_number (heads->upper);

  return heads->lower == heads->upper ? g_steal_pointer (&people) : g_strdup_printf ("%s (%s–%s)", people, lower, upper);
}
