/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/clean.h"

int
msp_plain_bid (const MspExtractInput *input)
{
  gboolean declared = msp_extract_is_text_type (input->type);

  if (strcmp (input->sniffed, "application/pgp-encrypted") == 0)
    return declared ? 10 : 0;
  if (msp_extract_is_text_type (input->sniffed))
    return declared ? 50 : 30;
  /* Text with some binary noise in it is better read than lost. */
  return declared && strcmp (input->sniffed, "application/octet-stream") == 0 ? 20 : 0;
}

void
msp_plain_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  msp_clean_append (text->text, input);
  msp_clean_lines (text->text, 0);
}
