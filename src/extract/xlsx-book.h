/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the sheets of an XLSX workbook refer to: shared strings, number formats. */

#include <glib.h>

#include "format/package.h"

typedef struct {
  GString    *pool;        /* the shared strings, one behind the other */
  GArray     *ends;        /* gsize: where each ends in pool */
  GArray     *styles;      /* guint: number format of each cell style */
  GHashTable *formats;     /* number format to code, the file's own */
  gboolean    is_1904;
} MspXlsxBook;

void        msp_xlsx_book_init  (MspXlsxBook *self);

/* The shared strings of XML. FALSE if it is damaged. */
gboolean    msp_xlsx_book_read_strings (MspXlsxBook *self, MspSpan xml);
gboolean    msp_xlsx_book_read_styles  (MspXlsxBook *self, MspSpan xml);

/* Empty if there is no such string. */
MspSpan     msp_xlsx_book_get_string (const MspXlsxBook *self, guint64 index);

/* The number format code of a cell style; "General" if there is none. */
const char *msp_xlsx_book_get_format (const MspXlsxBook *self, guint64 style);
void        msp_xlsx_book_clear (MspXlsxBook *self);
