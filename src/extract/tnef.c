/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "format/mapi-mime.h"
#include "format/tnef.h"

int
msp_tnef_bid (const MspExtractInput *input)
{
  return strcmp (input->sniffed, "application/vnd.ms-tnef") == 0 ? 90 : 0;
}

/* A winmail.dat has no text of its own: the message in it goes round again, with its attachments. */
void
msp_tnef_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autoptr (MspMapiMessage) message = msp_tnef_read (input->bytes, limits);
  g_autoptr (GString) mime = g_string_new (NULL);

  if (!msp_mapi_append_mime (mime, message, limits->message_bytes))
    {
      out_result->fate = MSP_FATE_PARTIAL;
      out_result->reason = MSP_REASON_DAMAGED;
      out_result->detail = "a property or attachment cannot be read";
    }
  gsize len = mime->len;
  msp_items_add (input->items, "message.eml", "message/rfc822", g_bytes_new_take (g_string_free (g_steal_pointer (&mime), FALSE), len),
                 MSP_FATE_READ, MSP_REASON_NONE);
}
