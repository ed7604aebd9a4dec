/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/access-views.h"

#include <stddef.h>

#include "evidence/event.h"

/* Each begins with the row that a cursor fills. */
typedef struct {
  MspAccessResultRow row;
  guint64            number, size;
  const char        *verdict, *hostile_verdict, *scope_verdict, *acquired;
} ResultRow;

typedef struct {
  MspAccessInputRow row;
  char              buffer[128];
  const char       *marks;
} InputRow;

typedef struct {
  MspAccessEventRow row;
  gint64            score, people;
} EventRow;

union _MspAccessRow {
  ResultRow            result;
  InputRow             input;
  EventRow             event;
  MspAccessRejectRow   reject;
  MspAccessActorRow    actor;
  MspAccessCoverageRow coverage;
  MspAccessMissingRow  missing;
};

const char *
msp_access_basis_of_time_get_name (guint64 basis)
{
  static const char *const names[MSP_N_RECEIVED] = {
    [MSP_RECEIVED_UNKNOWN] = "", [MSP_RECEIVED_DATE] = "date", [MSP_RECEIVED_ARRIVAL] = "arrival", [MSP_RECEIVED_HOP] = "received",
  };

  return basis < MSP_N_RECEIVED ? names[basis] : "";
}

static const char *
get_class (guint64 class)
{
  return msp_actor_class_get_name ((MspActorClass) class);
}

/* ROW is the type that the columns which follow are of. */
#define STORAGE(member) \
  _Generic (((ROW *) NULL)->member, const char *: MSP_STORED_TEXT, guint64: MSP_STORED_UINT64, gint64: MSP_STORED_INT64)
#define COLUMN(name, type, member) { name, MSP_FIELD_##type, FALSE, STORAGE (member), offsetof (ROW, member) }
#define WORD(name, member, word) { name, MSP_FIELD_TEXT, FALSE, MSP_STORED_UINT64, offsetof (ROW, member), word }

#define ROW ResultRow
static const MspColumn result_columns[] = {
  COLUMN ("msg_no", NUMBER, number), COLUMN ("archive", TEXT, row.copy.source), COLUMN ("offset", NUMBER, row.copy.offset),
  COLUMN ("length", NUMBER, row.copy.size), COLUMN ("sha256", TEXT, row.sha256), COLUMN ("message_id", TEXT, row.copy.message_id),
  COLUMN ("mailbox", TEXT, row.copy.mailbox), COLUMN ("folder", TEXT, row.copy.folder),
  COLUMN ("received_utc", DATE, row.copy.received),
  WORD ("received_basis", row.copy.received_basis, msp_access_basis_of_time_get_name), COLUMN ("score", NUMBER, row.copy.score),
  COLUMN ("categories", LIST, row.copy.categories), COLUMN ("people", NUMBER, row.copy.people), COLUMN ("verdict", TEXT, verdict),
  COLUMN ("basis", TEXT, row.verdict.basis), COLUMN ("acquired", TEXT, acquired),
  COLUMN ("attribution", TEXT, row.verdict.attribution), COLUMN ("actor", LIST, row.verdict.actors),
  COLUMN ("first_access", DATE, row.verdict.first), COLUMN ("last_access", DATE, row.verdict.last),
  COLUMN ("n_records", NUMBER, row.verdict.records), COLUMN ("join", TEXT, row.verdict.join),
  COLUMN ("copies", NUMBER, row.verdict.copies), COLUMN ("coverage", TEXT, row.verdict.coverage),
  COLUMN ("evidence_ids", LIST, row.verdict.evidence), COLUMN ("note", TEXT, row.verdict.note),
  COLUMN ("message", TEXT, row.copy.id), COLUMN ("locator", TEXT, row.copy.locator),
  COLUMN ("hostile_only", TEXT, hostile_verdict), COLUMN ("mailbox_scope", TEXT, scope_verdict), { NULL },
};
#undef ROW

