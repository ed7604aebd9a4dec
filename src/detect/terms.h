/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The words of all lexicons, each once, in the ways people write them. */

#include <glib.h>

#include "detect/image.h"
#include "detect/rules.h"

typedef struct {
  guint32 text;          /* where it begins in the texts */
  guint32 lexicons;      /* first of n in the lexicons */
  guint16 n_lexicons;
  guint8  open_left;     /* found inside a word: scripts without spaces, or no letter at that end */
  guint8  open_right;
} MspTerm;

typedef struct {
  guint32 text;   /* lower case in ASCII; a space stands for one or two separators */
  guint32 term;
} MspTermForm;

typedef struct {
  const MspTerm     *terms;
  const MspTermForm *forms;
  const guint16     *lexicons;   /* of each term, rising */
  const char        *texts;      /* each ended by a zero */
  guint              n_terms, n_forms, n_lexicons, n_texts;   /* n_texts: bytes */
  gboolean           in_place;   /* borrowed from an image */
} MspTerms;

MspTerms *msp_terms_new  (const MspRules *rules);
void      msp_terms_free (MspTerms *self);

/* Puts them into an image; those of an image, which they borrow. */
void      msp_terms_put  (const MspTerms *self, MspImageWriter *out);
MspTerms *msp_terms_get  (const MspImage *image);

static inline const char *
msp_term_get_text (const MspTerms *self, guint term)
{
  return self->texts + self->terms[term].text;
}

/* TRUE if [start, end) of text is term as a whole word; *out_end goes behind a plural ending ("s", "es", "n", "en"). */
gboolean  msp_term_is_whole (const MspTerm *term, const char *text, gsize len, gsize start, gsize end, gsize *out_end);
