/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/context.h"

#include <string.h>

#define MAX_WORD 96   /* bytes that a word of a lexicon may have in a text */

gboolean
msp_context_is_connector (MspSpan text, gsize start, gsize end)
{
  static const char *const words[] = {
    "is", "no", "number", "num", "nr", "est", "es", "ist", "lautet", "numero", "id", "n", "nummer", "número", "numéro", "nº", "n°",
    "№", "º", "°", "was",
  };

  for (gsize at = start; at < end;)
    {
      char c = text.data[at];
      gsize stop = at;

      if (c != '\0' && strchr (" \t:=#.,-()*|\"'>_", c) != NULL)
        {
          at++;
          continue;
        }
      while (stop < end && (g_ascii_isalpha (text.data[stop]) || (guint8) text.data[stop] >= 0x80))
        stop++;
      gboolean known = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (words) && !known; i++)
        known = strlen (words[i]) == stop - at && g_ascii_strncasecmp (text.data + at, words[i], stop - at) == 0;
      if (!known)
        return FALSE;
      at = stop;
    }
  return TRUE;
}

/* TRUE if an empty line, or in a table the end of a row, lies in [start, end). */
static gboolean
is_parted (MspSpan text, gsize start, gsize end, gboolean in_row)
{
  gboolean empty = FALSE;

  for (gsize at = start; at < end; at++)
    {
      if (text.data[at] == '\n')
        {
          if (in_row || empty)
            return TRUE;
          empty = TRUE;
        }
      else if (text.data[at] != ' ' && text.data[at] != '\t' && text.data[at] != '\r')
        empty = FALSE;
    }
  return FALSE;
}

static void
offer (const MspScan *scan, MspContext *best, MspStrength strength, const char *where, guint term, gsize distance)
{
  if (strength < best->strength || (strength == best->strength && distance >= best->distance))
    return;
  *best = (MspContext) { strength, msp_matcher_get_term (scan->patterns->matcher, term), where, (guint) distance };
}

/* The hit is the value's own word once more: saying a thing twice is no context for it. */
static gboolean
is_value_again (const MspScan *scan, const MspWordHit *hit, const MspTried *tried)
{
  gsize len = tried->value_end - tried->value_start;

  return hit->end - hit->start == len
         && g_ascii_strncasecmp (scan->text.data + hit->start, scan->text.data + tried->value_start, len) == 0;
}

static void
weigh_word (const MspScan *scan, const MspWordHit *hit, const MspTried *tried, gboolean in_row, gboolean inside, MspContext *best)
{
  if ((hit->end <= tried->value_start || hit->start >= tried->end) && is_value_again (scan, hit, tried))
    return;
  if (hit->end <= tried->value_start && hit->end <= tried->start)
    {
      gsize distance = tried->value_start - hit->end;

      if (distance <= MSP_LABEL_DISTANCE && msp_context_is_connector (scan->text, hit->end, tried->start))
        offer (scan, best, MSP_STRENGTH_LABEL, "before", hit->term, distance);
      else if (distance <= MSP_NEAR_BEFORE && !is_parted (scan->text, hit->end, tried->start, in_row))
        offer (scan, best, MSP_STRENGTH_NEAR, "near", hit->term, distance);
    }
  else if (hit->start >= tried->end)
    {
      if (hit->start - tried->end <= MSP_NEAR_AFTER && !is_parted (scan->text, tried->end, hit->start, in_row))
        offer (scan, best, MSP_STRENGTH_NEAR, "after", hit->term, hit->start - tried->end);
    }
  else if (inside)
    offer (scan, best, MSP_STRENGTH_LABEL, "inside", hit->term, 0);
}

/* Index of the first word that may end behind offset; words come by their starts. */
static guint
first_word_behind (const MspScan *scan, gsize offset)
{
  guint low = 0, high = scan->hits.words->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (scan->hits.words, MspWordHit, middle).start + MAX_WORD > offset)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static guint
first_field_hit (const MspScan *scan, guint32 mark_start)
{
  guint low = 0, high = scan->field_hits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (scan->field_hits, MspFieldHit, middle).mark_start >= mark_start)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* A word of lexicon inside [start, end) of the source: a header cell, the first cell of a row, a field name. */
static void
look_in_mark (const MspScan *scan, int lexicon, guint32 start, guint32 end, const char *where, MspContext *best)
{
  gsize from = msp_normaliser_from_source (&scan->normaliser, start), to = msp_normaliser_from_source (&scan->normaliser, end);

  for (guint i = first_word_behind (scan, from); i < scan->hits.words->len; i++)
    {
      const MspWordHit *hit = &g_array_index (scan->hits.words, MspWordHit, i);

      if (hit->start >= to)
        break;
      if (hit->start >= from && hit->end <= to && msp_matcher_term_is_in (scan->patterns->matcher, hit->term, lexicon))
        offer (scan, best, MSP_STRENGTH_LABEL, where, hit->term, 0);
    }
  for (guint i = first_field_hit (scan, start); i < scan->field_hits->len; i++)
    {
      const MspFieldHit *hit = &g_array_index (scan->field_hits, MspFieldHit, i);

      if (hit->mark_start != start)
        break;
      if (msp_matcher_term_is_in (scan->patterns->matcher, hit->term, lexicon))
        offer (scan, best, MSP_STRENGTH_LABEL, where, hit->term, 0);
    }
}

static void
look_in_structure (const MspScan *scan, int lexicon, const MspTried *tried, const MspCell *cell, MspContext *best)
{
  if (cell != NULL && cell->header_end > cell->header_start)
    look_in_mark (scan, lexicon, cell->header_start, cell->header_end, "column", best);
  if (cell != NULL && cell->row_end > cell->row_start)
    look_in_mark (scan, lexicon, cell->row_start, cell->row_end, "row", best);
  if (scan->structure.marks[MSP_MARK_FIELD_VALUE]->len == 0)
    return;
  const MspMark *field = msp_structure_get_field_name (&scan->structure,
                                                       msp_normaliser_to_source (&scan->normaliser, tried->value_start));

  if (field != NULL)
    look_in_mark (scan, lexicon, field->start, field->end, "field", best);
}

void
msp_context_find (const MspScan *scan, int lexicon, const MspTried *tried, const MspCell *cell, gboolean inside,
                  MspContext *out_context)
{
  const MspMatcher *matcher = scan->patterns->matcher;
  gsize from = tried->value_start > MSP_NEAR_BEFORE ? tried->value_start - MSP_NEAR_BEFORE : 0;

  *out_context = (MspContext) { MSP_STRENGTH_NONE, NULL, NULL, G_MAXUINT };
  if (!msp_lexicon_set_has (&scan->lexicons, lexicon))
    return;
  for (guint i = first_word_behind (scan, from); i < scan->hits.words->len; i++)
    {
      const MspWordHit *hit = &g_array_index (scan->hits.words, MspWordHit, i);

      if (hit->start > tried->end + MSP_NEAR_AFTER)
        break;
      if (msp_matcher_term_is_in (matcher, hit->term, lexicon))
        weigh_word (scan, hit, tried, cell != NULL, inside, out_context);
    }
  look_in_structure (scan, lexicon, tried, cell, out_context);
  for (guint i = 0; i < scan->unit_words->len && out_context->strength < MSP_STRENGTH_UNIT; i++)
    {
      const MspWordHit *hit = &g_array_index (scan->unit_words, MspWordHit, i);

      if (msp_matcher_term_is_in (matcher, hit->term, lexicon))
        offer (scan, out_context, MSP_STRENGTH_UNIT, "unit", hit->term, 0);
    }
}
