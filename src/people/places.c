/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/places.h"

#include <string.h>

static void
place_clear (gpointer data)
{
  g_free (((MspPlace *) data)->rules);
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  return strcmp (((const MspPlace *) a)->place, ((const MspPlace *) b)->place);
}

static MspPlace *
get_place (GArray *all, GHashTable *index, const char *name, gsize n_rules)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (index, name));

  if (at == 0)
    {
      MspPlace place = { .rules = g_new0 (guint64, n_rules + 1) };

      g_strlcpy (place.place, name, sizeof place.place);
      g_array_append_val (all, place);
      g_hash_table_insert (index, g_strdup (name), GUINT_TO_POINTER (at = all->len));
    }
  return &g_array_index (all, MspPlace, at - 1);
}

GArray *
msp_places_new (MspRoster *roster, const MspTriggers *triggers)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (MspPlace));
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n_rules;
  const MspTriggerInfo *rules = msp_triggers_get_rules (triggers, &n_rules);
  MspPersonRow row;

  g_array_set_clear_func (all, place_clear);
  msp_roster_rewind (roster);
  while (msp_roster_next (roster, &row))
    {
      if (row.role > MSP_ROLE_THIRD_PARTY)
        continue;
      MspPlace *place = get_place (all, index, row.residence, n_rules);

      place->people++;
      place->minors += row.minor == MSP_MINOR_YES;
      place->by_basis[row.residence_basis]++;
      for (gsize i = 0; i < n_rules; i++)
        place->rules[i] += msp_triggers_has_match (row.triggers, rules[i].id);
    }
  g_array_sort (all, compare_places);
  return all;
}

gboolean
msp_place_reaches (const MspPlace *self, const MspTriggerInfo *threshold, const MspTriggers *triggers)
{
  gsize n_rules;
  const MspTriggerInfo *rules = msp_triggers_get_rules (triggers, &n_rules);
  gboolean listed = threshold->places != NULL && g_strv_contains (threshold->places, self->place);

  if (!listed && !(threshold->by_state && threshold->places == NULL && g_str_has_prefix (self->place, "US-")))
    return FALSE;
  for (gsize i = 0; i < n_rules; i++)
    if (strcmp (rules[i].id, threshold->rule) == 0)
      return self->rules[i] >= threshold->people;
  return FALSE;
}
