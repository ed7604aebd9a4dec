/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whether the values of a column (or of a text without tables) pass a check more often than chance would let them. */

#include <glib.h>

typedef struct {
  guint64 column;     /* of a table; 0: the text */
  guint32 rule;       /* index + 1; 0: free slot */
  guint32 tried, passed;
  int     verdict;    /* MspPopulationVerdict once asked for, or -1 */
} MspPopulationCount;

/* Counts by rule and column, an open hash table that keeps its memory; each value counts once. */
typedef struct {
  MspPopulationCount *slots;
  guint               n_slots, n_used;
  guint64            *values;            /* hashes of rule, column and value; 0: free */
  guint               n_values, values_used;
} MspPopulation;

typedef enum {
  MSP_POPULATION_SILENT,    /* fewer than eight values, or neither of the two */
  MSP_POPULATION_CHANCE,    /* the passes look like chance: tail above 0.01 */
  MSP_POPULATION_TYPED,     /* tail below 1e-6 and nine in ten pass */
} MspPopulationVerdict;

void                      msp_population_init  (MspPopulation *self);
void                      msp_population_reset (MspPopulation *self);

/* Counts a value by a hash of it, unless the column has shown it; of columns with thousands of values every further one
   counts. */
void                      msp_population_count (MspPopulation *self, guint rule, guint64 column, guint64 value, gboolean passed);
const MspPopulationCount *msp_population_get   (const MspPopulation *self, guint rule, guint64 column);
void                      msp_population_clear (MspPopulation *self);

/* Chance that at least passed of tried values pass, if each does with chance noise. */
double                    msp_population_tail  (guint tried, guint passed, double noise);

/* A check that most numbers pass (noise of a half and more) confirms nothing: chance is assumed once one in twenty fails. */
MspPopulationVerdict      msp_population_judge (guint tried, guint passed, double noise);

/* The verdict on what was counted, worked out once; ask when counting is over. */
MspPopulationVerdict      msp_population_verdict (MspPopulation *self, guint rule, guint64 column, double noise);
