/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract-text.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  extract_text (NULL, data, size, FALSE);
  return 0;
}
