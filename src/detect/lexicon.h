/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Finds words: the terms of all lexicons, and heads of rules that begin with letters at the begin of a word. Looks at each word
   of a text once: a filter of its first letters says whether it can be one, which few can. */

#include <glib.h>

#include "base/span.h"
#include "detect/terms.h"
#include "detect/word-scan.h"

typedef struct _MspLexicon MspLexicon;

/* number: of the term or of the rule; end: of the term, plural ending included, 0 for heads. */
typedef void (*MspLexiconFound) (gpointer data, gboolean is_head, guint number, gsize start, gsize end);

/* Borrows terms. */
MspLexicon *msp_lexicon_new      (const MspTerms *terms);

/* TRUE if head begins at the edge of a word, with letters or digits few enough to be listed: rule is then found by the scan. Not
   where *out_rest is set and a match begins with another byte. */
gboolean    msp_lexicon_add_head (MspLexicon *self, guint rule, const char *head, gboolean *out_rest);

/* Once all heads are added, before the first scan. */
void        msp_lexicon_prepare  (MspLexicon *self);

/* Puts it into an image; that of an image, which is prepared. Borrows terms. */
void        msp_lexicon_put      (const MspLexicon *self, MspImageWriter *out);
MspLexicon *msp_lexicon_get      (const MspTerms *terms, const MspImage *image);

/* Reports by rising start. */
void        msp_lexicon_scan     (const MspLexicon *self, MspSpan text, MspLexiconFound found, gpointer data);

/* The same in one way: to be tested against one another. */
void        msp_lexicon_scan_by  (const MspLexicon *self, MspWordWay way, MspSpan text, MspLexiconFound found, gpointer data);
void        msp_lexicon_free     (MspLexicon *self);