#define ROW MspAccessActorRow
static const MspColumn actor_columns[] = {
  COLUMN ("actor", TEXT, actor), WORD ("class", class, get_class), COLUMN ("reason", TEXT, reason), COLUMN ("ips", LIST, ips),
  COLUMN ("sessions", LIST, sessions), COLUMN ("tokens", LIST, tokens), COLUMN ("apps", LIST, apps), COLUMN ("new_app", LIST, new_apps),
  COLUMN ("clients", LIST, clients), COLUMN ("logon_types", LIST, logons), COLUMN ("mailboxes", LIST, mailboxes),
  COLUMN ("first", DATE, first), COLUMN ("last", DATE, last), COLUMN ("binds", NUMBER, binds), COLUMN ("syncs", NUMBER, syncs),
  COLUMN ("unresolved", NUMBER, unresolved), COLUMN ("messages", NUMBER, messages), COLUMN ("bytes", NUMBER, bytes),
  COLUMN ("searches", NUMBER, searches), COLUMN ("users", LIST, users), COLUMN ("records", NUMBER, records), { NULL },
};
#undef ROW

#define ROW MspAccessMissingRow
static const MspColumn missing_columns[] = {
  COLUMN ("mailbox", TEXT, mailbox), COLUMN ("folder", TEXT, folder), COLUMN ("message_id", TEXT, message_id),
  COLUMN ("operations", LIST, operations), COLUMN ("first", DATE, first), COLUMN ("last", DATE, last),
  COLUMN ("records", NUMBER, records), COLUMN ("attribution", TEXT, attribution), COLUMN ("actor", LIST, actors),
  COLUMN ("evidence_ids", LIST, evidence), COLUMN ("note", TEXT, note), { NULL },
};
#undef ROW

#define ROW MspAccessCoverageRow
static const MspColumn coverage_columns[] = {
  COLUMN ("mailbox", TEXT, mailbox), COLUMN ("day", TEXT, day), COLUMN ("records", NUMBER, records), COLUMN ("bind", NUMBER, binds),
  COLUMN ("sync", NUMBER, syncs), COLUMN ("throttled_s", NUMBER, throttled), COLUMN ("max_gap_s", NUMBER, max_gap),
  COLUMN ("cap", TEXT, cap), COLUMN ("grade", TEXT, grade), COLUMN ("reason", TEXT, reason), { NULL },
};
#undef ROW

#define ROW InputRow
static const MspColumn input_columns[] = {
  COLUMN ("file", TEXT, row.label), COLUMN ("reader", TEXT, row.reader), COLUMN ("state", TEXT, row.state),
  COLUMN ("size", NUMBER, row.size), COLUMN ("sha256", TEXT, row.sha256), COLUMN ("records", NUMBER, row.records),
  COLUMN ("passed", NUMBER, row.passed), COLUMN ("rejected", NUMBER, row.rejected), COLUMN ("duplicates", NUMBER, row.duplicates),
  COLUMN ("first", DATE, row.first), COLUMN ("last", DATE, row.last), COLUMN ("marks", LIST, marks), COLUMN ("detail", TEXT, row.detail),
  { NULL },
};
#undef ROW

#define ROW MspAccessRejectRow
static const MspColumn reject_columns[] = {
  COLUMN ("file", TEXT, input), COLUMN ("line", NUMBER, line), COLUMN ("reason", TEXT, reason), { NULL },
};
#undef ROW

#define ROW EventRow
static const MspColumn event_columns[] = {
  COLUMN ("datetime_utc", DATE, row.event.time), COLUMN ("precision_s", NUMBER, row.event.precision),
  COLUMN ("tz_basis", TEXT, row.event.clock), COLUMN ("source", TEXT, row.event.input),
  COLUMN ("evidence_id", TEXT, row.event.evidence), COLUMN ("kind", TEXT, row.event.kind), COLUMN ("actor", TEXT, row.event.actor),
  COLUMN ("mailbox", TEXT, row.event.mailbox), COLUMN ("folder", TEXT, row.event.folder), COLUMN ("object", TEXT, row.locator),
  COLUMN ("message_sha256", TEXT, row.sha256), COLUMN ("score", NUMBER, score), COLUMN ("people", NUMBER, people),
  COLUMN ("text", TEXT, row.event.text), COLUMN ("class", TEXT, row.event.class), { NULL },
};
#undef ROW

