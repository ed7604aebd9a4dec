/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The anchors of a text that no scan has read. */

#include "detect/anchors.h"

static inline void
add_anchor (gpointer data, guint rule, gsize start)
{
  MspAnchor anchor = { rule, (guint32) start };

  g_array_append_val ((GArray *) data, anchor);
}

/* MspAnchor, by start. */
static inline GArray *
find_anchors (MspSpan text)
{
  static MspFragments *fragments;
  static const MspNormaliser none = { .identity = TRUE };
  static const MspFragmentSet unwanted = { { 0 } };
  GArray *anchors = g_array_new (FALSE, FALSE, sizeof (MspAnchor));

  if (fragments == NULL)
    {
      fragments = msp_fragments_new ();
      msp_anchors_add (fragments, 0);
      msp_fragments_prepare (fragments);
    }
  msp_fragments_scan (fragments, &unwanted, text, add_anchor, anchors);
  msp_anchors_place (anchors, &none);
  return anchors;
}
