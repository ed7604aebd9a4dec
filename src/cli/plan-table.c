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

typedef struct {
  guint64 units, bytes;
} Sum;

static guint
get_shard (const MspPlanTable *self, guint i)
{
  return g_array_index (self->shards, guint, i);
}

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

void
msp_plan_table_append_csv (const MspPlanTable *self, GString *out)
{
  g_string_append (out, "unit,shard,start,end,size,fate,locator\n");
  for (guint i = 0; i < self->units->len; i++)
    {
      const MspPlanUnit *unit = g_ptr_array_index (self->units, i);
      g_autofree char *locator = dup_locator (unit);

      g_string_append_printf (out, "%" G_GUINT64_FORMAT ",%u,%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%" G_GUINT64_FORMAT ",%s,",
                              unit->number, get_shard (self, i), unit->start, get_end (unit), get_end (unit) - unit->start,
                              msp_fate_get_name (unit->file->fate));
      msp_writer_csv_append (out, locator);
      g_string_append_c (out, '\n');
    }
}

/* Widths of the columns of numbers, blanks before them included. */
typedef struct {
  guint unit, shard, byte, size;
} Widths;

static guint
get_width (const char *title, guint64 largest)
{
  g_autofree char *number = msp_words_dup_number (largest);

  return GAP + MAX (msp_terminal_text_width (title), msp_terminal_text_width (number));
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

static void
append_unit (GString *out, const MspPlanUnit *unit, guint shard, const Widths *widths)
{
  g_autofree char *locator = dup_locator (unit);

  append_number (out, unit->number, widths->unit);
  if (widths->shard > 0)
    append_number (out, shard, widths->shard);
  append_number (out, unit->start, widths->byte);
  append_number (out, get_end (unit), widths->byte);
  append_size (out, get_end (unit) - unit->start, widths->size);
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
append_units (const MspPlanTable *self, const Sum *all, guint64 longest, GString *out)
{
  const char *unit = _("unit"), *shard = _("shard"), *start = _("from byte"), *end = _("to byte"), *size = _("size");
  const Widths widths = {
    get_width (unit, all->units), self->n_shards > 1 ? get_width (shard, self->n_shards) : 0,
    MAX (get_width (start, longest), get_width (end, longest)), MAX (get_width (size, 0), GAP + 8),
  };

  msp_terminal_append_cell (out, unit, widths.unit, TRUE);
  if (widths.shard > 0)
    msp_terminal_append_cell (out, shard, widths.shard, TRUE);
  msp_terminal_append_cell (out, start, widths.byte, TRUE);
  msp_terminal_append_cell (out, end, widths.byte, TRUE);
  msp_terminal_append_cell (out, size, widths.size, TRUE);
  g_string_append_printf (out, "  %s\n", _("file"));
  for (guint i = 0; i < self->units->len; i++)
    append_unit (out, g_ptr_array_index (self->units, i), get_shard (self, i), &widths);
}

static void
append_shards (const MspPlanTable *self, const Sum *shards, GString *out)
{
  const char *shard = _("shard"), *units = _("units"), *size = _("size");
  guint64 most = 0;

  for (guint i = 0; i < self->n_shards; i++)
    most = MAX (most, shards[i].units);
  const Widths widths = { get_width (units, most), get_width (shard, self->n_shards), 0, MAX (get_width (size, 0), GAP + 8) };
  g_string_append_c (out, '\n');
  msp_terminal_append_cell (out, shard, widths.shard, TRUE);
  msp_terminal_append_cell (out, units, widths.unit, TRUE);
  msp_terminal_append_cell (out, size, widths.size, TRUE);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < self->n_shards; i++)
    {
      append_number (out, i + 1, widths.shard);
      append_number (out, shards[i].units, widths.unit);
      append_size (out, shards[i].bytes, widths.size);
      g_string_append_c (out, '\n');
    }
}

void
msp_plan_table_append_text (const MspPlanTable *self, GString *out)
{
  g_autofree Sum *shards = g_new0 (Sum, self->n_shards);
  Sum all = { 0 };
  guint64 largest = 0, longest = 0;

  for (guint i = 0; i < self->units->len; i++)
    {
      const MspPlanUnit *unit = g_ptr_array_index (self->units, i);
      guint64 bytes = unit->file->fate == MSP_FATE_READ ? get_end (unit) - unit->start : 0;
      Sum *shard = &shards[get_shard (self, i) - 1];

      all = (Sum) { all.units + 1, all.bytes + bytes };
      *shard = (Sum) { shard->units + 1, shard->bytes + bytes };
      largest = MAX (largest, bytes);
      longest = MAX (longest, unit->file->size);
    }
  append_units (self, &all, longest, out);
  if (self->n_shards > 1)
    append_shards (self, shards, out);
  g_autofree char *units = msp_words_dup_number (all.units), *size = msp_words_dup_size (all.bytes);
  g_autofree char *most = msp_words_dup_size (largest);
  g_string_append_c (out, '\n');
  g_string_append_printf (out, _("units: %s; to be read: %s; the largest unit: %s\n"), units, size, most);
}
