/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support/accessed-case.h"

#include <string.h>

#include "evidence/event.h"
#include "store/access.h"
#include "support/sample-case.h"

/* 2026-03-01T00:00:00Z */
#define MARCH 1772323200
#define DAY 86400
#define AT(day, hour) (MARCH + ((day) - 1) * DAY + (hour) * 3600)

static const struct {
  const char      *mailbox, *folder, *message_id, *sender;
  guint            score;
  gint64           received;
  MspAccessVerdict verdict, hostile, scope;
  const char      *basis, *attribution, *actors, *join;
  gint64           accessed;
  const char      *note;
} mails[] = {
  { "pat@agency.example", "Inbox", "<p1@agency.example>", "a@example.org", 93, AT (1, 8), MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED,
    MSP_VERDICT_ACCESSED, "BIND", "hostile", "A1", "exact", AT (3, 2), "" },
  { "pat@agency.example", "Inbox", "<P2@agency.example>", "b@example.org", 0, AT (1, 9), MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED,
    MSP_VERDICT_ACCESSED, "BIND", "hostile", "A1", "nocase", AT (3, 2), "" },
  { "pat@agency.example", "Inbox", "<p3@agency.example>", "c@example.org", 45, AT (1, 10), MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED,
    MSP_VERDICT_ACCESSED, "BIND", "hostile", "A1", "nobracket", AT (3, 3), "" },
  { "pat@agency.example", "Inbox", "<p4@agency.example>", "d@example.org", 88, AT (1, 11), MSP_VERDICT_PRESUMED, MSP_VERDICT_PRESUMED,
    MSP_VERDICT_PRESUMED, "SYNC_FOLDER", "hostile", "A1", "", AT (4, 1), "folder as of export" },
  { "pat@agency.example", "Inbox", "<p5@vendor.example>", "e@example.org", 30, AT (4, 20), MSP_VERDICT_ACCESSED, MSP_VERDICT_NOT_SHOWN,
    MSP_VERDICT_ACCESSED, "BIND", "unknown", "A3", "exact", AT (5, 9), "" },
  { "pat@agency.example", "Inbox", "<p6@agency.example>", "f@example.org", 0, AT (5, 7), MSP_VERDICT_NOT_SHOWN, MSP_VERDICT_NOT_SHOWN,
    MSP_VERDICT_NOT_SHOWN, "AUDITED_NO_HIT", "", "", "", MSP_DATE_UNKNOWN, "" },
  { "pat@agency.example", "Sent Items", "<p7@agency.example>", "pat@agency.example", 12, AT (1, 12), MSP_VERDICT_PRESUMED,
    MSP_VERDICT_PRESUMED, MSP_VERDICT_PRESUMED, "SYNC_FOLDER", "hostile", "A1", "", AT (4, 1), "folder as of export" },
  { "pat@agency.example", "Archive/2024", "<p8@records.agency.example>", "g@example.org", 78, AT (1, 1), MSP_VERDICT_ACCESSED,
    MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED, "ATTACHMENT", "hostile", "A1; A2", "exact", AT (3, 2), "" },
  { "pat@agency.example", "Legal Hold", "<p9@agency.example>", "=h@example.org", 66, AT (1, 2), MSP_VERDICT_INDETERMINATE,
    MSP_VERDICT_INDETERMINATE, MSP_VERDICT_PRESUMED, "UNRESOLVED_BINDS:14", "hostile", "A1", "", AT (3, 4), "at most 14 of 1, \"quoted\"" },
  { "dana@agency.example", "Inbox", "<p1@agency.example>", "a@example.org", 93, AT (1, 8), MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED,
    MSP_VERDICT_ACCESSED, "BIND", "hostile", "A2", "exact", AT (5, 22), "same id accessed in pat@agency.example" },
  { "dana@agency.example", "Inbox", "<d2@clinic.example>", "i@example.org", 90, AT (2, 8), MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED,
    MSP_VERDICT_ACCESSED, "BIND", "hostile", "A2", "exact", AT (5, 22), "" },
  { "dana@agency.example", "Inbox", "<d3@clinic.example>", "j@example.org", 40, AT (3, 8), MSP_VERDICT_PRESUMED, MSP_VERDICT_PRESUMED,
    MSP_VERDICT_PRESUMED, "THROTTLED_24H", "hostile", "A2", "", AT (5, 22), "" },
  { "dana@agency.example", "Inbox", "", "k@example.org", 0, AT (3, 9), MSP_VERDICT_PRESUMED, MSP_VERDICT_PRESUMED, MSP_VERDICT_PRESUMED,
    "THROTTLED_24H", "hostile", "A2", "", AT (5, 22), "no Message-ID" },
  { "dana@agency.example", "Inbox", "<d6@clinic.example>", "l@example.org", 55, AT (6, 23), MSP_VERDICT_ACCESSED, MSP_VERDICT_ACCESSED,
    MSP_VERDICT_ACCESSED, "BIND", "hostile", "A2", "exact", AT (7, 1), "" },
  { "dana@agency.example", "Inbox", "<d7@clinic.example>", "m@example.org", 0, AT (7, 12), MSP_VERDICT_NOT_SHOWN, MSP_VERDICT_NOT_SHOWN,
    MSP_VERDICT_NOT_SHOWN, "AUDITED_NO_HIT", "", "", "", MSP_DATE_UNKNOWN, "" },
  { "morgan@agency.example", "Inbox", "<m1@agency.example>", "n@example.org", 81, AT (1, 8), MSP_VERDICT_NO_EVIDENCE,
    MSP_VERDICT_NO_EVIDENCE, MSP_VERDICT_NO_EVIDENCE, "NO_AUDIT_FOR_MAILBOX", "", "", "", MSP_DATE_UNKNOWN, "" },
};

