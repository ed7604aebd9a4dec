/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/place.h"

#include "detect/account.h"

#define MIN_REPORTED 40
#define TOP_LINES 5       /* of a text, in which a legend speaks for all of it */
#define TOP_BYTES 1000

MspFooter
msp_place_find_footer (const MspScan *scan, const MspRule *rule, const MspTried *tried)
{
  if (!rule->is_boilerplate || scan->unit->kind != MSP_UNIT_BODY)
    return MSP_FOOTER_NONE;
  if (msp_structure_find (&scan->structure, MSP_MARK_SIGNATURE, msp_normaliser_to_source (&scan->normaliser, tried->value_start))
      != NULL)
    return MSP_FOOTER_PARTED;
  return msp_footer_find (scan->text, tried->value_start);
}

static gboolean
is_at_top (const MspScan *scan, gsize at)
{
  guint lines = 0;

  if (scan->unit->kind == MSP_UNIT_HEADER)
    return TRUE;
  for (gsize i = 0; i < MIN (at, TOP_BYTES) && lines < TOP_LINES; i++)
    lines += scan->text.data[i] == '\n';
  return at < TOP_BYTES && lines < TOP_LINES;
}

void
msp_place_weigh (const MspScan *scan, const MspRule *rule, MspTried *tried)
{
  if (tried->confidence >= MIN_REPORTED && tried->confidence < rule->top && is_at_top (scan, tried->value_start)
      && msp_place_find_footer (scan, rule, tried) == MSP_FOOTER_NONE)
    tried->confidence = rule->top;
  if (tried->confidence > rule->footer && msp_place_find_footer (scan, rule, tried) == MSP_FOOTER_PARTED)
    tried->confidence = rule->footer;
  if (tried->confidence > rule->prose && msp_prose_covers (scan->text, tried->value_start, tried->value_end))
    tried->confidence = rule->prose;
  if (tried->sensitivity < rule->account_sensitivity && msp_account_is_near (scan->text, tried->start, tried->end))
    tried->sensitivity = rule->account_sensitivity;
}
