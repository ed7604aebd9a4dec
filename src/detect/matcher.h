/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Everything that begins with known letters: heads of rules and the words of all lexicons. The only place that calls Vectorscan,
   which gets the heads that neither begin words nor hold rare bytes. */

#include <glib.h>

#include "base/span.h"
#include "detect/image.h"
#include "detect/rules.h"

typedef struct {
  guint32 start, end;   /* of the word, plural ending included */
  guint32 term;
} MspWordHit;

typedef struct {
  guint32 rule;
  guint32 start;        /* where the head begins */
} MspHeadHit;

typedef struct {
  GArray *words;        /* MspWordHit, by start */
  GArray *heads;        /* MspHeadHit */
  GArray *anchors;      /* MspAnchor in any order, or NULL */
} MspHits;

typedef struct _MspMatcher MspMatcher;
typedef struct _MspMatcherScratch MspMatcherScratch;

/* Compiles heads and terms, or loads the database of the same content from cache_dir (NULL: no cache). */
MspMatcher        *msp_matcher_new         (const MspRules *rules, const char *cache_dir, GError **error);
void               msp_matcher_free        (MspMatcher *self);

/* Puts it into an image, for which Vectorscan must be left no heads; that of an image, which was made of these rules. */
void               msp_matcher_put         (const MspMatcher *self, MspImageWriter *out);
MspMatcher        *msp_matcher_get         (const MspRules *rules, const MspImage *image);

MspMatcherScratch *msp_matcher_scratch_new  (const MspMatcher *self, GError **error);
void               msp_matcher_scratch_free (MspMatcherScratch *scratch);

/* Number of rules whose heads are left to Vectorscan, which reads each text once more. */
guint              msp_matcher_get_n_rest   (const MspMatcher *self);

/* Appends the words in text to hits, and the heads that begin words. */
void               msp_matcher_scan_words  (const MspMatcher *self, MspSpan text, MspHits *hits);

/* Whether the heads of a rule that needs context are asked for, which the words of the text may tell. */
typedef gboolean (*MspMatcherWants) (gconstpointer data, guint rule);

/* Appends the other heads and the anchors; wants may be NULL, and some heads may come that it does not want. */
void               msp_matcher_scan_heads  (const MspMatcher *self, MspMatcherScratch *scratch, MspSpan text,
                                            MspMatcherWants wants, gconstpointer data, MspHits *hits);

/* A term's text and the lexicons it is in: *out_n indexes. */
const char        *msp_matcher_get_term     (const MspMatcher *self, guint term);
const guint16     *msp_matcher_get_lexicons (const MspMatcher *self, guint term, guint *out_n);
gboolean           msp_matcher_term_is_in   (const MspMatcher *self, guint term, int lexicon);
