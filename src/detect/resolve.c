/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/resolve.h"

#include <string.h>

#include "detect/context.h"
#include "detect/person-table.h"
#include "detect/surroundings.h"

#define HIDDEN_BASE 20       /* stands for the confidence without context where a rule gives none */
#define CHANCE_CAP 20
#define TYPED_FLOOR 90
#define NAMED_FLOOR 85
#define MANY_AMOUNTS 3
#define MIN_COLUMN 50        /* values that make a column */

static void
find_context (const MspScan *scan, const MspRule *rule, MspTried *tried, const MspCell *cell)
{
  static const MspStrength weakest[] = { MSP_STRENGTH_UNIT, MSP_STRENGTH_NEAR, MSP_STRENGTH_LABEL };

  tried->context = (MspContext) { MSP_STRENGTH_NONE, NULL, NULL, 0 };
  if (rule->context < 0)
    return;
  msp_context_find (scan, rule->context, tried, cell, rule->none < 0, &tried->context);
  if (tried->context.strength < weakest[rule->context_from])
    tried->context = (MspContext) { MSP_STRENGTH_NONE, NULL, NULL, 0 };
}

/* At home a phone or an address is its owner's own. */
static void
weigh_private (const MspScan *scan, const MspRule *rule, MspTried *tried, const MspCell *cell)
{
  MspContext context;
  int lexicon = rule->private_sensitivity > 0 ? msp_rules_find_lexicon (scan->patterns->rules, "private") : -1;

  if (lexicon < 0)
    return;
  msp_context_find (scan, lexicon, tried, cell, FALSE, &context);
  if (context.strength == MSP_STRENGTH_LABEL)
    tried->sensitivity = (guint8) rule->private_sensitivity;
}

static int
base_confidence (const MspTried *tried)
{
  static const int percent[] = { 0, 35, 65, 100 };
  int none = tried->none < 0 ? HIDDEN_BASE : tried->none;

  return none + (tried->label - none) * percent[tried->context.strength] / 100;
}

/* A word against the value counts as its label unless a label in favour stands as close; near ones count only against values
   without label. */
static void
weigh_against (const MspScan *scan, const MspTried *tried, const MspCell *cell, int lexicon, guint32 *grounds)
{
  MspContext against;

  if (lexicon < 0)
    return;
  msp_context_find (scan, lexicon, tried, cell, FALSE, &against);
  gboolean labelled = tried->context.strength == MSP_STRENGTH_LABEL;

  if (against.strength == MSP_STRENGTH_LABEL && !(labelled && tried->context.distance <= against.distance))
    *grounds |= MSP_DOUBT_NEGATIVE_LABEL;
  else if (against.strength == MSP_STRENGTH_NEAR && !labelled)
    *grounds |= MSP_DOUBT_NEGATIVE_NEAR;
}

static void
weigh_words (const MspScan *scan, const MspRule *rule, MspTried *tried, const MspCell *cell)
{
  MspContext sample;

  if (rule->lane == MSP_LANE_SHAPE)
    weigh_against (scan, tried, cell, scan->patterns->negative, &tried->grounds);
  for (guint i = 0; i < rule->negative->len; i++)
    weigh_against (scan, tried, cell, g_array_index (rule->negative, int, i), &tried->grounds);
  if (scan->patterns->sample < 0)
    return;
  msp_context_find (scan, scan->patterns->sample, tried, cell, FALSE, &sample);
  if (sample.strength >= MSP_STRENGTH_NEAR)
    tried->grounds |= MSP_DOUBT_SAMPLE;
}

static gboolean
is_bare (MspSpan value)
{
  for (gsize i = 0; i < value.len; i++)
    if (!g_ascii_isalnum (value.data[i]))
      return FALSE;
  return TRUE;
}

/* Its own word near the value says which country it is of, unless the word is an abbreviation. */
static gboolean
is_country_word (const MspContext *context)
{
  return context->strength == MSP_STRENGTH_NEAR && (strlen (context->term) >= 4 || (guchar) context->term[0] >= 0x80);
}

static void
weigh_country (const MspScan *scan, const MspRule *rule, const MspResolveMessage *message, MspTried *tried)
{
  if (rule->country == NULL || tried->context.strength == MSP_STRENGTH_LABEL || strlen (rule->country) > 4)
    return;
  if (is_country_word (&tried->context) || msp_participants_has_country (message->participants, rule->country))
    tried->grounds |= MSP_SUPPORT_COUNTRY;
  else if (is_bare (msp_span_slice (scan->text, tried->value_start, tried->value_end)))
    tried->grounds |= MSP_DOUBT_FOREIGN;
}

/* A long column of numbers with their separators beside names, nearly all of which could be the rule's, where the check says
   little. */
static gboolean
is_named_column (MspScan *scan, const MspRule *rule, const MspTried *tried)
{
  const MspPopulationCount *count = tried->column != 0
    ? msp_population_get (&scan->population, rule->index, tried->column) : NULL;
  MspNameParts parts;

  return count != NULL && rule->noise >= 0.5 && count->tried >= MIN_COLUMN && count->passed * 100.0 >= count->tried * 99.0
         && !is_bare (msp_span_slice (scan->text, tried->value_start, tried->value_end))
         && msp_person_find_in_row (scan->source, msp_normaliser_to_source (&scan->normaliser, tried->value_start), &parts);
}

