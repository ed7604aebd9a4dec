/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract-text.h"
#include "format/ocr.h"
#include "support/modules.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static gboolean tried;

  use_built_modules ();
  if (!tried)
    (void) msp_ocr_start (NULL);
  tried = TRUE;
  extract_text (NULL, data, size, FALSE);
  return 0;
}
