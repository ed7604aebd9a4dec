/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/header-row.h"

/* Enough of a cell to tell numbers from words. */
#define LOOK 64

void
msp_header_row_note (MspHeaderRow *self, guint row, guint column, MspSpan cell)
{
  guint64 bit = (guint64) 1 << MIN (column, 63u);
  gsize len = MIN (cell.len, (gsize) LOOK), digits = 0;

  if (row > 0 && (self->later & bit) != 0)
    return;
  for (gsize i = 0; i < len; i++)
    digits += g_ascii_isdigit (cell.data[i]);
  if (digits > 0 && row == 0)
    self->first |= bit;
  else if (digits > 0)
    self->later |= bit;
  self->number |= row == 0 && digits * 2 > len;
}

gboolean
msp_header_row_is (const MspHeaderRow *self)
{
  return !self->number && (self->later & ~self->first) != 0;
}
