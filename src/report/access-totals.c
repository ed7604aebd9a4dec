/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/access-totals.h"

#include <string.h>

#include "store/query.h"

static void
take_basis (MspAccessTotals *totals, const MspAccessSummaryRow *row)
{
  guint at = 0;

  while (at < totals->n_bases && (totals->bases[at].verdict != row->verdict || strcmp (totals->bases[at].basis, row->basis) != 0))
    at++;
  if (at == MSP_ACCESS_MAX_BASES)
    return;
  if (at == totals->n_bases)
    {
      totals->bases[at] = (MspAccessBasis) { .verdict = row->verdict };
      g_strlcpy (totals->bases[at].basis, row->basis, sizeof totals->bases[at].basis);
      totals->n_bases++;
    }
  totals->bases[at].messages += row->messages;
}

static int
compare_bases (const void *a, const void *b)
{
  const MspAccessBasis *x = a, *y = b;

  return x->verdict != y->verdict ? (x->verdict < y->verdict ? -1 : 1) : strcmp (x->basis, y->basis);
}

static gboolean
read_summary (MspCase *source, MspAccessTotals *totals, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_SUMMARY, error);
  MspAccessSummaryRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      if (MAX (MAX (row.verdict, row.hostile_verdict), row.scope_verdict) >= MSP_N_VERDICTS)
        continue;
      totals->judged += row.messages;
      totals->verdicts[row.verdict] += row.messages;
      totals->sensitive[row.verdict] += row.with_findings;
      totals->hostile[row.hostile_verdict] += row.messages;
      totals->scope[row.scope_verdict] += row.messages;
      if (row.verdict == MSP_VERDICT_ACCESSED)
        *(strcmp (row.attribution, "hostile") == 0 ? &totals->by_hostile : &totals->by_unknown) += row.messages;
      take_basis (totals, &row);
    }
  qsort (totals->bases, totals->n_bases, sizeof totals->bases[0], compare_bases);
  return end;
}

static gboolean
read_acquired (MspCase *source, MspAccessTotals *totals, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_VERDICTS, error);
  MspAccessVerdictRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    totals->acquired[MIN (row.acquired, MSP_ACQUIRED_YES)]++;
  return end;
}

static gboolean
read_actors (MspCase *source, MspAccessTotals *totals, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_ACTORS, error);
  MspAccessActorRow row;
  gboolean end = FALSE;

  totals->first = totals->last = MSP_DATE_UNKNOWN;
  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      if (row.class < MSP_N_ACTOR_CLASSES)
        totals->actors[row.class]++;
      if (row.class == MSP_ACTOR_TRUSTED)
        continue;
      if (row.first != MSP_DATE_UNKNOWN)
        totals->first = totals->first == MSP_DATE_UNKNOWN ? row.first : MIN (totals->first, row.first);
      totals->last = MAX (totals->last, row.last);   /* what is unknown is the least */
    }
  return end;
}

static gboolean
read_inputs (MspCase *source, MspAccessTotals *totals, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_INPUTS, error);
  MspAccessInputRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      totals->inputs++;
      totals->inputs_read += strcmp (row.state, "read") == 0;
      totals->inputs_partial += strcmp (row.state, "partial") == 0;
      totals->inputs_unread += strcmp (row.state, "unread") == 0;
      totals->inputs_repeated += strcmp (row.state, "repeated") == 0;
      totals->records += row.records;
      totals->rejected += row.rejected;
      totals->marks |= row.marks;
    }
  return end;
}

static gboolean
read_coverage (MspCase *source, MspAccessTotals *totals, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_COVERAGE, error);
  MspAccessCoverageRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      totals->days++;
      totals->days_proved += strcmp (row.grade, "proved") == 0;
      totals->days_assumed += strcmp (row.grade, "assumed") == 0;
      totals->days_throttled += row.throttled > 0;
      totals->days_empty += row.records == 0;
    }
  return end;
}

static gboolean
read_missing (MspCase *source, MspAccessTotals *totals, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_MISSING, error);
  MspAccessMissingRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      totals->missing++;
      totals->missing_untrusted += strcmp (row.attribution, "trusted") != 0;
    }
  return end;
}

gboolean
msp_access_totals_read (MspCase *source, MspAccessTotals *out_totals, GError **error)
{
  MspTotals all;

  *out_totals = (MspAccessTotals) { 0 };
  if (!msp_query_totals (source, &all, error))
    return FALSE;
  out_totals->copies = all.messages;
  out_totals->mailboxes = all.mailboxes;
  return read_summary (source, out_totals, error) && read_acquired (source, out_totals, error) && read_actors (source, out_totals, error)
         && read_inputs (source, out_totals, error) && read_coverage (source, out_totals, error) && read_missing (source, out_totals, error);
}

guint64
msp_access_totals_count (const MspAccessTotals *totals, const char *basis)
{
  guint64 n = 0;

  for (guint i = 0; i < totals->n_bases; i++)
    n += strcmp (totals->bases[i].basis, basis) == 0 ? totals->bases[i].messages : 0;
  return n;
}
