/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The compiled rules that all detectors of a process share. */

#include "detect/confirm.h"
#include "detect/detector.h"
#include "detect/matcher.h"
#include "detect/shape.h"

#define MSP_LEXICON_WORDS 8   /* room for 512 lexicons */

typedef struct {
  guint64 bits[MSP_LEXICON_WORDS];
} MspLexiconSet;

struct _MspPatterns {
  const MspRules *rules;
  MspMatcher     *matcher;
  MspConfirm     *confirm;
  MspShapes      *shapes;
  int             negative, sample;   /* lexicons that speak against every rule, or -1 */
  const MspRule  *boxed;              /* the rule of numbers that forms take in boxes, or NULL */
  GArray         *slow;               /* guint: rules tried everywhere */
  MspShapeSet     always;             /* shape rules that need no context */
  MspShapeSet    *by_lexicon;         /* by lexicon: those silent without one of its words */
  MspLexiconSet   label_first;        /* lexicons of rules that may be letters only behind a label */
  MspShapeSet     label_rules;        /* these rules */
};

/* Puts them and their rules, the built-in ones, into an image. */
void msp_patterns_put (const MspPatterns *self, MspImageWriter *out);

static inline void
msp_lexicon_set_add (MspLexiconSet *self, guint lexicon)
{
  self->bits[lexicon / 64] |= G_GUINT64_CONSTANT (1) << (lexicon % 64);
}

static inline gboolean
msp_lexicon_set_has (const MspLexiconSet *self, int lexicon)
{
  return lexicon >= 0 && (self->bits[lexicon / 64] >> (lexicon % 64) & 1) != 0;
}
