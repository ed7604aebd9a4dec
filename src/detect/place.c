/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/place.h"

#include "detect/account.h"
#include "detect/paragraph.h"

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

gboolean
msp_place_hash_paragraph (const MspScan *scan, const MspRule *rule, const MspTried *tried, const MspKeyedHash *hash,
                          guint8 out_hash[MSP_VALUE_KEY_LEN])
{
  if (!rule->is_boilerplate || scan->unit->kind != MSP_UNIT_BODY
      || (is_at_top (scan, tried->value_start) && msp_place_find_footer (scan, rule, tried) == MSP_FOOTER_NONE))
    return FALSE;
  return msp_paragraph_hash (scan->text, tried->value_start, hash, out_hash);
}

static void
limit (MspTried *tried, int confidence, guint32 ground)
{
  tried->confidence = confidence;
  tried->grounds |= ground;
}

void
msp_place_weigh (const MspScan *scan, const MspRule *rule, MspTried *tried)
{
  if (tried->confidence >= MIN_REPORTED && tried->confidence < rule->top && is_at_top (scan, tried->value_start)
      && msp_place_find_footer (scan, rule, tried) == MSP_FOOTER_NONE)
    limit (tried, rule->top, MSP_PLACE_TOP);
  if (tried->confidence > rule->footer && msp_place_find_footer (scan, rule, tried) == MSP_FOOTER_PARTED)
    limit (tried, rule->footer, MSP_PLACE_FOOTER);
  if (tried->confidence > rule->prose && msp_prose_covers (scan->text, tried->value_start, tried->value_end))
    limit (tried, rule->prose, MSP_PLACE_PROSE);
  if (tried->sensitivity < rule->account_sensitivity && msp_account_is_near (scan->text, tried->start, tried->end))
    {
      tried->sensitivity = (guint8) rule->account_sensitivity;
      tried->grounds |= MSP_PLACE_ACCOUNT;
    }
}
