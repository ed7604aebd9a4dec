/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/statement-private.h"

#include <glib/gi18n-lib.h>

#include "report/access-words.h"
#include "report/head-count.h"
#include "report/text-people.h"
#include "report/words.h"

static char *
dup_copies (guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);

  return g_strdup_printf (ngettext ("%s message copy", "%s message copies", msp_words_plural (n)), number);
}

/* "(7 by actors classified hostile, 1 unknown)" */
static char *
dup_actors (const MspAccessTotals *totals)
{
  g_autofree char *hostile = msp_words_dup_number (totals->by_hostile), *unknown = msp_words_dup_number (totals->by_unknown);

  if (totals->by_unknown == 0)
    return g_strdup_printf (_(" (%s by actors classified hostile)"), hostile);
  if (totals->by_hostile == 0)
    return g_strdup_printf (_(" (%s by unknown actors)"), unknown);
  return g_strdup_printf (_(" (%s by actors classified hostile, %s unknown)"), hostile, unknown);
}

/* "(2 by folder synchronisation, 2 by audit throttling)" */
static char *
dup_bases (const MspAccessTotals *totals, MspAccessVerdict verdict)
{
  g_autoptr (GString) list = g_string_new (" (");
  gboolean any = FALSE;

  for (guint i = 0; i < totals->n_bases; i++)
    {
      const MspAccessBasis *basis = &totals->bases[i];
      g_autofree char *number = msp_words_dup_number (basis->messages);

      if (basis->verdict != verdict)
        continue;
      g_string_append (list, any ? ", " : "");
      /* Translators: how many copies, and what makes one presume it: "2 by folder synchronisation" */
      g_string_append_printf (list, _("%s by %s"), number, msp_access_words_basis (basis->basis));
      any = TRUE;
    }
  g_string_append_c (list, ')');
  return any ? g_string_free (g_steal_pointer (&list), FALSE) : g_strdup ("");
}

static char *
dup_clause (MspAccessVerdict verdict, guint64 n)
{
  g_autofree char *number = msp_words_dup_number (n);
  gulong many = msp_words_plural (n);

  switch (verdict)
    {
    case MSP_VERDICT_ACCESSED:
      return n == 0 ? g_strdup (_("none is shown to have been accessed"))
                    : g_strdup_printf (ngettext ("%s was accessed", "%s were accessed", many), number);
    case MSP_VERDICT_PRESUMED:
      return g_strdup_printf (ngettext ("%s must be presumed accessed", "%s must be presumed accessed", many), number);
    case MSP_VERDICT_INDETERMINATE:
      return g_strdup_printf (ngettext ("%s is indeterminate", "%s are indeterminate", many), number);
    case MSP_VERDICT_NOT_SHOWN:
      return g_strdup_printf (ngettext ("%s shows no access in complete logs", "%s show no access in complete logs", many), number);
    case MSP_VERDICT_NO_EVIDENCE:
      return g_strdup_printf (ngettext ("%s has no access evidence of either kind", "%s have no access evidence of either kind", many), number);
    case MSP_VERDICT_NOT_EXPOSED:
      return g_strdup_printf (ngettext ("%s was received after the exposure", "%s were received after the exposure", many), number);
    case MSP_N_VERDICTS:
    default:
      return g_strdup_printf (ngettext ("%s was not judged", "%s were not judged", many), number);
    }
}

