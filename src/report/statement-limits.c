/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/statement-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "evidence/event.h"
#include "report/words.h"

#define NAMES_SHOWN 20

typedef struct {
  char   *mailbox;
  guint64 days, recorded, uncovered, throttled;
} Mailbox;

static void
list_mailbox (MspStatementPart *part, const Mailbox *mailbox, guint64 *n)
{
  g_autofree char *days = msp_words_dup_number (mailbox->days), *recorded = msp_words_dup_number (mailbox->recorded);
  g_autofree char *throttled = msp_words_dup_number (mailbox->throttled), *uncovered = msp_words_dup_number (mailbox->uncovered);

  if (mailbox->days == mailbox->recorded && mailbox->throttled + mailbox->uncovered == 0)
    return;
  msp_statement_list_some (part, g_strdup_printf (ngettext ("%s: records on %s of %s day; %s with throttled audit, %s not covered",
                                                            "%s: records on %s of %s days; %s with throttled audit, %s not covered",
                                                            msp_words_plural (mailbox->days)),
                                                  mailbox->mailbox[0] != '\0' ? mailbox->mailbox : _("(no mailbox)"), recorded, days, throttled,
                                                  uncovered), n);
}

/* The mailboxes whose logs have holes. */
gboolean
msp_statement_coverage (const MspStatement *self, MspStatementPart *part, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (self->source, MSP_ACCESS_COVERAGE, error);
  Mailbox mailbox = { NULL };
  MspAccessCoverageRow row;
  gboolean end = FALSE;
  guint64 n = 0;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      if (mailbox.mailbox == NULL || strcmp (mailbox.mailbox, row.mailbox) != 0)
        {
          if (mailbox.mailbox != NULL)
            list_mailbox (part, &mailbox, &n);
          g_free (mailbox.mailbox);
          mailbox = (Mailbox) { .mailbox = g_strdup (row.mailbox) };
        }
      mailbox.days++;
      mailbox.recorded += row.records > 0;
      mailbox.uncovered += strcmp (row.grade, "none") == 0;
      mailbox.throttled += row.throttled > 0;
    }
  if (mailbox.mailbox != NULL)
    list_mailbox (part, &mailbox, &n);
  g_free (mailbox.mailbox);
  msp_statement_list_end (part, n, "coverage.csv");
  if (part->points->len > 0)
    msp_statement_say (part, g_strdup (_("Mailboxes with days without a record, with a throttled audit, or not covered:")));
  else if (self->totals->days > 0)
    msp_statement_say (part, g_strdup (_("Every mailbox that the logs name has records on each day.")));
  return end;
}

