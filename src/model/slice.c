/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/slice.h"

static void
take_string (const char **own, const char *string)
{
  g_free ((gpointer) *own);
  *own = g_strdup (string);
}

/* The worse of two fates; a file of which some part was read is PARTIAL, not FAILED. */
static void
add_fate (MspSourceRecord *row, const MspSourceRecord *part)
{
  gboolean begun = row->kind != NULL, mixed = begun && (part->fate == MSP_FATE_FAILED) != (row->fate == MSP_FATE_FAILED);

  if (!begun || (row->fate == MSP_FATE_READ && part->fate != MSP_FATE_READ))
    {
      row->fate = part->fate;
      row->reason = part->reason;
      take_string (&row->detail, part->detail);
    }
  if (!begun)
    take_string (&row->kind, part->kind);
  if (mixed && row->fate == MSP_FATE_FAILED)
    row->fate = MSP_FATE_PARTIAL;
}

void
msp_slice_sum_add (MspSliceSum *self, const MspSliceRecord *slice)
{
  MspSourceRecord *row = &self->sum.row;

  if (self->n++ == 0)
    {
      self->sum = (MspSliceRecord) { .n_parts = slice->n_parts, .file_size = slice->file_size, .row.expected = G_MAXUINT64 };
      take_string (&row->locator, slice->row.locator);
    }
  if (slice->row.sha256 != NULL)
    take_string (&row->sha256, slice->row.sha256);
  if (slice->row.kind == NULL)
    return;
  add_fate (row, &slice->row);
  row->messages += slice->row.messages;
  row->size += slice->row.size;
  for (int i = 0; i < MSP_N_FATES; i++)
    row->bytes[i] += slice->row.bytes[i];
}

gboolean
msp_slice_sum_is_whole (const MspSliceSum *self)
{
  return self->n == self->sum.n_parts;
}

MspSourceRecord
msp_slice_sum_to_record (const MspSliceSum *self)
{
  MspSourceRecord row = self->sum.row;

  if (!msp_slice_sum_is_whole (self))
    return row;
  /* Parts know only what they handed out: together it must be the file, unless some of it could not be read. */
  if (row.kind == NULL)
    row.kind = "unknown";
  if (row.fate != MSP_FATE_READ && self->sum.file_size > row.size)
    row.bytes[MSP_FATE_FAILED] += self->sum.file_size - row.size;
  row.size = MAX (row.size, self->sum.file_size);
  return row;
}

void
msp_slice_sum_clear (MspSliceSum *self)
{
  const MspSourceRecord *row = &self->sum.row;

  g_free ((gpointer) row->locator);
  g_free ((gpointer) row->kind);
  g_free ((gpointer) row->detail);
  g_free ((gpointer) row->sha256);
  *self = (MspSliceSum) { 0 };
}
