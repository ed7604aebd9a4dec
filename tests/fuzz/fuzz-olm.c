/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "read-container.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  read_container (data, size, "message_1.xml");
  return 0;
}
