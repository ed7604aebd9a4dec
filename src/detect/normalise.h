/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A copy of a text for scanning, in which what looks the same is the same: spaces that do not break become a space, bytes of no
   width vanish, decimal digits of all scripts become ASCII, hyphens and dashes become "-". Knows the way back to the source. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  GString *copy;
  GArray  *breaks;    /* where the distance between copy and source changes */
  gboolean identity;
} MspNormaliser;

void    msp_normaliser_init      (MspNormaliser *self);

/* The scan copy: source itself if nothing in it changes, else memory of self, valid until the next call. ascii: source is known
   to be that. */
MspSpan msp_normaliser_run       (MspNormaliser *self, MspSpan source, gboolean ascii);

/* Offset in the copy to offset in the source: of the byte that begins there, or of the end of the byte before. */
gsize   msp_normaliser_to_source (const MspNormaliser *self, gsize offset);
gsize   msp_normaliser_end_to_source (const MspNormaliser *self, gsize offset);

/* Offset in the source to the offset in the copy of what is left of it. */
gsize   msp_normaliser_from_source (const MspNormaliser *self, gsize offset);
void    msp_normaliser_clear     (MspNormaliser *self);
