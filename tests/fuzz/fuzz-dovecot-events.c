/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/dovecot-events.h"
#include "read-evidence.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  read_evidence (&msp_dovecot_events_reader, data, size);
  return 0;
}
