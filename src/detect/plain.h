/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Patterns that are a mere row of characters, of which some may be missing: "\b\d{3}[ -]?\d{3}[ -]?\d{4}\b". They are matched in one
   pass without an engine. */

#include "base/span.h"
#include "detect/regex.h"

#define MSP_PLAIN_LEN 64

typedef struct {
  guint   n;           /* characters */
  guint64 required;    /* a bit for each that may not be missing */
  guint64 at[256];     /* by byte: a bit for each that it can be */
} MspPlain;

/* FALSE for a pattern of any other kind: without word boundaries at both ends, with groups, alternatives, or an optional character
   that could be taken for what follows it. */
gboolean msp_plain_read  (MspPlain *self, const char *pattern);

/* Where the match that begins at start of text ends, or 0 if there is none. */
gsize    msp_plain_match (const MspPlain *self, MspSpan text, gsize start);
