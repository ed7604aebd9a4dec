/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/line.h"

#include <string.h>

gsize
msp_line_find_start (MspSpan text, gsize from, gsize at)
{
  const char *found = at > from ? memrchr (text.data + from, '\n', at - from) : NULL;

  return found != NULL ? (gsize) (found - text.data) + 1 : from;
}
