/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/plan-table.h"

#include <glib/gi18n.h>

#include "model/locator.h"
#include "report/terminal.h"
#include "report/words.h"
#include "report/writer-csv.h"

/* Blanks between two columns. */
#define GAP 2u

/* "999.9 MB" */
#define SIZE_WIDTH 8

/* Widths of the columns of numbers, blanks before them included; 0: left out. */
typedef struct {
  guint unit, shard, byte, size;
} Widths;

static guint64
get_end (const MspPlanUnit *unit)
{
  return MIN (unit->end, unit->file->size);
}

static char *
dup_locator (const MspPlanUnit *unit)
{
  GString *locator = g_string_new (NULL);

  msp_locator_append_file (locator, unit->file->path);
  return g_string_free (locator, FALSE);
}

static guint
get_width (const char *title, guint64 largest)
{
  g_autofree char *number = msp_words_dup_number (largest);

  return GAP + MAX (msp_terminal_text_width (title), msp_terminal_text_width (number));
}

static Widths
get_widths (const MspPlanTotals *totals)
{
  return (Widths) {
    get_width (_("unit"), totals->all.units), totals->n_shards > 1 ? get_width (_("shard"), totals->n_shards) : 0,
    MAX (get_width (_("from byte"), totals->longest), get_width (_("to byte"), totals->longest)),
    MAX (get_width (_("size"), 0), GAP + SIZE_WIDTH),
  };
}

static void
append_number (GString *out, guint64 number, guint columns)
{
  g_autofree char *text = msp_words_dup_number (number);

  msp_terminal_append_cell (out, text, columns, TRUE);
}

static void
append_size (GString *out, guint64 bytes, guint columns)
{
  g_autofree char *text = msp_words_dup_size (bytes);

  msp_terminal_append_cell (out, text, columns, TRUE);
}

void
msp_plan_totals_init (MspPlanTotals *self, guint n_shards)
{
  *self = (MspPlanTotals) { .n_shards = n_shards, .shards = g_new0 (MspPlanSum, n_shards) };
}

void
msp_plan_totals_add (MspPlanTotals *self, const MspPlanUnit *unit, guint shard)
{
  guint64 bytes = unit->file->fate == MSP_FATE_READ ? get_end (unit) - unit->start : 0;
  MspPlanSum *sum = &self->shards[shard - 1];

  self->all = (MspPlanSum) { self->all.units + 1, self->all.bytes + bytes };
  *sum = (MspPlanSum) { sum->units + 1, sum->bytes + bytes };
  self->failed += unit->file->fate == MSP_FATE_FAILED;
  self->largest = MAX (self->largest, bytes);
  self->longest = MAX (self->longest, unit->file->size);
}

void
msp_plan_totals_clear (MspPlanTotals *self)
{
  g_clear_pointer (&self->shards, g_free);
}

void
msp_plan_table_append_csv_head (GString *out)
{
  g_string_append (out, "unit,shard,start,end,size,fate,locator\n");
}

void
msp_plan_table_append_csv_row (GString *out, const MspPlanUnit *unit, guint shard)
{
  g_autofree char *locator = dup_locator (unit);

  g_string_append_printf (out, "%" G_GUINT64_FORMAT ",%u,%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%s,",
                          unit->number, shard, unit->start, get_end (unit), get_end (unit) - unit->start,
                          msp_fate_get_name (unit->file->fate));
  msp_writer_csv_append (out, locator);
  g_string_append_c (out, '\n');
}

void
msp_plan_table_append_head (GString *out, const MspPlanTotals *totals)
{
  const Widths widths = get_widths (totals);

  msp_terminal_append_cell (out, _("unit"), widths.unit, TRUE);
  if (widths.shard > 0)
    msp_terminal_append_cell (out, _("shard"), widths.shard, TRUE);
  msp_terminal_append_cell (out, _("from byte"), widths.byte, TRUE);
  msp_terminal_append_cell (out, _("to byte"), widths.byte, TRUE);
  msp_terminal_append_cell (out, _("size"), widths.size, TRUE);
  g_string_append_printf (out, "  %s\n", _("file"));
}

void
msp_plan_table_append_row (GString *out, const MspPlanTotals *totals, const MspPlanUnit *unit, guint shard)
{
  const Widths widths = get_widths (totals);
  g_autofree char *locator = dup_locator (unit);

  append_number (out, unit->number, widths.unit);
  if (widths.shard > 0)
    append_number (out, shard, widths.shard);
  append_number (out, unit->start, widths.byte);
  append_number (out, get_end (unit), widths.byte);
  append_size (out, get_end (unit) - unit->start, widths.size);
  g_string_append (out, "  ");
  msp_terminal_append (out, locator, 0);
  if (unit->file->fate != MSP_FATE_READ)
    {
      g_autofree char *fate = msp_words_dup_fate (unit->file->fate, unit->file->reason);

      g_string_append_printf (out, ": %s", fate);
    }
  g_string_append_c (out, '\n');
}

static void
append_shards (GString *out, const MspPlanTotals *totals)
{
  const char *shard = _("shard"), *units = _("units"), *size = _("size");
  const Widths widths = {
    get_width (units, totals->all.units), get_width (shard, totals->n_shards), 0, MAX (get_width (size, 0), GAP + SIZE_WIDTH),
  };

  g_string_append_c (out, '\n');
  msp_terminal_append_cell (out, shard, widths.shard, TRUE);
  msp_terminal_append_cell (out, units, widths.unit, TRUE);
  msp_terminal_append_cell (out, size, widths.size, TRUE);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < totals->n_shards; i++)
    {
      append_number (out, i + 1, widths.shard);
      append_number (out, totals->shards[i].units, widths.unit);
      append_size (out, totals->shards[i].bytes, widths.size);
      g_string_append_c (out, '\n');
    }
}

void
msp_plan_table_append_totals (GString *out, const MspPlanTotals *totals)
{
  g_autofree char *units = msp_words_dup_number (totals->all.units), *size = msp_words_dup_size (totals->all.bytes);
  g_autofree char *largest = msp_words_dup_size (totals->largest);

  if (totals->n_shards > 1)
    append_shards (out, totals);
  g_string_append_c (out, '\n');
  g_string_append_printf (out, _("units: %s; to be read: %s; the largest unit: %s\n"), units, size, largest);
}