char *
msp_statement_dup_answer (const MspAccessTotals *totals)
{
  g_autofree char *copies = dup_copies (totals->copies), *mailboxes = msp_words_dup_mailboxes (totals->mailboxes);
  g_autoptr (GString) all = g_string_new (NULL);

  for (int i = 0; i <= MSP_N_VERDICTS; i++)
    {
      guint64 n = i < MSP_N_VERDICTS ? totals->verdicts[i] : totals->copies - MIN (totals->judged, totals->copies);
      g_autofree char *clause = dup_clause ((MspAccessVerdict) i, n), *more = NULL;

      if (n == 0 && i != MSP_VERDICT_ACCESSED)
        continue;
      if (n > 0 && i == MSP_VERDICT_ACCESSED)
        more = dup_actors (totals);
      else if (i == MSP_VERDICT_PRESUMED)
        more = dup_bases (totals, MSP_VERDICT_PRESUMED);
      g_string_append_printf (all, "%s%s%s", all->len > 0 ? ", " : "", clause, more != NULL ? more : "");
    }
  /* Translators: "Of 16 message copies in 3 mailboxes, 8 were accessed, 4 must be presumed accessed." */
  return g_strdup_printf (_("Of %s in %s, %s."), copies, mailboxes, all->str);
}

/* Both counts, because unknown actors may be either. */
static void
say_actors (const MspAccessTotals *totals, MspStatementPart *part)
{
  const guint64 *hostile = totals->hostile, *all = totals->verdicts;
  g_autofree char *a = msp_words_dup_number (hostile[MSP_VERDICT_ACCESSED]), *b = msp_words_dup_number (hostile[MSP_VERDICT_PRESUMED]);
  g_autofree char *c = msp_words_dup_number (all[MSP_VERDICT_ACCESSED]), *d = msp_words_dup_number (all[MSP_VERDICT_PRESUMED]);

  msp_statement_say (part, g_strdup_printf (_("By the records of hostile actors alone: %s accessed, %s presumed accessed. With those of unknown"
                                              " actors: %s and %s."), a, b, c, d));
}

/* Microsoft's guidance says both: all mail in the synchronised folder, and all mail in the mailbox. */
static void
say_scopes (const MspAccessTotals *totals, MspStatementPart *part)
{
  guint64 folder = totals->verdicts[MSP_VERDICT_ACCESSED] + totals->verdicts[MSP_VERDICT_PRESUMED];
  guint64 mailbox = totals->scope[MSP_VERDICT_ACCESSED] + totals->scope[MSP_VERDICT_PRESUMED];
  g_autofree char *a = msp_words_dup_number (folder), *b = msp_words_dup_number (mailbox);

  msp_statement_say (part, g_strdup_printf (_("Accessed or presumed accessed, if a synchronisation concerns the folder it names: %s; if it"
                                              " concerns the whole mailbox: %s. Microsoft's guidance gives both readings."), a, b));
}

/* Laws tell access from acquisition. */
static void
say_acquired (const MspAccessTotals *totals, MspStatementPart *part)
{
  g_autofree char *yes = msp_words_dup_number (totals->acquired[MSP_ACQUIRED_YES]);
  g_autofree char *presumed = msp_words_dup_number (totals->acquired[MSP_ACQUIRED_PRESUMED]);

  msp_statement_say (part, g_strdup_printf (_("A copy left (acquisition): shown for %s, to be presumed for %s; for the others no record shows it."),
                                            yes, presumed));
}

static void
say_sensitive (const MspAccessTotals *totals, MspStatementPart *part)
{
  g_autofree char *a = msp_words_dup_number (totals->sensitive[MSP_VERDICT_ACCESSED]);
  g_autofree char *b = msp_words_dup_number (totals->sensitive[MSP_VERDICT_PRESUMED]);
  g_autofree char *c = msp_words_dup_number (totals->sensitive[MSP_VERDICT_INDETERMINATE]);

  msp_statement_say (part, g_strdup_printf (_("With sensitive content: %s of the accessed, %s of the presumed, %s of the indeterminate."), a, b, c));
}

