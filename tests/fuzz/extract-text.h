/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Extracts a fuzzer's input and dies where the promises of MspText are broken. */

#include <stdlib.h>

#include "extract/extractor.h"

static inline void
extract_text (const char *type, const guint8 *data, gsize size, gboolean flowed)
{
  MspExtractInput input = { .bytes = msp_span_new ((const char *) data, size), .type = type, .flowed = flowed, .delsp = flowed };
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractResult result;
  MspLimits limits;

  msp_limits_init (&limits);
  limits.text_bytes = 4096;
  input.is_body = size % 2 == 0;
  msp_extract (&input, &limits, text, &result);
  if (text->text->len > limits.text_bytes || !g_utf8_validate (text->text->str, (gssize) text->text->len, NULL))
    abort ();
  for (gsize i = 0; i < text->text->len; i++)
    if ((guint8) text->text->str[i] < 0x20 && text->text->str[i] != '\n' && text->text->str[i] != '\t')
      abort ();
  for (guint i = 0; i < text->marks->len; i++)
    {
      const MspMark *mark = &g_array_index (text->marks, MspMark, i);

      if (mark->start >= mark->end || mark->end > text->text->len || (i > 0 && mark[-1].start > mark->start))
        abort ();
      if (msp_text_find_mark (text, (MspMarkKind) mark->kind, mark->start) == NULL)
        abort ();
    }
}
