/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/google-readers.h"
#include "read-evidence.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  read_evidence (&msp_gmail_bigquery_reader, data, size);
  read_evidence (&msp_google_reports_reader, data, size);
  return 0;
}
