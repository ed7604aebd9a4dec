/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/anchors.h"

#include "detect/forms-search.h"
#include "detect/marking-anchors.h"

static void
add (MspFragments *fragments, guint number, const char *expression)
{
  if (!msp_fragments_add_head (fragments, number, expression, FALSE))
    g_error ("no search for '%s'", expression);
}

void
msp_anchors_add (MspFragments *fragments, guint first)
{
  add (fragments, first + MSP_ANCHOR_MARKING, MSP_MARKING_ANCHORS);
  for (guint i = 0; i < msp_forms_get_n_words (); i++)
    {
      g_autofree char *expression = g_strconcat ("(?i)", msp_forms_get_word (i), NULL);

      add (fragments, first + MSP_ANCHOR_FORM + i, expression);
    }
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const MspAnchor *left = a, *right = b;

  return (left->start > right->start) - (left->start < right->start);
}

void
msp_anchors_place (GArray *anchors, const MspNormaliser *normaliser)
{
  guint32 last = 0;
  gboolean rising = TRUE;

  for (guint i = 0; i < anchors->len; i++)
    {
      MspAnchor *anchor = &g_array_index (anchors, MspAnchor, i);

      anchor->start = (guint32) msp_normaliser_to_source (normaliser, anchor->start);
      rising = rising && anchor->start >= last;
      last = anchor->start;
    }
  if (!rising)
    g_array_sort (anchors, compare_starts);
}