/* A copy without a verdict has none of the words, rather than those of the number 0. */
static void
prepare_result (MspAccessRow *row, guint64 number)
{
  ResultRow *self = &row->result;
  const MspAccessVerdictRow *verdict = &self->row.verdict;
  gboolean known = verdict->message[0] != '\0';

  self->number = number;
  self->verdict = known ? msp_access_verdict_get_name ((MspAccessVerdict) verdict->verdict) : "";
  self->hostile_verdict = known ? msp_access_verdict_get_name ((MspAccessVerdict) verdict->hostile_verdict) : "";
  self->scope_verdict = known ? msp_access_verdict_get_name ((MspAccessVerdict) verdict->scope_verdict) : "";
  self->acquired = known ? msp_acquired_get_name ((MspAcquired) verdict->acquired) : "";
}

static void
prepare_input (MspAccessRow *row, guint64 number)
{
  static const char *const names[] = { "row-cap", "next-link", "flattened", "cut", "no-year", "date-order", "sampled" };
  InputRow *self = &row->input;

  self->buffer[0] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if ((self->row.marks & (guint64) 1 << i) != 0)
      {
        g_strlcat (self->buffer, self->buffer[0] != '\0' ? "; " : "", sizeof self->buffer);
        g_strlcat (self->buffer, names[i], sizeof self->buffer);
      }
  self->marks = self->buffer;
}

static void
prepare_event (MspAccessRow *row, guint64 number)
{
  EventRow *self = &row->event;
  gboolean known = self->row.locator[0] != '\0';

  self->score = known ? (gint64) MIN (self->row.score, (guint64) G_MAXINT64) : MSP_NO_NUMBER;
  self->people = known ? (gint64) MIN (self->row.people, (guint64) G_MAXINT64) : MSP_NO_NUMBER;
}

static const MspAccessView views[] = {
  { { .name = "access", .columns = result_columns }, "verdicts", MSP_ACCESS_RESULTS, prepare_result },
  { { .name = "actors", .columns = actor_columns }, "actors", MSP_ACCESS_ACTORS, NULL },
  { { .name = "missing", .columns = missing_columns }, "missing", MSP_ACCESS_MISSING, NULL },
  { { .name = "coverage", .columns = coverage_columns }, "coverage", MSP_ACCESS_COVERAGE, NULL },
  { { .name = "evidence_census", .columns = input_columns }, "evidence", MSP_ACCESS_INPUTS, prepare_input },
  { { .name = "rejects", .columns = reject_columns }, "rejects", MSP_ACCESS_REJECTS, NULL },
  { { .name = "timeline", .columns = event_columns }, "timeline", MSP_ACCESS_EVENTS, prepare_event },
  { { .name = NULL } },
};

const MspAccessView *
msp_access_views_get (void)
{
  return views;
}

gboolean
msp_access_view_each (const MspAccessView *self, MspCase *source, MspTableFunc func, gpointer user_data, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, self->source, error);
  MspField fields[MSP_TABLE_MAX_COLUMNS];
  gboolean end = FALSE;
  MspAccessRow row;

  for (guint64 number = 1; cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error); number++)
    {
      if (end)
        return TRUE;
      if (self->prepare != NULL)
        self->prepare (&row, number);
      for (guint i = 0; self->table.columns[i].name != NULL; i++)
        fields[i] = msp_column_get_field (&self->table.columns[i], &row);
      if (!func (&self->table, fields, user_data, error))
        return FALSE;
    }
  return FALSE;
}
