/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/verdict.h"

#include <string.h>

#define HOSTILE (1u << MSP_ACTOR_HOSTILE)
#define UNKNOWN (1u << MSP_ACTOR_UNKNOWN)

static gboolean
holds (const MspGrounds *grounds, MspBasis basis, guint classes)
{
  return ((classes & HOSTILE) != 0 && grounds->found[basis][MSP_ACTOR_HOSTILE].n > 0)
         || ((classes & UNKNOWN) != 0 && grounds->found[basis][MSP_ACTOR_UNKNOWN].n > 0);
}

/* What holds whoever acted: the evidence itself has a hole. */
static MspBasis
find_hole (const MspJudge *judge, const MspGrounds *grounds, const MspCoverageGrade *grade)
{
  /* A throttle hides the binds of all, whoever caused it. */
  gboolean is_throttled = holds (grounds, MSP_BASIS_THROTTLED_24H, HOSTILE | UNKNOWN);

  if (grounds->is_quiet || is_throttled || grounds->rule_unread || judge->rejected > 0 || judge->has_unread)
    return MSP_BASIS_LOG_GAP;
  if (judge->is_truncated)
    return MSP_BASIS_TRUNCATED_EXPORT;
  if (grade->is_audit_off)
    return MSP_BASIS_AUDIT_OFF;
  return grade->is_expired ? MSP_BASIS_RETENTION_EXPIRED : MSP_N_BASES;
}

static gboolean
is_after_window (const MspJudge *judge, const MspSubject *subject)
{
  return judge->window->is_known && !subject->is_date_only && subject->received != MSP_TIME_UNKNOWN
         && subject->received > msp_exposure_get_end (judge->window);
}

/* Without a window records speak of the time that they reach over, and of none behind the last of all, nor behind a silence of one
   mailbox that would be a hole within a window. */
static gboolean
is_after_last_record (const MspJudge *judge, const MspIndexMailbox *mailbox, const MspSubject *subject)
{
  return !judge->window->is_known && mailbox != NULL && mailbox->is_audited && subject->received != MSP_TIME_UNKNOWN
         && (subject->received > judge->index->newest
             || subject->received - MSP_SILENCE_MAX > msp_trail_get (judge->index->trail, (guint) mailbox->last)->time);
}

/* No record is about the message: what may be said depends on what was recorded at all. */
static MspBasis
find_absence (const MspJudge *judge, const MspGrounds *grounds, const MspSubject *subject, const MspCoverageGrade *grade)
{
  const MspIndexMailbox *mailbox = msp_index_get_mailbox (judge->index, subject->mailbox);
  MspBasis hole = find_hole (judge, grounds, grade);

  if (is_after_window (judge, subject))
    return MSP_BASIS_AFTER_WINDOW;
  if ((mailbox == NULL || !mailbox->is_audited) && judge->is_named_by_reject && judge->rejected > 0)
    return MSP_BASIS_LOG_GAP;
  if (mailbox == NULL)
    return grade->is_audit_off ? MSP_BASIS_AUDIT_OFF : judge->has_logs ? MSP_BASIS_NO_AUDIT_FOR_MAILBOX : MSP_BASIS_NO_LOGS;
  if (!mailbox->is_audited)
    return grade->is_audit_off ? MSP_BASIS_AUDIT_OFF : MSP_BASIS_NO_LOGS;
  if (hole != MSP_N_BASES)
    return hole;
  if (judge->is_guessed || is_after_last_record (judge, mailbox, subject))
    return MSP_BASIS_LOG_GAP;
  return grade->grade == MSP_GRADE_NONE ? MSP_BASIS_LOG_GAP : MSP_BASIS_AUDITED_NO_HIT;
}

static MspBasis
decide (const MspJudge *judge, const MspGrounds *grounds, const MspSubject *subject, const MspCoverageGrade *grade, guint classes,
        gboolean whole_mailbox)
{
  for (int i = 0; i < MSP_BASIS_AUDITED_NO_HIT; i++)
    if ((i != MSP_BASIS_SYNC_MAILBOX || whole_mailbox) && holds (grounds, (MspBasis) i, classes))
      return (MspBasis) i;
  return find_absence (judge, grounds, subject, grade);
}

static guint64
get_unresolved (const MspGrounds *grounds, guint classes)
{
  return ((classes & HOSTILE) != 0 ? grounds->unresolved[MSP_ACTOR_HOSTILE] : 0)
         + ((classes & UNKNOWN) != 0 ? grounds->unresolved[MSP_ACTOR_UNKNOWN] : 0);
}

