/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/query-private.h"

#define HAS_EXPORTS \
  "SELECT count (*) FROM sqlite_schema WHERE type = 'table' AND name = 'claim'"

/* Two files may miss the same item; the larger size stands for both. */
#define MISSING_BYTES \
  "SELECT coalesce (sum (size), 0) FROM (SELECT max (expected) AS size FROM claim WHERE verdict = 'missing' AND kind IN ('item', 'file')" \
  " AND expected IS NOT NULL GROUP BY lower (coalesce (path, message_id)))"

gboolean
msp_query_next_export (MspQuery *self, MspExportRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->locator = take_text (self);
  out_row->product = take_text (self);
  out_row->promised = take_number (self);
  out_row->found = take_number (self);
  out_row->missing = take_number (self);
  out_row->differing = take_number (self);
  out_row->verified = take_number (self);
  out_row->not_compared = take_number (self);
  out_row->gaps = take_number (self);
  out_row->further = take_number (self);
  return TRUE;
}

gboolean
msp_query_next_discrepancy (MspQuery *self, MspDiscrepancyRow *out_row, gboolean *out_end, GError **error)
{
  gboolean good;

  if (!step (self, out_end, &good, error))
    return good;
  out_row->locator = take_text (self);
  out_row->row = take_number (self);
  out_row->product = take_text (self);
  out_row->kind = take_text (self);
  out_row->path = take_text_or_null (self);
  out_row->message_id = take_text_or_null (self);
  out_row->mailbox = take_text_or_null (self);
  out_row->folder = take_text_or_null (self);
  out_row->promised = take_number (self);
  out_row->found = take_number (self);
  out_row->verdict = take_text (self);
  out_row->detail = take_text_or_null (self);
  return TRUE;
}

gboolean
msp_query_has_exports (MspCase *self)
{
  gint64 n = 0;

  return msp_database_get_number (&self->database, HAS_EXPORTS, &n, NULL) && n > 0
         && msp_database_get_number (&self->database, "SELECT EXISTS (SELECT 1 FROM claim WHERE kind <> 'label')", &n, NULL) && n > 0;
}

gboolean
msp_query_sum_exports (MspCase *self, MspExportRow *out_sum, guint64 *out_files, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (self, MSP_VIEW_EXPORTS, NULL, error);
  MspExportRow row, sum = { 0 };
  gboolean end = FALSE;
  guint64 n = 0;

  for (; query != NULL && msp_query_next_export (query, &row, &end, error) && !end; n++)
    {
      sum.promised += row.promised;
      sum.found += row.found;
      sum.missing += row.missing;
      sum.differing += row.differing;
      sum.verified += row.verified;
      sum.not_compared += row.not_compared;
      sum.gaps += row.gaps;
      sum.further += row.further;
    }
  *out_sum = sum;
  *out_files = n;
  return end;
}

gboolean
msp_query_missing_bytes (MspCase *self, guint64 *out_bytes, GError **error)
{
  gint64 bytes = 0;

  if (msp_query_has_exports (self) && !msp_database_get_number (&self->database, MISSING_BYTES, &bytes, error))
    return FALSE;
  *out_bytes = (guint64) MAX (bytes, 0);
  return TRUE;
}
