/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Cells of OpenDocument spreadsheets: repeated ones are counted, dates are ISO dates. */

#include "extract/sheet.h"
#include "format/xml-reader.h"

typedef struct {
  MspSheet *sheet;
  GString  *shown;           /* text of the open cell */
  char     *value;           /* what is stored, in place of text that does not tell it; or NULL */
  guint     row, column, n_rows, n_columns;   /* of the open cell, and how often it stands there */
  gboolean  in_cell, row_hidden;
  GArray   *hidden;          /* guint8 for each column */
} MspOdfCell;

void msp_odf_cell_init    (MspOdfCell *self, MspSheet *sheet);

/* A table begins. */
void msp_odf_cell_reset   (MspOdfCell *self);

/* xml has just opened table-column, table-row, table-cell. */
void msp_odf_cell_column  (MspOdfCell *self, const MspXmlReader *xml);
void msp_odf_cell_row     (MspOdfCell *self, const MspXmlReader *xml);
void msp_odf_cell_open    (MspOdfCell *self, const MspXmlReader *xml);
void msp_odf_cell_close   (MspOdfCell *self);
void msp_odf_cell_end_row (MspOdfCell *self);
void msp_odf_cell_clear   (MspOdfCell *self);