static char *
dup_locator (guint i)
{
  return g_strdup_printf ("leak/all.mbox@%u", i * 100);
}

static void
put_mail (MspSink *sink, guint i)
{
  g_autofree char *locator = dup_locator (i), *id = msp_hash_dup_id (locator);
  g_autoptr (GError) error = NULL;
  MspFinding finding = {
    .section = "1", .start = 10, .end = 21, .detector = i % 2 == 0 ? "us_ssn" : "medical_record",
    .category = i % 2 == 0 ? MSP_CATEGORY_GOVID : MSP_CATEGORY_HEALTH, .sensitivity = 90, .confidence = 97,
    .band = msp_band_from_confidence (97), .flags = MSP_FINDING_STRONG, .masked = "***-**-1120", .reasons = "rule V1", .occurrences = 1,
    .distinct = 1, .link = MSP_LINK_PERSON, .person = "J*** D**",
  };
  MspMessageRecord message = {
    .id = id, .locator = locator, .source = "leak/all.mbox", .kind = MSP_MESSAGE_MAIL, .offset = i * 100, .size = 100,
    .mailbox = mails[i].mailbox, .folder = mails[i].folder, .labels = "", .date = mails[i].received, .received = mails[i].received,
    .received_basis = MSP_RECEIVED_HOP, .from = mails[i].sender, .recipients = mails[i].mailbox,
    .subject = i == 8 ? "=cmd|' /c calc'!A1 \xe2\x80\xaegnp" : "Quarterly figures", .message_id = mails[i].message_id,
    .score = (guint8) mails[i].score, .score_max = (guint8) mails[i].score,
    .severity = msp_severity_from_score ((guint8) mails[i].score), .score_reasons = "govid 92", .persons = mails[i].score > 0 ? 1 : 0,
    .bytes = { 100 }, .findings = &finding, .n_findings = mails[i].score > 0 ? 1 : 0,
  };

  memset (finding.value_key, (int) i + 1, sizeof finding.value_key);
  memset (finding.person_key, (int) i + 1, sizeof finding.person_key);
  msp_sink_message (sink, &message, &error);
  g_assert_no_error (error);
}

static void
put (MspAccessWriter *writer, MspAccessTable table, gconstpointer row)
{
  g_autoptr (GError) error = NULL;

  msp_access_writer_put (writer, table, row, &error);
  g_assert_no_error (error);
}

static void
put_verdict (MspAccessWriter *writer, const MspAccessCopyRow *copy)
{
  guint i = (guint) copy->offset / 100;
  gboolean recorded = mails[i].accessed != MSP_DATE_UNKNOWN;
  MspAccessVerdictRow row = {
    .message = copy->id, .place = copy->place, .verdict = mails[i].verdict, .basis = mails[i].basis, .hostile_verdict = mails[i].hostile,
    .scope_verdict = mails[i].scope,
    .acquired = mails[i].verdict == MSP_VERDICT_PRESUMED ? MSP_ACQUIRED_YES : MSP_ACQUIRED_NOT_SHOWN,
    .attribution = mails[i].attribution, .actors = mails[i].actors, .first = mails[i].accessed, .last = mails[i].accessed,
    .records = recorded ? 1 : 0, .join = mails[i].join, .copies = 1, .coverage = i == G_N_ELEMENTS (mails) - 1 ? "none" : "assumed",
    .evidence = recorded ? "rec6; rec7" : "", .note = mails[i].note,
  };

  put (writer, MSP_ACCESS_VERDICTS, &row);
}

