/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "format/rtf.h"

int
msp_rtf_bid (const MspExtractInput *input)
{
  return strcmp (input->sniffed, "application/rtf") == 0 ? 90 : 0;
}

/* What Outlook wrapped up in RTF is read as what it is; other text has its tables set by TABs. */
void
msp_rtf_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_auto (MspRtf) rtf = { 0 };
  MspExtractInput inner = *input;

  msp_rtf_init (&rtf, input->bytes, limits->text_bytes);
  inner.bytes = msp_span_new (rtf.text->str, rtf.text->len);
  inner.charset = "utf-8";
  inner.flowed = FALSE;
  inner.truncated = input->truncated || rtf.truncated;
  if (rtf.kind == MSP_RTF_FROM_HTML)
    msp_html_extract (&inner, limits, text, out_result);
  else
    msp_plain_extract (&inner, limits, text, out_result);
  text->truncated = text->truncated || rtf.truncated;
  for (guint i = 0; i < rtf.objects->len; i++)
    {
      const MspRtfObject *object = g_ptr_array_index (rtf.objects, i);

      msp_items_add (input->items, object->name, NULL, g_bytes_ref (object->bytes), MSP_FATE_READ, MSP_REASON_NONE);
    }
}
