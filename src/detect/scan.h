/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One text on its way through the detector: the normalised copy, what the passes found, the candidates that stand. Offsets are
   bytes of the copy unless said otherwise. */

#include "detect/guard.h"
#include "detect/normalise.h"
#include "detect/patterns.h"
#include "detect/population.h"
#include "detect/structure.h"
#include "detect/verdict.h"

typedef enum { MSP_STRENGTH_NONE, MSP_STRENGTH_UNIT, MSP_STRENGTH_NEAR, MSP_STRENGTH_LABEL } MspStrength;

/* The word that names a value, and how. */
typedef struct {
  MspStrength strength;
  const char *term;       /* owned by the rules */
  const char *where;      /* static: "before", "column", "row", "field", "inside", "near", "after", "unit" */
  guint       distance;   /* bytes between word and value */
} MspContext;

/* Why a candidate has the confidence it has. */
typedef enum {
  MSP_DOUBT_NEGATIVE_LABEL = 1 << 0, MSP_DOUBT_NEGATIVE_NEAR = 1 << 1, MSP_DOUBT_SAMPLE = 1 << 2, MSP_DOUBT_BULK = 1 << 3,
  MSP_DOUBT_CHANCE = 1 << 4, MSP_DOUBT_FOREIGN = 1 << 5, MSP_SUPPORT_TYPED = 1 << 6, MSP_SUPPORT_COUNTRY = 1 << 7,
  MSP_SUPPORT_NAMED = 1 << 8, MSP_DOUBT_EXERCISE = 1 << 9, MSP_DOUBT_UNPRICED = 1 << 10, MSP_SUPPORT_PRICED = 1 << 11,
  MSP_SUPPORT_SURNAME = 1 << 12, MSP_PLACE_TOP = 1 << 13, MSP_PLACE_FOOTER = 1 << 14, MSP_PLACE_PROSE = 1 << 15,
  MSP_PLACE_ACCOUNT = 1 << 16,
} MspGrounds;

#define MSP_MOST_OTHERS 4   /* readings that are named beside the one that stands */

typedef struct {
  guint32 start, end, value_start, value_end;
  guint32 rule;
  gint16  none, label, adjust;     /* the rule's confidence as the validator changed it */
  guint8  sensitivity;
  guint8  test;
  guint8  uneven;                  /* one digit too often, or a run of digits: believed behind a label only */
  guint8  allowed;                 /* the user does not want it reported */
  guint8  guarded;                 /* as the validator says */
  const char *why;                 /* what the validator says, or NULL */
  guint64 column;                  /* of a table; 0: the unit */
  MspContext context;              /* from here on: once resolved */
  guint32 grounds;                 /* MspGrounds */
  int     base;                    /* confidence by its context alone */
  int     confidence;
  guint16 others[MSP_MOST_OTHERS]; /* rules that lost these bytes to this one */
  guint8  n_others;
} MspTried;

typedef struct {
  const MspPatterns *patterns;
  MspMatcherScratch *scratch;
  const MspText     *source;
  const MspUnit     *unit;
  MspSpan            text;
  MspNormaliser      normaliser;
  MspStructure       structure;
  MspHits            hits;          /* in text; anchors by their place in source */
  GArray            *unit_words;    /* MspWordHit: in title and subject */
  GString           *title;         /* that was scanned last: the units of a message share one */
  MspHits            title_hits;    /* in it */
  MspHits            name_hits;     /* in a field name */
  GArray            *field_hits;    /* MspFieldHit: words in column headers and field names written in one ("dateOfBirth") */
  MspLexiconSet      lexicons;      /* with a word anywhere here */
  MspShapeSet        active;        /* shape rules that can be reported in this text */
  MspPopulation      population;    /* of rules that have a candidate here */
  GArray            *uncounted;     /* Counted: what it may come to hold, in order */
  guint8            *has_tried;     /* by rule: tried holds a candidate of it */
  MspGuardMemo       guards;        /* of the last value judged */
  MspJudged         *judged;        /* by rule: its last value, of this text or one before */
  guint32            column_at;     /* the value whose column was looked up last, or G_MAXUINT32 */
  guint64            column;
  GArray            *tried;         /* MspTried that passed their validator */
  GString           *work;
  guint              dropped;       /* over the limit of candidates */
} MspScan;

typedef struct {
  guint32 mark_start;               /* offset in the source */
  guint32 term;
} MspFieldHit;

void msp_scan_init  (MspScan *self, const MspPatterns *patterns, MspMatcherScratch *scratch);

/* Reads unit and text and fills tried and population. subject may be NULL. */
void msp_scan_run   (MspScan *self, const MspUnit *unit, const MspText *text, const char *subject);
void msp_scan_clear (MspScan *self);
