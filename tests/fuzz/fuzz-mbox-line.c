/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/field.h"
#include "container/mbox-date.h"
#include "container/mbox-from.h"
#include "container/mbox-length.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What decides about one line, at each line of the text. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  MspSpan text = msp_span_new ((const char *) data, size);
  gsize at = 0, end_len;

  (void) msp_mbox_length_is_in (text);
  while (at < text.len)
    {
      MspSpan rest = msp_span_slice (text, at, text.len);
      gsize len = msp_field_line_len (rest, &end_len);

      if (len + end_len > rest.len || (end_len == 0 && len != rest.len))
        g_error ("a line is longer than the text");
      (void) msp_field_classify (rest);
      (void) msp_mbox_date_ends_line (msp_span_slice (rest, 0, len));
      if (msp_span_has_prefix (rest, "From "))
        (void) msp_mbox_from_is_separator (text, at, at == 0);
      at += len + end_len;
    }
  return 0;
}
