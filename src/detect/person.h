/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whose value it is: names near a value, by the link rules of 6.2 (same row, same block, same line, first person). Rule 0.5 and
   above link. */

#include "detect/detector.h"

typedef struct {
  guint32 start, end;       /* of the name in the text; both 0 if it comes from a header */
  char   *name;             /* normalised: "DOE JANE", upper case, no rank, no accents; caller frees */
  double  strength;         /* L */
  const char *rule;         /* static: "same row", "label block" … */
} MspPersonMention;

/* The person that the value at [start, end) of text belongs to; FALSE if none is near enough. */
gboolean msp_person_link (const MspText *text, const MspDetectMessage *message, guint32 start, guint32 end,
                          MspPersonMention *out_mention);

/* Whom the form whose title is at from is about: the first name behind a label for names. */
gboolean msp_person_find_subject (const MspText *text, guint32 from, MspPersonMention *out_mention);

/* Normalised form of a name for hashing (6.3), or NULL if it is none: caller owns. */
char    *msp_person_dup_normal (MspSpan name);

/* The name as it stood in the text, given name first, for a letter. normal: what msp_person_dup_normal returned, no copy of it. */
const char *msp_person_get_spelled (const char *normal);

/* What of a normalised name may be shown: the first letter of each word, its length in asterisks: "D** J***". Caller owns. */
char    *msp_person_dup_masked (const char *normal);
