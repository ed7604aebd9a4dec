/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What lines announce quoted mail, in English, French, Spanish, German, Italian, Dutch and Portuguese. Lines come without LF
   and without quote marks. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_QUOTED_NO_LABEL,
  MSP_QUOTED_FROM,
  MSP_QUOTED_SENT,       /* or Date */
  MSP_QUOTED_TO,         /* or Cc */
  MSP_QUOTED_SUBJECT,
} MspQuotedLabel;

/* What a line is as far as its first letters and its last tell. */
typedef enum {
  MSP_QUOTED_PROSE,      /* nothing of what follows: most lines */
  MSP_QUOTED_BLANK,      /* without any letter */
  MSP_QUOTED_QUOTE,      /* marked as quoted */
  MSP_QUOTED_DOUBTFUL,   /* any of what follows, or neither */
} MspQuotedLook;

MspQuotedLook  msp_quoted_look      (MspSpan line);

/* Marked by ">" or "| ", three spaces before it at most. */
gboolean       msp_quoted_is_quote  (MspSpan line);

/* The label that line begins with, as in "Envoyé : lundi". */
MspQuotedLabel msp_quoted_get_label (MspSpan line);

/* "-----Original Message-----", "---------- Forwarded message ---------" and their translations. */
gboolean       msp_quoted_is_rule   (MspSpan line);

/* Begins as "On Monday, A wrote:" does; out_ends: and ends as it does. */
gboolean       msp_quoted_is_attribution_start (MspSpan line);
gboolean       msp_quoted_is_attribution_end   (MspSpan line);
