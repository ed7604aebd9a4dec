/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/assignment.h"

#include "model/locator.h"
#include "pipeline/tally.h"

/* Deaths without progress after which a unit is given up: the poisoned step itself was passed over by then. */
#define MAX_DEATHS 3

static void
free_row (gpointer row)
{
  msp_tally_clear (row);
  g_free (row);
}

MspAssignment *
msp_assignment_new (MspPlanUnit *unit)
{
  MspAssignment *self = g_new0 (MspAssignment, 1);

  self->unit = unit;
  self->mark.rows = g_ptr_array_new_with_free_func (free_row);
  self->poisons = g_array_new (FALSE, FALSE, sizeof (MspScanPoison));
  return self;
}

void
msp_assignment_move (MspAssignment *self, MspWireRecord *record)
{
  GPtrArray *rows = self->mark.rows;

  self->mark = record->mark;
  record->mark.rows = rows;
  /* Only shown to people: a mail store is read here and there. */
  self->bytes = MAX (self->bytes, record->bytes);
  self->deaths = 0;
  self->moved = TRUE;
}

gboolean
msp_assignment_poison (MspAssignment *self, guint64 step, MspReason reason)
{
  const MspScanPoison poison = { step, reason };

  if (++self->deaths >= MAX_DEATHS)
    return FALSE;
  for (guint i = 0; i < self->poisons->len; i++)
    if (g_array_index (self->poisons, MspScanPoison, i).step == step)
      return FALSE;
  g_array_append_val (self->poisons, poison);
  return TRUE;
}

static void
add_file_row (MspAssignment *self)
{
  g_autoptr (GString) locator = g_string_new (NULL);
  MspTally *row = g_new0 (MspTally, 1);

  msp_locator_append_file (locator, self->unit->file->path);
  msp_tally_init (row, locator->str, NULL);
  g_ptr_array_add (self->mark.rows, row);
}

gboolean
msp_assignment_give_up (MspAssignment *self, MspReason reason, MspCollector *collector, GError **error)
{
  const MspFile *file = self->unit->file;

  if (self->mark.rows->len == 0)
    add_file_row (self);
  msp_collector_set_unit (collector, &self->file_row);
  for (guint i = self->mark.rows->len; i-- > 0;)
    {
      MspTally *row = g_ptr_array_index (self->mark.rows, i);
      guint64 known = msp_tally_get_sum (row);
      gboolean some = known > 0 || row->entries > 0;
      g_autofree char *kind = g_strdup (row->kind != NULL ? row->kind : "unreadable");

      msp_tally_set (row, kind, some ? MSP_FATE_PARTIAL : MSP_FATE_FAILED, reason, "broke the process that read it");
      row->size = i == 0 && self->unit->n_parts == 1 ? MAX (file->size, known) : known;
      msp_tally_fill (row, row->size, MSP_FATE_FAILED);
      MspSourceRecord record = msp_tally_to_record (row);
      if (!msp_sink_source (msp_collector_get_sink (collector), &record, error))
        return FALSE;
    }
  return TRUE;
}

void
msp_assignment_free (MspAssignment *self)
{
  if (self == NULL)
    return;
  msp_plan_unit_free (self->unit);
  g_ptr_array_unref (self->mark.rows);
  g_array_unref (self->poisons);
  msp_tally_clear (&self->file_row);
  g_free (self);
}
