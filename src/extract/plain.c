/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/clean.h"
#include "extract/flowed.h"
#include "extract/quoted.h"
#include "extract/scripts.h"
#include "extract/text-table.h"

/* What may follow the end of an encrypted block without being text of its own. */
#define MAX_ARMOUR_TAIL 8

/* TRUE if nothing but an armoured OpenPGP message is there. */
static gboolean
is_armoured_whole (MspSpan bytes)
{
  static const char end[] = "-----END PGP MESSAGE-----";
  const char *found = memmem (bytes.data, bytes.len, end, sizeof end - 1);
  gsize tail = 0;

  if (found == NULL)
    return TRUE;
  for (const char *at = found + sizeof end - 1; at < bytes.data + bytes.len && tail <= MAX_ARMOUR_TAIL; at++)
    tail += !g_ascii_isspace (*at);
  return tail <= MAX_ARMOUR_TAIL;
}

int
msp_plain_bid (const MspExtractInput *input)
{
  gboolean declared = msp_extract_is_text_type (input->type);

  if (strcmp (input->sniffed, "application/pgp-encrypted") == 0)
    return is_armoured_whole (input->bytes) ? 0 : 10;
  if (msp_extract_is_text_type (input->sniffed))
    return declared ? 50 : 30;
  /* Text with some binary noise in it is better read than lost. */
  return declared && strcmp (input->sniffed, "application/octet-stream") == 0 ? 20 : 0;
}

void
msp_plain_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  if (input->flowed)
    {
      g_autoptr (GString) lines = g_string_sized_new (input->bytes.len);

      msp_clean_read (lines, input);
      msp_flowed_append (text->text, msp_span_new (lines->str, lines->len), input->delsp);
    }
  else if (!input->taken)
    msp_clean_read (text->text, input);
  msp_text_table_mark (text);
  if (input->is_body)
    msp_quoted_mark (text, TRUE);
  out_result->detail = msp_scripts_find_text (input);
  if (strcmp (input->sniffed, "application/pgp-encrypted") == 0)
    {
      out_result->fate = MSP_FATE_PARTIAL;
      out_result->reason = MSP_REASON_ENCRYPTED;
      out_result->detail = "OpenPGP";
    }
}
