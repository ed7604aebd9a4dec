/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/nfdump.h"
#include "evidence/zeek.h"
#include "read-evidence.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  read_evidence (&msp_nfdump_reader, data, size);
  read_evidence (&msp_zeek_reader, data, size);
  read_evidence (&msp_zeek_json_reader, data, size);
  return 0;
}