static void
weigh_population (MspScan *scan, const MspRule *rule, MspTried *tried)
{
  if (rule->noise > 0 && is_named_column (scan, rule, tried))
    tried->grounds |= MSP_SUPPORT_NAMED;
  if (rule->noise <= 0)
    return;
  switch (msp_population_verdict (&scan->population, rule->index, tried->column, rule->noise))
    {
    case MSP_POPULATION_CHANCE: tried->grounds |= MSP_DOUBT_CHANCE; break;
    case MSP_POPULATION_TYPED: tried->grounds |= MSP_SUPPORT_TYPED; break;
    case MSP_POPULATION_SILENT: break;
    }
}

/* What the text says as a whole, or around the value, of what a rule asks for. */
static void
weigh_surroundings (const MspScan *scan, const MspRule *rule, MspTried *tried)
{
  guint amounts = rule->money > 0 || rule->unpriced > 0
    ? msp_surroundings_count_money (scan->text, tried->start, tried->end, MANY_AMOUNTS) : 0;
  int lexicon = rule->exercise > 0 ? msp_rules_find_lexicon (scan->patterns->rules, "exercise") : -1;

  if (lexicon >= 0 && msp_lexicon_set_has (&scan->lexicons, lexicon))
    tried->grounds |= MSP_DOUBT_EXERCISE;
  if (rule->unpriced > 0 && amounts == 0)
    tried->grounds |= MSP_DOUBT_UNPRICED;
  if (rule->money > 0 && amounts == MANY_AMOUNTS)
    tried->grounds |= MSP_SUPPORT_PRICED;
  if (rule->surname > 0 && tried->value_end - tried->value_start > 1
      && msp_surroundings_has_surname (scan->text, tried->start, tried->end, scan->text.data[tried->value_start + 1]))
    tried->grounds |= MSP_SUPPORT_SURNAME;
}

static int
apply_grounds (const MspRule *rule, const MspTried *tried, int confidence)
{
  guint32 grounds = tried->grounds;

  if ((grounds & MSP_DOUBT_CHANCE) != 0 && tried->context.strength != MSP_STRENGTH_LABEL)
    confidence = MIN (confidence, CHANCE_CAP);
  if ((grounds & MSP_SUPPORT_TYPED) != 0)
    confidence = MAX (confidence, TYPED_FLOOR);
  else if ((grounds & MSP_SUPPORT_NAMED) != 0)
    confidence = MAX (confidence, NAMED_FLOOR);
  else if ((grounds & MSP_DOUBT_FOREIGN) != 0)
    confidence -= 20;
  confidence += (grounds & MSP_SUPPORT_COUNTRY) != 0 ? 10 : 0;
  confidence -= (grounds & MSP_DOUBT_NEGATIVE_LABEL) != 0 ? 45 : (grounds & MSP_DOUBT_NEGATIVE_NEAR) != 0 ? 25 : 0;
  confidence -= (grounds & MSP_DOUBT_SAMPLE) != 0 ? 40 : 0;
  confidence -= (grounds & MSP_DOUBT_BULK) != 0 ? 15 : 0;
  confidence += (grounds & MSP_SUPPORT_SURNAME) != 0 ? rule->surname : 0;
  if ((grounds & MSP_SUPPORT_PRICED) != 0)
    confidence = MAX (confidence, rule->money);
  confidence -= (grounds & MSP_DOUBT_EXERCISE) != 0 ? rule->exercise : 0;
  confidence -= (grounds & MSP_DOUBT_UNPRICED) != 0 ? rule->unpriced : 0;
  return CLAMP (confidence, 0, 99);
}

static void
resolve_one (MspScan *scan, const MspResolveMessage *message, MspTried *tried)
{
  const MspRule *rule = msp_rules_get (scan->patterns->rules, tried->rule);
  MspCell cell;
  gboolean in_cell = scan->structure.marks[MSP_MARK_CELL]->len > 0
                     && msp_structure_get_cell (&scan->structure,
                                                msp_normaliser_to_source (&scan->normaliser, tried->value_start), &cell);

  tried->grounds = 0;
  tried->n_others = 0;
  find_context (scan, rule, tried, in_cell ? &cell : NULL);
  if ((tried->none < 0 && tried->context.strength < MSP_STRENGTH_NEAR)
      || (tried->uneven && tried->context.strength < MSP_STRENGTH_LABEL))
    {
      tried->confidence = -1;
      return;
    }
  weigh_private (scan, rule, tried, in_cell ? &cell : NULL);
  weigh_population (scan, rule, tried);
  weigh_words (scan, rule, tried, in_cell ? &cell : NULL);
  weigh_country (scan, rule, message, tried);
  weigh_surroundings (scan, rule, tried);
  if (message->bulk && rule->category != MSP_CATEGORY_CRED)
    tried->grounds |= MSP_DOUBT_BULK;
  tried->base = base_confidence (tried);
  tried->confidence = tried->allowed ? 0 : apply_grounds (rule, tried, tried->base + tried->adjust);
}

void
msp_resolve (MspScan *scan, const MspResolveMessage *message)
{
  for (guint i = 0; i < scan->tried->len; i++)
    resolve_one (scan, message, &g_array_index (scan->tried, MspTried, i));
}
