/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The words of all lexicons, each once, in the ways people write them. */

#include <glib.h>

#include "detect/rules.h"

typedef struct {
  const char *text;        /* borrowed from the rules */
  GArray     *lexicons;    /* guint16, rising */
  gboolean    open_left;   /* found inside a word: scripts without spaces, or no letter at that end */
  gboolean    open_right;
} MspTerm;

typedef struct {
  char *text;     /* lower case in ASCII; a space stands for one or two separators */
  guint term;
} MspTermForm;

typedef struct {
  GArray *terms;   /* MspTerm */
  GArray *forms;   /* MspTermForm */
} MspTerms;

MspTerms *msp_terms_new  (const MspRules *rules);
void      msp_terms_free (MspTerms *self);

/* TRUE if [start, end) of text is term as a whole word; *out_end goes behind a plural ending ("s", "es", "n", "en"). */
gboolean  msp_term_is_whole (const MspTerm *term, const char *text, gsize len, gsize start, gsize end, gsize *out_end);
