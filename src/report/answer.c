/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/answer.h"

#include <glib/gi18n-lib.h>

#include "pipeline/modules.h"
#include "report/text-people.h"
#include "report/words.h"
#include "score/score.h"

guint
msp_answer_get_score (const MspTotals *totals, guint64 people)
{
  guint64 high = totals->by_severity[MSP_SEVERITY_HIGH] + totals->by_severity[MSP_SEVERITY_CRITICAL];
  MspRollup rollup = { totals->max_score, high, people };

  return msp_score_rollup (&rollup);
}

guint64
msp_answer_get_sensitive (const MspTotals *totals)
{
  return totals->messages + totals->documents - totals->by_severity[MSP_SEVERITY_NONE];
}

char *
msp_answer_dup_exposed (const MspTotals *totals)
{
  g_autofree char *messages = msp_words_dup_messages (totals->messages), *documents = msp_words_dup_documents (totals->documents);
  g_autofree char *mailboxes = msp_words_dup_mailboxes (totals->mailboxes), *size = msp_words_dup_size (totals->size);
  g_autofree char *span = msp_words_dup_span (totals->first_date, totals->last_date);

  if (totals->messages + totals->documents == 0)
    return g_strdup (_("Exposed: nothing that was recognised as a message or a document."));
  /* Translators: "1 mail and 2 documents in 1 mailbox, 3.1 MB" */
  return g_strdup_printf (_("Exposed: %s and %s in %s, %s%s."), messages, documents, mailboxes, size, span);
}

gboolean
msp_answer_count_people (MspCase *source, MspRosterTotals *out_people, GError **error)
{
  g_autoptr (MspTriggers) triggers = msp_triggers_load (NULL, error);
  g_autoptr (MspRoster) roster = triggers != NULL ? msp_roster_new (source, NULL, triggers, error) : NULL;

  if (roster != NULL)
    *out_people = *msp_roster_get_totals (roster);
  return roster != NULL;
}

char *
msp_answer_dup_severity (const MspTotals *totals, const MspRosterTotals *people)
{
  guint64 sensitive = msp_answer_get_sensitive (totals);
  guint score = msp_answer_get_score (totals, people->people);
  g_autofree char *values = msp_words_dup_values (totals->distinct_values), *whose = msp_people_dup_count (people);
  g_autofree char *bad = msp_words_dup_number (sensitive);

  if (sensitive == 0)
    return NULL;
  return g_strdup_printf (ngettext ("Severity: %s, %u of 100. %s of them holds sensitive content: %s of %s.",
                                    "Severity: %s, %u of 100. %s of them hold sensitive content: %s of %s.",
                                    (gulong) MIN (sensitive, 2)),
                          msp_words_severity (msp_severity_from_score (score)), score, bad, values, whose);
}

char *
msp_answer_dup_coverage (const MspTotals *totals)
{
  g_autofree char *share = msp_words_dup_share (totals->bytes[MSP_FATE_READ], totals->size);
  g_autofree char *failed = msp_words_dup_failed (totals->failed);

  return g_strdup_printf (_("Coverage: %s of the bytes were read; %s."), share, failed);
}

static void
warn_of_modules (MspCase *source, GPtrArray *warnings)
{
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_LACKS, NULL, NULL);
  MspProblemRow row;
  gboolean end = FALSE;

  while (query != NULL && msp_query_next_problem (query, &row, &end, NULL) && !end)
    {
      MspModule module = msp_modules_find (row.locator, row.detail);

      if (module != MSP_N_MODULES)
        g_ptr_array_add (warnings, g_strdup_printf (_("WARNING: no %s file was read, since '%s' was missing or broken."),
                                                    msp_modules_get (module)->kind, row.locator));
    }
}

char **
msp_answer_dup_warnings (MspCase *source)
{
  g_autofree char *state = msp_case_dup_run (source, "state"), *shard = msp_case_dup_run (source, "shard.number");
  g_autofree char *count = msp_case_dup_run (source, "shard.count");
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  if (g_strcmp0 (state, "unbalanced") == 0)
    g_ptr_array_add (warnings, g_strdup (_("WARNING: the ledger of this case does not balance; 'mailspill verify' names the first row.")));
  else if (g_strcmp0 (state, "open") == 0)
    g_ptr_array_add (warnings, g_strdup (_("WARNING: the scan was interrupted; this is what it had found by then.")));
  if (shard != NULL && count != NULL)
    g_ptr_array_add (warnings, g_strdup_printf (_("WARNING: this is shard %s of %s only; 'mailspill merge' joins them all."), shard, count));
  warn_of_modules (source, warnings);
  g_ptr_array_add (warnings, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&warnings), FALSE);
}
