/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The rows of a load file, field by field: CSV, or Concordance's DAT (fields in U+00FE, 0x14 between, U+00AE for line ends inside).
   UTF-8, UTF-16 with a byte-order mark, or windows-1252. */

#include <glib.h>

#include "base/span.h"
#include "format/csv.h"

typedef struct {
  GString  *text;       /* UTF-8 */
  MspCsv    csv;
  gboolean  is_dat;
  gsize     at;         /* of a DAT */
} MspExportRows;

void     msp_export_rows_init    (MspExportRows *self, MspSpan bytes);

/* The next field, borrowed until the next call, and whether it ends its row; FALSE at the end. */
gboolean msp_export_rows_next    (MspExportRows *self, MspSpan *out_field, gboolean *out_row_end);
void     msp_export_rows_clear   (MspExportRows *self);

/* The bytes of a DAT with tabs between its fields and blanks around them, so that they can be searched as a text; as many bytes as
   before. NULL if it is none; caller owns. */
char    *msp_export_rows_dup_plain (MspSpan bytes);

/* Whether bytes begin as a DAT. */
gboolean msp_export_rows_is_dat  (MspSpan bytes);
