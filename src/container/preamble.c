/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/preamble.h"

gsize
msp_preamble_size (MspSpan head)
{
  gsize at = msp_span_has_prefix (head, "\xef\xbb\xbf") ? 3 : 0, line = at;

  for (; at < head.len && (head.data[at] == ' ' || head.data[at] == '\t' || head.data[at] == '\r' || head.data[at] == '\n'); at++)
    if (head.data[at] == '\r' || head.data[at] == '\n')
      line = at + 1;
  return line;
}
