/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-private.h"

#include <glib/gi18n-lib.h>

#include "report/exports.h"
#include "report/html-out.h"

#define MAX_ROWS 200

static void
append_row (MspHtml *self, const MspExportRow *row)
{
  const guint64 numbers[] = { row->promised, row->found, row->verified, row->missing, row->differing, row->gaps, row->further };

  msp_html_row_begin (self->out);
  msp_html_cell (self->out, row->locator, 0);
  msp_html_cell (self->out, row->product, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    msp_html_cell_number (self->out, numbers[i]);
  msp_html_row_end (self->out);
}

gboolean
msp_html_exports (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("File"), FALSE }, { _("Product"), FALSE }, { _("Promised"), TRUE }, { _("Found"), TRUE }, { _("Same hash"), TRUE },
    { _("Missing"), TRUE }, { _("Different"), TRUE }, { _("Not exported"), TRUE }, { _("Further copies"), TRUE }, { NULL, FALSE },
  };
  g_autoptr (GError) bad = NULL;
  g_autofree char *note = msp_exports_dup_sentence (self->source, &bad);
  g_autoptr (MspQuery) query = note != NULL ? msp_query_new (self->source, MSP_VIEW_EXPORTS, NULL, error) : NULL;
  gboolean end = FALSE;
  MspExportRow row;
  guint n = 0;

  if (bad != NULL)
    g_propagate_error (error, g_steal_pointer (&bad));
  if (query == NULL)
    return note == NULL && (error == NULL || *error == NULL);
  msp_html_section_begin (self->out, "exports", _("What the exports promise"), note);
  msp_html_table_begin (self->out, _("Exports"), columns, TRUE);
  while (n < MAX_ROWS && msp_query_next_export (query, &row, &end, error) && !end)
    {
      append_row (self, &row);
      n++;
    }
  msp_html_table_end (self->out);
  if (n == MAX_ROWS)
    msp_html_note_of_more (self, n);
  msp_html_section_end (self->out);
  return end || n == MAX_ROWS;
}