static char *
dup_basis (const MspJudge *judge, const MspGrounds *grounds, MspBasis basis, guint classes)
{
  const char *name = msp_basis_get_name (basis);

  switch (basis)
    {
    case MSP_BASIS_UNRESOLVED_BINDS: return g_strdup_printf ("%s:%" G_GUINT64_FORMAT, name, get_unresolved (grounds, classes));
    case MSP_BASIS_PARTIAL_RANGE: return g_strdup_printf ("%s:%" G_GUINT64_FORMAT, name, grounds->partial_bytes);
    case MSP_BASIS_IMAP_COUNT:
      return g_strdup_printf ("%s:%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, name, MIN (grounds->fetched, grounds->held), grounds->held);
    case MSP_BASIS_LOG_GAP: return judge->rejected > 0 ? g_strdup_printf ("%s:%" G_GUINT64_FORMAT, name, judge->rejected) : g_strdup (name);
    default: return g_strdup (name);
    }
}

static int
compare_numbers (gconstpointer left, gconstpointer right)
{
  guint32 a = *(const guint32 *) left, b = *(const guint32 *) right;

  return (a > b) - (a < b);
}

/* "A1; A3", of the records kept. */
static char *
dup_actors (const MspJudge *judge, const MspSupport *support)
{
  guint32 numbers[MSP_SUPPORT_KEPT];
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < support->n_traces; i++)
    numbers[i] = msp_actors_get_number (judge->index->actors, msp_trail_get (judge->index->trail, support->traces[i]));
  qsort (numbers, support->n_traces, sizeof *numbers, compare_numbers);
  for (guint i = 0; i < support->n_traces; i++)
    if (i == 0 || numbers[i] != numbers[i - 1])
      g_string_append_printf (text, "%sA%u", text->len > 0 ? "; " : "", numbers[i] + 1);
  return g_string_free (text, FALSE);
}

static void
add_note (GString *notes, const char *note)
{
  g_string_append_printf (notes, "%s%s", notes->len > 0 ? "; " : "", note);
}

static void
add_other_bases (GString *notes, const MspGrounds *grounds, MspBasis basis, guint classes)
{
  for (int i = 0; i < MSP_BASIS_UNRESOLVED_BINDS; i++)
    if (i != (int) basis && i != MSP_BASIS_SYNC_MAILBOX && holds (grounds, (MspBasis) i, classes))
      {
        g_autofree char *also = g_strconcat ("also ", msp_basis_get_name ((MspBasis) i), NULL);

        add_note (notes, also);
      }
}

static char *
dup_note (const MspJudge *judge, const MspGrounds *grounds, const MspSubject *subject, MspBasis basis, guint classes,
          const MspCoverageGrade *grade)
{
  GString *notes = g_string_new (NULL);
  const MspIndexMailbox *mailbox = msp_index_get_mailbox (judge->index, subject->mailbox);
  guint32 elsewhere = subject->key != 0 ? msp_index_find_elsewhere (judge->index, subject->mailbox, subject->key) : 0;

  add_other_bases (notes, grounds, basis, classes);
  if (elsewhere != 0)
    {
      g_autofree char *note = g_strconcat ("same id accessed in ", msp_mailboxes_get_title (judge->index->trail->mailboxes, elsewhere), NULL);

      add_note (notes, note);
    }
  if ((basis == MSP_BASIS_SYNC_FOLDER || (basis == MSP_BASIS_AUDITED_NO_HIT && holds (grounds, MSP_BASIS_SYNC_MAILBOX, classes)))
      && (mailbox == NULL || mailbox->moves == NULL))
    add_note (notes, "folder as of export");
  if (grounds->was_moved)
    add_note (notes, "folder at the time by records of moves");
  if (grounds->is_quiet)
    add_note (notes, "binds not recorded for 24 hours after a trusted actor's record");
  if (grounds->is_doubtful && basis > MSP_BASIS_RAWLOG)
    add_note (notes, "within the doubt of a record's assumed zone");
  if (grounds->is_touched && basis > MSP_BASIS_RAWLOG)
    add_note (notes, "moved or deleted by the actor");
  if (grounds->is_named_early && basis > MSP_BASIS_RAWLOG)
    add_note (notes, "named by a record from before it came");
  if (grounds->is_weak)
    add_note (notes, "subject and size as in a record");
  if (grounds->has_open_session && basis == MSP_BASIS_UNRESOLVED_BINDS)
    add_note (notes, "a session whose end no record shows");
  if (grounds->rule_unread)
    add_note (notes, "whether a forwarding rule meant it could not be told");
  if (subject->is_date_only)
    add_note (notes, "received by the sender's date");
  if (basis == MSP_BASIS_LOG_GAP && judge->has_unread)
    add_note (notes, "evidence that could not be read");
  if (basis == MSP_BASIS_LOG_GAP && is_after_last_record (judge, mailbox, subject))
    add_note (notes, "received after the last records");
  if (basis == MSP_BASIS_LOG_GAP && judge->is_guessed)
    add_note (notes, "mailbox by its recipients");
  if (basis == MSP_BASIS_LOG_GAP && grade->grade == MSP_GRADE_NONE)
    add_note (notes, grade->reason);
  return g_string_free (notes, FALSE);
}

