/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/reach.h"

/* What one message adds. */
typedef struct {
  gint64  first, last;
  guint8  verdict;       /* MSP_N_VERDICTS: not judged */
  guint8  acquired;
  guint8  attribution;   /* index of attributions */
} Verdict;

struct _MspReach {
  gboolean has_run;
  Verdict *verdicts;     /* of each message of the evidence */
};

static const char *const attributions[] = { "", "unknown", "hostile" };

static guint8
find_attribution (const char *text)
{
  for (guint8 i = 1; i < G_N_ELEMENTS (attributions); i++)
    if (g_str_equal (text, attributions[i]))
      return i;
  return 0;
}

static gboolean
read_verdicts (MspReach *self, MspCase *source, GHashTable *places, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_VERDICTS, error);
  MspAccessVerdictRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, row.message));

      if (place > 0 && row.verdict < MSP_N_VERDICTS)
        self->verdicts[place - 1] = (Verdict) { row.first, row.last, (guint8) row.verdict, (guint8) MIN (row.acquired, MSP_ACQUIRED_YES),
                                                find_attribution (row.attribution) };
    }
  return end;
}

MspReach *
msp_reach_new (MspCase *source, const MspEvidence *evidence, GError **error)
{
  g_autoptr (MspReach) self = g_new0 (MspReach, 1);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  self->has_run = msp_access_has_run (source);
  if (!self->has_run)
    return g_steal_pointer (&self);
  self->verdicts = g_new0 (Verdict, evidence->messages->len + 1);
  for (guint i = 0; i < evidence->messages->len; i++)
    {
      self->verdicts[i].verdict = MSP_N_VERDICTS;
      g_hash_table_insert (places, (gpointer) g_array_index (evidence->messages, MspEvidenceMessage, i).id, GUINT_TO_POINTER (i + 1));
    }
  return read_verdicts (self, source, places, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
msp_reach_has_run (const MspReach *self)
{
  return self->has_run;
}

void
msp_reach_free (MspReach *self)
{
  if (self == NULL)
    return;
  g_free (self->verdicts);
  g_free (self);
}

MspAccessVerdict
msp_reach_get_verdict (const MspReach *self, guint32 message)
{
  return self->has_run ? (MspAccessVerdict) self->verdicts[message].verdict : MSP_N_VERDICTS;
}

gboolean
msp_reach_is_worse (MspAccessVerdict verdict, MspAccessVerdict other)
{
  static const guint8 ranks[MSP_N_VERDICTS + 1] = {
    [MSP_VERDICT_ACCESSED] = 6, [MSP_VERDICT_PRESUMED] = 5, [MSP_VERDICT_INDETERMINATE] = 4, [MSP_N_VERDICTS] = 3,
    [MSP_VERDICT_NO_EVIDENCE] = 2, [MSP_VERDICT_NOT_SHOWN] = 1, [MSP_VERDICT_NOT_EXPOSED] = 0,
  };

  return ranks[verdict] > ranks[other];
}

static void
take_worst (MspPersonAccess *access, MspAccessVerdict verdict)
{
  if ((!access->is_known && !access->has_unjudged) || msp_reach_is_worse (verdict, access->worst))
    access->worst = verdict;
}

void
msp_reach_begin (MspPersonAccess *out_access)
{
  *out_access = (MspPersonAccess) { .worst = MSP_N_VERDICTS, .attribution = "", .first = MSP_DATE_UNKNOWN, .last = MSP_DATE_UNKNOWN };
}

void
msp_reach_take (const MspReach *self, guint32 message, MspPersonAccess *access)
{
  const Verdict *verdict = self->has_run ? &self->verdicts[message] : NULL;

  if (verdict == NULL)
    return;
  take_worst (access, (MspAccessVerdict) verdict->verdict);
  access->has_unjudged |= verdict->verdict == MSP_N_VERDICTS;
  if (verdict->verdict == MSP_N_VERDICTS)
    return;
  access->is_known = TRUE;
  access->acquired = MAX (access->acquired, (MspAcquired) verdict->acquired);
  access->n_accessed += verdict->verdict == MSP_VERDICT_ACCESSED;
  access->n_presumed += verdict->verdict == MSP_VERDICT_PRESUMED;
  access->n_indeterminate += verdict->verdict == MSP_VERDICT_INDETERMINATE;
  if (verdict->attribution > find_attribution (access->attribution))
    access->attribution = attributions[verdict->attribution];
  if (verdict->first != MSP_DATE_UNKNOWN)
    access->first = access->first == MSP_DATE_UNKNOWN ? verdict->first : MIN (access->first, verdict->first);
  if (verdict->last != MSP_DATE_UNKNOWN)
    access->last = access->last == MSP_DATE_UNKNOWN ? verdict->last : MAX (access->last, verdict->last);
}