/* What would lower the number of messages that nothing can be said of. */
static void
list_needs (const MspAccessTotals *totals, MspStatementPart *part)
{
  const struct { gboolean is_needed; const char *text; } needs[] = {
    { (totals->marks & (MSP_MARK_ROW_CAP | MSP_MARK_NEXT_LINK | MSP_MARK_CUT)) != 0,
      _("The rest of the evidence that says itself that it is not complete (evidence_census.csv, marks row-cap, next-link, cut): export shorter"
        " periods.") },
    { (totals->marks & MSP_MARK_FLATTENED) != 0, _("The whole AuditData of records whose nested fields were lost by the collector.") },
    { totals->inputs_unread > 0, _("Another form of the evidence that could not be read.") },
    { totals->verdicts[MSP_VERDICT_NO_EVIDENCE] > 0,
      _("Audit records and server logs of the mailboxes that no record names, before they are no longer kept.") },
    { totals->days_assumed > 0, _("The audit settings of the mailboxes (--audit-config), so that coverage can be proved and not only assumed.") },
    { totals->actors[MSP_ACTOR_UNKNOWN] > 0, _("Who the unknown actors are: name them with --trusted or --hostile and run again.") },
    { totals->missing > 0, _("Recoverable Items and the other mailboxes: they may hold what records name and the archive lacks.") },
    { msp_access_totals_count (totals, "UNRESOLVED_BINDS") > 0,
      _("Other logs of the sessions whose records name no message: sign-in logs, server logs, the client.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (needs[i].is_needed)
      msp_statement_list (part, g_strdup (needs[i].text));
}

/* When the audit records of the first exposed day are gone. */
static void
list_expiry (const MspStatement *self, MspStatementPart *part)
{
  g_autofree char *days = msp_access_dup_fact (self->source, "option.retention_days");
  g_autofree char *widest = msp_access_dup_fact (self->source, "window.maximum_start");
  g_autofree char *start = widest != NULL ? g_strdup (widest) : msp_access_dup_fact (self->source, "window.minimum_start");
  g_autoptr (GDateTime) first = start != NULL ? g_date_time_new_from_iso8601 (start, NULL) : NULL;
  int kept = days != NULL ? (int) CLAMP (g_ascii_strtoll (days, NULL, 10), 0, 100000) : 0;
  g_autoptr (GDateTime) gone = first != NULL && days != NULL ? g_date_time_add_days (first, kept) : NULL;

  if (gone == NULL)
    return;
  g_autofree char *day = g_date_time_format (first, "%Y-%m-%d"), *last = g_date_time_format (gone, "%Y-%m-%d");
  msp_statement_list (part, g_strdup_printf (ngettext ("Audit records of %s, the first day that may have been exposed, are gone from %s on"
                                                       " (kept %d day): preserve them before.",
                                                       "Audit records of %s, the first day that may have been exposed, are gone from %s on"
                                                       " (kept %d days): preserve them before.", (gulong) kept), day, last, kept));
}

/* Mailboxes of the case that no evidence is about, in one point however many they are. */
static gboolean
list_without_evidence (MspCase *source, MspStatementPart *part, GError **error)
{
  static const char prefix[] = "mailbox.without_evidence.";
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_FACTS, error);
  g_autoptr (GString) names = g_string_new (NULL);
  MspAccessFactRow row;
  gboolean end = FALSE;
  guint64 n = 0;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    if (g_str_has_prefix (row.key, prefix) && n++ < NAMES_SHOWN)
      {
        const char *name = row.key + strlen (prefix);

        g_string_append_printf (names, "%s%s", names->len > 0 ? "; " : "", name[0] != '\0' ? name : _("(no mailbox)"));
      }
  if (n == 0)
    return end;
  if (n > NAMES_SHOWN)
    g_string_append (names, "; … (access.csv)");
  g_autofree char *count = msp_words_dup_number (n);
  msp_statement_list (part, g_strdup_printf (ngettext ("Evidence of any kind about %s mailbox, or its other names (--mailbox-map): %s",
                                                       "Evidence of any kind about %s mailboxes, or their other names (--mailbox-map): %s",
                                                       (gulong) n), count, names->str));
  return end;
}

gboolean
msp_statement_next (const MspStatement *self, MspStatementPart *part, GError **error)
{
  list_expiry (self, part);
  list_needs (self->totals, part);
  return list_without_evidence (self->source, part, error);
}

static guint64
get_count (const MspStatement *self, const char *key)
{
  g_autofree char *value = msp_access_dup_fact (self->source, key);

  return value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
}

/* Mail that should have a hash and has none. */
static void
list_unhashed (const MspStatement *self, MspStatementPart *part)
{
  guint64 missing = get_count (self, "hashes.missing"), made = get_count (self, "hashes.not_stored_as_bytes");
  g_autofree char *unread = msp_words_dup_messages (missing), *unstored = msp_words_dup_messages (made);

  if (missing > 0)
    msp_statement_list (part, g_strdup_printf (_("Without SHA-256: %s whose source is gone, cannot be read, or is no longer what was scanned."),
                                               unread));
  if (made > 0)
    msp_statement_list (part, g_strdup_printf (_("Without SHA-256: %s that a mail store keeps as properties, not as mail: there is nothing to"
                                                 " hash."), unstored));
}

/* Mail that records name by no Message-ID, and what could not be compared. */
static void
list_joins (const MspStatement *self, MspStatementPart *part)
{
  guint64 by_uid = get_count (self, "join.uid"), missed = get_count (self, "content_hashes.missed");
  g_autofree char *named = msp_words_dup_messages (by_uid), *unread = msp_words_dup_messages (missed);

  if (by_uid > 0)
    msp_statement_list (part, g_strdup_printf (_("Named by IMAP UID alone (join): %s. Such a number means the same message only as long as the"
                                                 " UIDVALIDITY of its folder stays, which logs do not state; signs of a change were looked for."),
                                               named));
  if (missed > 0)
    msp_statement_list (part, g_strdup_printf (_("Records name mail by the hash of its content alone; not compared with them: %s that could not"
                                                 " be read again."), unread));
}

gboolean
msp_statement_limits (const MspStatement *self, MspStatementPart *part, GError **error)
{
  const char *const limits[] = {
    _("Accessed is not read: a record shows that a server gave out a message, not that a person looked at it."),
    _("Numbers of records and accesses are floors: binds within two minutes share a record, the same item is not recorded again within an"
      " hour, nor a synchronisation. What was accessed once may have been accessed often."),
    _("Microsoft 365 stops recording binds of a mailbox for 24 hours after a thousand records: all its mail of that time must be"
      " presumed accessed."),
    _("A record that names no message may concern any of its mailbox that was there: such messages are indeterminate, not cleared."),
    _("Folders are those of the export, unless records of moves say more; mail that was moved or deleted before may have been synchronised."),
    _("Records that two files share are counted once (evidence_census.csv, duplicates)."),
    _("Times are those of the servers and the clocks that wrote the evidence; where a zone or a year is an assumption, timeline.csv says so."
      " When a message was received is what its own headers say (received_basis)."),
    _("Evidence that was not read, or read in part, can only add accesses."),
    _("Where no log exists, silence proves nothing."),
    _("Attribution is by the lists that were given to this run; an unknown actor may be hostile or not."),
    _("This states what the evidence shows. Whether somebody has to be told is for counsel to decide."),
  };
  g_autofree char *as_of = msp_access_dup_fact (self->source, "as_of");

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    msp_statement_list (part, g_strdup (limits[i]));
  if (as_of != NULL)
    msp_statement_list (part, g_strdup_printf (_("As of %s; what happened later is not in it."), as_of));
  list_unhashed (self, part);
  list_joins (self, part);
  return TRUE;
}