/* Records of the classes for one basis, hostile ones first where there are any. */
static MspSupport
get_support (const MspGrounds *grounds, MspBasis basis, guint classes)
{
  MspSupport support = grounds->found[basis][MSP_ACTOR_HOSTILE];

  if ((classes & UNKNOWN) != 0)
    msp_support_merge (&support, &grounds->found[basis][MSP_ACTOR_UNKNOWN]);
  return support;
}

static MspAcquired
get_acquired (const MspGrounds *grounds, guint classes)
{
  MspAcquired acquired = MSP_ACQUIRED_NOT_SHOWN;

  for (int i = 0; i < MSP_BASIS_UNRESOLVED_BINDS; i++)
    if (i != MSP_BASIS_SYNC_MAILBOX && holds (grounds, (MspBasis) i, classes))
      acquired = MAX (acquired, msp_basis_get_acquired ((MspBasis) i));
  return acquired == MSP_ACQUIRED_PRESUMED && grounds->is_downloaded ? MSP_ACQUIRED_YES : acquired;
}

static MspJoin
get_join (const MspGrounds *grounds, MspBasis basis)
{
  if (basis <= MSP_BASIS_RAWLOG)
    return grounds->join;
  return basis == MSP_BASIS_NO_ID && grounds->is_weak ? MSP_JOIN_WEAK : MSP_JOIN_NONE;
}

void
msp_verdict_row_init (MspVerdictRow *self, const MspJudge *judge, const MspGrounds *grounds, const MspSubject *subject,
                      const MspAccessCopyRow *copy, guint copies)
{
  guint classes = judge->ignores_unknown ? HOSTILE : HOSTILE | UNKNOWN;
  MspCoverageGrade grade = msp_coverage_get (judge->coverage, subject->mailbox);
  MspBasis basis = decide (judge, grounds, subject, &grade, classes, judge->whole_mailbox);
  MspBasis hostile = decide (judge, grounds, subject, &grade, HOSTILE, judge->whole_mailbox);
  MspBasis wide = decide (judge, grounds, subject, &grade, classes, TRUE);
  MspSupport support = get_support (grounds, basis, classes);
  const MspTrail *trail = judge->index->trail;

  *self = (MspVerdictRow) {
    .basis = dup_basis (judge, grounds, basis, classes), .actors = dup_actors (judge, &support),
    .evidence = msp_support_dup_ids (&support, trail), .note = dup_note (judge, grounds, subject, basis, classes, &grade),
  };
  self->row = (MspAccessVerdictRow) {
    .message = copy->id, .place = copy->place, .verdict = msp_basis_get_verdict (basis), .basis = self->basis,
    .hostile_verdict = msp_basis_get_verdict (hostile), .scope_verdict = msp_basis_get_verdict (wide),
    .acquired = get_acquired (grounds, classes),
    .attribution = support.n == 0 ? "" : grounds->found[basis][MSP_ACTOR_HOSTILE].n > 0 ? "hostile" : "unknown", .actors = self->actors,
    .first = support.n > 0 ? msp_trail_get (trail, support.traces[0])->time : MSP_DATE_UNKNOWN,
    .last = support.n > 0 ? msp_trail_get (trail, support.last)->time : MSP_DATE_UNKNOWN,
    .records = support.n, .join = msp_join_get_name (get_join (grounds, basis)),
    .copies = MAX (copies, 1), .coverage = msp_grade_get_name (grade.grade), .evidence = self->evidence, .note = self->note,
  };
}

void
msp_verdict_row_clear (MspVerdictRow *self)
{
  g_free (self->basis);
  g_free (self->actors);
  g_free (self->evidence);
  g_free (self->note);
}
