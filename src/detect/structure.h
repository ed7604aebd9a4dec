/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The marks of one text, indexed so that each question costs a binary search: which cell, which column header, which field name,
   whether quoted, hidden or signature. */

#include <glib.h>

#include "model/text.h"

typedef struct {
  GArray *marks[MSP_N_MARKS];     /* MspMark of each kind, by start */
  GArray *reach[MSP_N_MARKS];     /* guint32: highest end so far, so that a search back knows when to stop */
  GArray *headers;                /* header cells: table, column -> mark, sorted */
} MspStructure;

typedef struct {
  const MspMark *cell;
  guint          table;
  guint32        header_start, header_end;   /* of the column's header, or both 0 */
  guint32        row_start, row_end;         /* of the first cell of the row, or both 0 when it is this one */
  guint64        column;                     /* names table and column, above 0 */
} MspCell;

void           msp_structure_init  (MspStructure *self);
void           msp_structure_load  (MspStructure *self, const MspText *text);

/* The innermost mark of kind that covers offset, or NULL. */
const MspMark *msp_structure_find  (const MspStructure *self, MspMarkKind kind, gsize offset);

/* FALSE if offset is in no cell. */
gboolean       msp_structure_get_cell (const MspStructure *self, gsize offset, MspCell *out_cell);

/* Whether a cell is the header of its column. */
gboolean       msp_structure_is_header (const MspStructure *self, const MspCell *cell);

/* The field name that belongs to the field value around offset, or NULL. */
const MspMark *msp_structure_get_field_name (const MspStructure *self, gsize offset);

/* The header cells of all tables, by number. */
guint          msp_structure_get_n_headers (const MspStructure *self);
void           msp_structure_get_header (const MspStructure *self, guint index, guint32 *out_start, guint32 *out_end);
void           msp_structure_clear (MspStructure *self);
