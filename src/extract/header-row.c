/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/header-row.h"

/* Enough of a cell to tell numbers from words. */
#define LOOK 64

static inline gboolean
is_digit (char c)
{
  return (guint8) (c - '0') < 10;
}

void
msp_header_row_note (MspHeaderRow *self, guint row, guint column, MspSpan cell)
{
  guint64 bit = (guint64) 1 << MIN (column, 63u);
  gsize len = MIN (cell.len, (gsize) LOOK), digits = 0, i = 0;

  if (row > 0)
    {
      if ((self->later & bit) != 0)
        return;
      while (i < len && !is_digit (cell.data[i]))
        i++;
      self->later |= i < len ? bit : 0;
      return;
    }
  for (; i < len; i++)
    digits += is_digit (cell.data[i]);
  self->first |= digits > 0 ? bit : 0;
  self->number |= digits * 2 > len;
}

gboolean
msp_header_row_is (const MspHeaderRow *self)
{
  return !self->number && (self->later & ~self->first) != 0;
}
