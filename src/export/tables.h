/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What exports say in tables with a header row: load files of Purview and Concordance, lists of items, counts and exceptions of Google
   Vault. Columns are known by the letters and digits of their names, in any order. */

#include "export/reader.h"

extern const MspExportReader msp_concordance_reader;
extern const MspExportReader msp_purview_load_file_reader;
extern const MspExportReader msp_purview_items_reader;
extern const MspExportReader msp_purview_summary_reader;
extern const MspExportReader msp_vault_counts_reader;
extern const MspExportReader msp_vault_metadata_reader;
extern const MspExportReader msp_vault_exceptions_reader;
