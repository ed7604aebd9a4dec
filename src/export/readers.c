/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/reader.h"

#include "export/checksums.h"
#include "export/edrm.h"
#include "export/proton.h"
#include "export/tables.h"
#include "export/uids.h"
#include "export/zimbra.h"

static const MspExportReader *const table[] = {
  &msp_zimbra_reader, &msp_proton_reader, &msp_proton_labels_reader, &msp_edrm_reader, &msp_concordance_reader,
  &msp_purview_load_file_reader, &msp_purview_items_reader, &msp_purview_summary_reader, &msp_vault_counts_reader,
  &msp_vault_metadata_reader, &msp_vault_exceptions_reader, &msp_checksums_reader, &msp_uid_list_reader, &msp_cyrus_folder_reader, NULL,
};

const MspExportReader *
msp_export_find (MspSpan bytes, const char *name)
{
  for (gsize i = 0; table[i] != NULL; i++)
    if (table[i]->is (bytes, name))
      return table[i];
  return NULL;
}

const MspExportReader *const *
msp_export_get_table (void)
{
  return table;
}
