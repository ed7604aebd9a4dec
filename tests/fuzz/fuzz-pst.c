/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "read-container.h"
#include "support/modules.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  use_built_modules ();
  read_container (data, size, "1.pst");
  return 0;
}
