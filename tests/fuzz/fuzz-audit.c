/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/audit-readers.h"
#include "read-evidence.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const MspEvidenceReader *const readers[] = {
    &msp_audit_json_reader, &msp_purview_csv_reader, &msp_sentinel_csv_reader, &msp_defender_csv_reader,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    read_evidence (readers[i], data, size);
  return 0;
}