static void
put_verdicts (MspAccessWriter *writer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (writer, MSP_ACCESS_COPIES, &error);
  MspAccessCopyRow copy;
  gboolean end = FALSE;

  while (msp_access_cursor_next (cursor, &copy, &end, &error) && !end)
    put_verdict (writer, &copy);
  g_assert_no_error (error);
}

static void
put_actors (MspAccessWriter *writer)
{
  static const MspAccessActorRow rows[] = {
    { .actor = "A1", .class = MSP_ACTOR_HOSTILE, .reason = "--hostile 203.0.113.77", .users = "pat@agency.example",
      .ips = "203.0.113.77; 2001:db8::77", .sessions = "s-1", .tokens = "", .apps = "app-1", .new_apps = "app-1",
      .clients = "=Client; REST", .logons = "owner", .mailboxes = "pat@agency.example", .first = AT (3, 2), .last = AT (4, 1),
      .records = 9, .binds = 7, .syncs = 2, .unresolved = 14, .messages = 7, .searches = 3 },
    { .actor = "A2", .class = MSP_ACTOR_HOSTILE, .reason = "session with A1", .users = "dana@agency.example", .ips = "198.51.100.23",
      .sessions = "s-2", .tokens = "", .apps = "", .new_apps = "", .clients = "", .logons = "owner", .mailboxes = "dana@agency.example",
      .first = AT (5, 22), .last = AT (7, 1), .records = 4, .binds = 4, .messages = 5 },
    { .actor = "A3", .class = MSP_ACTOR_UNKNOWN, .reason = "on no list", .users = "pat@agency.example", .ips = "203.0.113.80",
      .sessions = "", .tokens = "", .apps = "", .new_apps = "", .clients = "", .logons = "owner", .mailboxes = "pat@agency.example",
      .first = AT (5, 9), .last = AT (5, 9), .records = 1, .binds = 1, .messages = 1 },
    { .actor = "A4", .class = MSP_ACTOR_TRUSTED, .reason = "--trusted 192.0.2.10", .users = "pat@agency.example", .ips = "192.0.2.10",
      .sessions = "", .tokens = "", .apps = "", .new_apps = "", .clients = "Outlook", .logons = "owner", .mailboxes = "pat@agency.example",
      .first = AT (1, 8), .last = AT (8, 8), .records = 30, .binds = 30 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    put (writer, MSP_ACCESS_ACTORS, &rows[i]);
}

static void
put_coverage (MspAccessWriter *writer)
{
  static const char *const mailboxes[] = { "pat@agency.example", "dana@agency.example" };

  for (guint day = 1; day <= 8; day++)
    for (gsize i = 0; i < G_N_ELEMENTS (mailboxes); i++)
      {
        gboolean is_gap = i == 0 && day == 6, is_throttled = i == 1 && day == 6;
        g_autofree char *text = g_strdup_printf ("2026-03-%02u", day);
        MspAccessCoverageRow row = {
          .mailbox = mailboxes[i], .day = text, .records = is_gap ? 0 : 6, .binds = is_gap ? 0 : 5, .syncs = 0,
          .throttled = is_throttled ? 79920 : 0, .max_gap = is_gap ? DAY : 7200, .cap = is_throttled ? "reached" : "",
          .grade = is_gap ? "none" : "assumed", .reason = is_gap ? "no record for 24 h" : "",
        };

        put (writer, MSP_ACCESS_COVERAGE, &row);
      }
  put (writer, MSP_ACCESS_COVERAGE, &(MspAccessCoverageRow) { .mailbox = "morgan@agency.example", .day = "2026-03-01", .cap = "",
                                                              .grade = "none", .reason = "no record names this mailbox" });
}

static void
put_inputs (MspAccessWriter *writer)
{
  static const MspAccessInputRow rows[] = {
    { .label = "audit.csv", .reader = "purview-csv", .size = 4096, .sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      .records = 44, .passed = 3, .rejected = 1, .duplicates = 1, .first = AT (1, 8), .last = AT (8, 8),
      .marks = MSP_MARK_ROW_CAP | MSP_MARK_DATE_ORDER, .state = "partial", .detail = "one row is none" },
    { .label = "notes.docx", .reader = "", .size = 12, .sha256 = "", .first = MSP_DATE_UNKNOWN, .last = MSP_DATE_UNKNOWN, .state = "unread",
      .detail = "no reader knows it" },
    { .label = "shodan.jsonl", .reader = "shodan", .size = 300, .sha256 = "", .records = 5, .first = AT (1, 0), .last = AT (9, 0),
      .state = "read", .detail = "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    put (writer, MSP_ACCESS_INPUTS, &rows[i]);
  put (writer, MSP_ACCESS_REJECTS, &(MspAccessRejectRow) { "audit.csv", 17, "quotes are not balanced" });
  put (writer, MSP_ACCESS_MISSING, &(MspAccessMissingRow) { "pat@agency.example", "Inbox", "<gone@agency.example>", "MailItemsAccessed",
                                                            AT (3, 2), AT (3, 2), 1, "hostile", "A1", "rec6", "not in the archive" });
}

static void
put_timeline (MspAccessWriter *writer)
{
  g_autofree char *locator = dup_locator (0), *id = msp_hash_dup_id (locator);
  const MspAccessTimelineRow rows[] = {
    { AT (1, 0), 0, "stated", "shodan.jsonl", "shodan.jsonl:1", "open", "", "", "", "", "", "port 443" },
    { AT (1, 8), 120, "stated", "audit.csv", "rec1", "bind", "A4", "trusted", "pat@agency.example", "Inbox", "", "MailItemsAccessed" },
    { AT (3, 2), 120, "stated", "audit.csv", "rec6", "bind", "A1", "hostile", "pat@agency.example", "Inbox", id, "MailItemsAccessed" },
    { AT (4, 1), 120, "assumed", "audit.csv", "rec9", "sync", "A1", "hostile", "pat@agency.example", "Inbox", "", "=MailItemsAccessed" },
    { AT (5, 9), 120, "stated", "audit.csv", "rec20", "bind", "A3", "unknown", "pat@agency.example", "Inbox", "", "MailItemsAccessed" },
    { AT (5, 22), 120, "stated", "audit.csv", "rec15", "bind", "A2", "hostile", "dana@agency.example", "Inbox", "", "" },
    { AT (6, 0), 0, "stated", "", "", "gap", "", "", "pat@agency.example", "", "", "no record for 24 h" },
    { MSP_DATE_UNKNOWN, 0, "stated", "flows.csv", "flows.csv:2", "flow", "", "", "", "", "", "12000 bytes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    put (writer, MSP_ACCESS_TIMELINE, &rows[i]);
}

static void
put_facts (MspAccessWriter *writer)
{
  static const MspAccessFactRow rows[] = {
    { "as_of", "2026-03-08T08:00:00Z" }, { "attachments.of_unknown_messages", "0" }, { "bound.bytes", "12000" },
    { "bound.compression", "4" }, { "bound.covers_window", "no" }, { "bound.holds", "no" }, { "bound.messages", "5" }, { "bound.people", "3" },
    { "bound.sampled", "no" }, { "mailbox.without_evidence.morgan@agency.example", "" }, { "option.retention_days", "180" },
    { "stated.001", "open 2026-02-28 change ticket" }, { "window.basis", "scans" }, { "window.maximum_end", "2026-03-09T00:00:00Z" },
    { "window.minimum_end", "2026-03-07T00:00:00Z" }, { "window.minimum_start", "2026-03-01T00:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    put (writer, MSP_ACCESS_FACTS, &rows[i]);
}

static void
make_case (const char *path)
{
  g_autoptr (MspCase) self = sample_case_begin (path, NULL);
  MspSourceRecord source = { "leak/all.mbox", NULL, "mbox", G_N_ELEMENTS (mails) * 100, NULL, G_N_ELEMENTS (mails), G_MAXUINT64,
                             MSP_FATE_READ, MSP_REASON_NONE, NULL, { G_N_ELEMENTS (mails) * 100 } };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    put_mail (msp_case_get_sink (self), i);
  msp_sink_source (msp_case_get_sink (self), &source, &error);
  g_assert_no_error (error);
  msp_case_finish (self, 1773100000, &error);
  g_assert_no_error (error);
}

MspCase *
accessed_case_new (const char *path)
{
  g_autoptr (GError) error = NULL;

  make_case (path);
  g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, &error);
  g_assert_no_error (error);
  put_facts (writer);
  put_inputs (writer);
  put_actors (writer);
  put_verdicts (writer);
  put_coverage (writer);
  put_timeline (writer);
  msp_access_writer_commit (writer, &error);
  g_assert_no_error (error);
  g_clear_pointer (&writer, msp_access_writer_free);
  MspCase *self = msp_case_open (path, &error);
  g_assert_no_error (error);
  return self;
}
