/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi-mime.h"
#include "format/tnef.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  MspLimits limits;

  msp_limits_init (&limits);
  limits.message_bytes = size % 4 == 0 ? 100 : 65536;
  limits.depth = size % 5;
  g_autoptr (MspMapiMessage) message = msp_tnef_read (msp_span_new ((const char *) data, size), &limits);
  g_autoptr (GString) out = g_string_new (NULL);
  msp_mapi_append_mime (out, message, 4096);
  return 0;
}
