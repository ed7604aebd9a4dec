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

/* What a character may be to msp_quoted_look. */
enum {
  MSP_QUOTED_IS_MARK = 1,         /* of quotes */
  MSP_QUOTED_IS_END = 2,          /* of an empty line */
  MSP_QUOTED_IS_DECORATION = 4,   /* white space, and the marks of bold text */
  MSP_QUOTED_IS_START = 8,        /* of what says something of quotes: marks, and capitals of labels and rules */
  MSP_QUOTED_IS_FIRST = 16,       /* of announcements, if a space is the third letter */
  MSP_QUOTED_IS_COLON = 32,
};

extern const guint8 msp_quoted_kinds[256];

/* The line of text, which ends with LF or NUL, from start to end. */
static inline MspQuotedLook
msp_quoted_look (const char *text, gsize start, gsize end)
{
  guint first = msp_quoted_kinds[(guint8) text[start]], last = msp_quoted_kinds[(guint8) text[end - (end > start)]];

  if ((first & (MSP_QUOTED_IS_MARK | MSP_QUOTED_IS_END)) != 0)
    return (first & MSP_QUOTED_IS_MARK) != 0 ? MSP_QUOTED_QUOTE : MSP_QUOTED_BLANK;
  if ((first & (MSP_QUOTED_IS_DECORATION | MSP_QUOTED_IS_START)) != 0
      || (last & (MSP_QUOTED_IS_DECORATION | MSP_QUOTED_IS_COLON)) != 0)
    return MSP_QUOTED_DOUBTFUL;
  return (first & MSP_QUOTED_IS_FIRST) != 0 && text[MIN (start + 2, end)] == ' ' ? MSP_QUOTED_DOUBTFUL : MSP_QUOTED_PROSE;
}

/* The same for a line that is doubtful, behind its decoration. */
MspQuotedLook  msp_quoted_look_closer (MspSpan line);

/* Marked by ">" or "| ", three spaces before it at most. */
gboolean       msp_quoted_is_quote  (MspSpan line);

/* The label that line begins with, as in "Envoyé : lundi". */
MspQuotedLabel msp_quoted_get_label (MspSpan line);

/* "-----Original Message-----", "---------- Forwarded message ---------" and their translations. */
gboolean       msp_quoted_is_rule   (MspSpan line);

/* Begins as "On Monday, A wrote:" does; out_ends: and ends as it does. */
gboolean       msp_quoted_is_attribution_start (MspSpan line);
gboolean       msp_quoted_is_attribution_end   (MspSpan line);
