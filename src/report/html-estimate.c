/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-private.h"

#include <glib/gi18n-lib.h>

#include "report/html-out.h"
#include "report/text-estimate.h"

gboolean
msp_html_estimate (MspHtml *self, GError **error)
{
  const MspHtmlColumn columns[] = {
    { _("Quantity"), FALSE }, { _("Sample"), TRUE }, { _("Estimate"), TRUE }, { _("At least"), TRUE }, { _("At most"), TRUE },
    { NULL, FALSE },
  };
  g_autofree char *note = msp_estimate_dup_what (self->source);
  g_autoptr (MspQuery) query = NULL;
  gboolean end = FALSE;
  MspEstimateRow row;

  if (note == NULL)
    return TRUE;
  query = msp_query_new (self->source, MSP_VIEW_ESTIMATE, NULL, error);
  if (query == NULL)
    return FALSE;
  msp_html_section_begin (self->out, "estimate", _("The whole, estimated (95 % intervals)"), note);
  msp_html_table_begin (self->out, _("Estimate"), columns, FALSE);
  while (msp_query_next_estimate (query, &row, &end, error) && !end)
    {
      msp_html_row_begin (self->out);
      msp_html_cell (self->out, msp_estimate_get_name (&row), 0);
      msp_html_cell_number (self->out, row.met);
      msp_html_cell_number (self->out, row.estimate);
      msp_html_cell_number (self->out, row.low);
      msp_html_cell_number (self->out, row.high);
      msp_html_row_end (self->out);
    }
  msp_html_table_end (self->out);
  msp_html_section_end (self->out);
  return end;
}