/* Who may come off a list of those to be told, and who not: with bounds, since who is one person is not certain. */
static void
say_standing (const MspStanding *standing, MspStatementPart *part)
{
  const MspHeads *heads = standing->by_verdict, *none = &heads[MSP_VERDICT_NO_EVIDENCE], *unjudged = &heads[MSP_N_VERDICTS];
  const MspHeads silent = { none->lower + unjudged->lower, none->people + unjudged->people, none->upper + unjudged->upper };
  g_autofree char *a = msp_heads_dup_bounds (&heads[MSP_VERDICT_ACCESSED]), *b = msp_heads_dup_bounds (&heads[MSP_VERDICT_PRESUMED]);
  g_autofree char *c = msp_heads_dup_bounds (&heads[MSP_VERDICT_INDETERMINATE]), *d = msp_heads_dup_bounds (&silent);
  g_autofree char *e = msp_heads_dup_bounds (&standing->cleared);

  /* Translators: each number is one or a span: "4–5". */
  msp_statement_say (part, g_strdup_printf (_("People at least and at most, each by the worst copy of their data: %s in accessed mail, %s in mail"
                                              " to be presumed accessed, %s in indeterminate mail, %s in mail without evidence of either kind"
                                              " or not judged, %s in none of these: nothing but mail that complete logs show no access to, or"
                                              " that came after the exposure."), a, b, c, d, e));
}

static void
say_people (const MspRosterTotals *people, MspStatementPart *part)
{
  g_autofree char *all = msp_people_dup_count (people), *decisions = msp_people_dup_decisions (people);
  const MspHeads *heads = people->standing.by_verdict;
  g_autofree char *a = msp_words_dup_number (heads[MSP_VERDICT_ACCESSED].people);
  g_autofree char *b = msp_words_dup_number (heads[MSP_VERDICT_PRESUMED].people);
  g_autofree char *c = msp_words_dup_number (heads[MSP_VERDICT_INDETERMINATE].people);

  msp_statement_say (part, g_strdup_printf (_("Affected: %s. By the worst copy of their data: %s in mail that was accessed, %s more in mail that"
                                              " must be presumed accessed, %s more in mail that is indeterminate."), all, a, b, c));
  say_standing (&people->standing, part);
  if (decisions != NULL)
    msp_statement_say (part, g_steal_pointer (&decisions));
}

/* Without it nobody may speak of logs that show nothing. */
static void
say_coverage (const MspAccessTotals *totals, MspStatementPart *part)
{
  g_autofree char *days = msp_words_dup_number (totals->days), *proved = msp_words_dup_number (totals->days_proved);
  g_autofree char *assumed = msp_words_dup_number (totals->days_assumed);
  g_autofree char *none = msp_words_dup_number (totals->days - totals->days_proved - totals->days_assumed);
  g_autofree char *empty = msp_words_dup_number (totals->days_empty);

  msp_statement_say (part, g_strdup_printf (_("Coverage of the logs, in days of mailboxes: %s in all; proved %s, assumed %s, none %s; without any"
                                              " record %s. “No access in complete logs” says no more than that."),
                                            days, proved, assumed, none, empty));
}

/* Without a window "not shown" has no time that it speaks of. */
static void
say_window (MspCase *source, MspStatementPart *part)
{
  g_autofree char *basis = msp_access_dup_fact (source, "window.basis");

  if (basis == NULL)
    msp_statement_say (part, g_strdup (_("No window of exposure was stated, and no scans were given: “no access shown” rests on the records"
                                         " alone, from the first to the last of each mailbox, and says nothing of the time before and"
                                         " after.")));
}

gboolean
msp_statement_answer (const MspStatement *self, MspStatementPart *part, GError **error)
{
  const MspAccessTotals *totals = self->totals;

  msp_statement_say (part, msp_statement_dup_answer (totals));
  if (totals->judged > 0)
    {
      say_actors (totals, part);
      say_scopes (totals, part);
      say_acquired (totals, part);
      say_sensitive (totals, part);
    }
  if (self->people->people > 0)
    say_people (self->people, part);
  say_coverage (totals, part);
  if (totals->judged > 0)
    say_window (self->source, part);
  return TRUE;
}
