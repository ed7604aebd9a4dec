/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/lzfu.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gboolean whole;
  GString *out = msp_lzfu_unpack (msp_span_new ((const char *) data, size), 4096, &whole);

  g_assert_true (out == NULL || out->len <= 4096);
  if (out != NULL)
    g_string_free (out, TRUE);
  return 0;
}
