/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/w3c-log.h"
#include "evidence/web-log.h"
#include "read-evidence.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  read_evidence (&msp_web_log_reader, data, size);
  read_evidence (&msp_iis_reader, data, size);
  return 0;
}
