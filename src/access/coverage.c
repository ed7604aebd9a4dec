/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/coverage.h"

#include <string.h>

#include "access/table.h"

#define DAY 86400
#define BIND_LIMIT 1000   /* records of binds in 24 hours, after which Exchange Online stops recording them */
#define BIND_NEAR 900
#define MAX_DAYS 36600

typedef enum { SETTING_UNKNOWN, SETTING_OFF, SETTING_ON } Setting;

struct _MspCoverage {
  const MspIndex  *index;
  const MspExposure *window;
  GHashTable      *settings;   /* Setting by mailbox */
  gint64           kept_since; /* G_MININT64: not known */
  gboolean         is_complete;
};

static gboolean
is_true (char **row, int column, gboolean fallback)
{
  return column < 0 || column >= (int) g_strv_length (row) || row[column][0] == '\0' ? fallback : g_ascii_strcasecmp (row[column], "true") == 0;
}

/* Each list of what is audited must have MailItemsAccessed, where there is one. */
static gboolean
lists_access (const GPtrArray *rows, char **row)
{
  static const char *const names[][2] = { { "AuditOwner", NULL }, { "AuditDelegate", NULL }, { "AuditAdmin", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int column = msp_table_find_column (rows, names[i]);

      if (column >= 0 && column < (int) g_strv_length (row) && row[column][0] != '\0' && strstr (row[column], "MailItemsAccessed") == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_settings (MspCoverage *self, const char *path, GError **error)
{
  static const char *const mailbox_names[] = { "UserPrincipalName", "PrimarySmtpAddress", "Mailbox", "Identity", NULL };
  static const char *const enabled_names[] = { "AuditEnabled", NULL };
  static const char *const bypass_names[] = { "AuditBypassEnabled", "AuditBypass", NULL };
  g_autoptr (GPtrArray) rows = path != NULL ? msp_table_load (path, error) : NULL;

  for (guint i = 1; rows != NULL && i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);
      int at = MAX (msp_table_find_column (rows, mailbox_names), 0);
      int enabled = msp_table_find_column (rows, enabled_names);
      gboolean is_said = enabled >= 0 && enabled < (int) g_strv_length (row) && row[enabled][0] != '\0';
      gboolean on = is_true (row, enabled, TRUE) && !is_true (row, msp_table_find_column (rows, bypass_names), FALSE) && lists_access (rows, row);
      g_autofree char *small = at < (int) g_strv_length (row) ? g_ascii_strdown (row[at], -1) : NULL;
      guint32 mailbox = small != NULL ? msp_mailboxes_find (self->index->trail->mailboxes, msp_names_find (self->index->trail->names, small)) : 0;

      /* What is off in one row stays off, and what no row says is not known. */
      if (mailbox != 0 && (!on || (is_said && !g_hash_table_contains (self->settings, GUINT_TO_POINTER (mailbox)))))
        g_hash_table_insert (self->settings, GUINT_TO_POINTER (mailbox), GUINT_TO_POINTER (on ? SETTING_ON : SETTING_OFF));
    }
  return path == NULL || rows != NULL;
}

MspCoverage *
msp_coverage_new (const MspIndex *index, const MspExposure *window, const char *settings, guint retention, gint64 as_of, gboolean is_complete,
                  GError **error)
{
  g_autoptr (MspCoverage) self = g_new0 (MspCoverage, 1);

  self->index = index;
  self->window = window;
  self->settings = g_hash_table_new (NULL, NULL);
  self->is_complete = is_complete;
  self->kept_since = retention > 0 && as_of != MSP_TIME_UNKNOWN ? as_of - (gint64) retention * DAY : G_MININT64;
  return load_settings (self, settings, error) ? g_steal_pointer (&self) : NULL;
}

/* By clocks that are known: a record whose zone is an assumption must lie further out. */
static gboolean
has_both_sides (const MspCoverage *self, const MspIndexMailbox *mailbox)
{
  const MspTrace *first = msp_trail_get (self->index->trail, (guint) mailbox->first);
  const MspTrace *last = msp_trail_get (self->index->trail, (guint) mailbox->last);

  return first->time + msp_clock_get_zone_doubt ((MspClock) first->clock) <= msp_exposure_get_start (self->window)
         && last->time - msp_clock_get_zone_doubt ((MspClock) last->clock) >= msp_exposure_get_end (self->window);
}

/* Records on both sides, and none for weeks within: the logs of that time may be what is missing. */
static gboolean
has_silence (const MspCoverage *self, const MspIndexMailbox *mailbox)
{
  const MspTrail *trail = self->index->trail;

  for (guint i = 0; mailbox->silences != NULL && i + 1 < mailbox->silences->len; i += 2)
    if (msp_trail_get (trail, g_array_index (mailbox->silences, guint32, i))->time < msp_exposure_get_end (self->window)
        && msp_trail_get (trail, g_array_index (mailbox->silences, guint32, i + 1))->time > msp_exposure_get_start (self->window))
      return TRUE;
  return FALSE;
}

static gboolean
was_throttled (const MspIndexMailbox *mailbox)
{
  return mailbox->quiet != NULL || mailbox->lists[MSP_LIST_THROTTLE][MSP_ACTOR_HOSTILE] != NULL
         || mailbox->lists[MSP_LIST_THROTTLE][MSP_ACTOR_UNKNOWN] != NULL;
}

/* By a record, before the window ended: that the audit was on again later says nothing of the time between. */
static gboolean
was_switched_off (const MspCoverage *self, const MspIndexMailbox *mailbox)
{
  gint64 end = self->window->is_known ? msp_exposure_get_end (self->window) : G_MAXINT64 - 1;

  return self->index->hidden_since <= end || (mailbox != NULL && mailbox->hidden_since <= end);
}

MspCoverageGrade
msp_coverage_get (const MspCoverage *self, guint32 mailbox)
{
  const MspIndexMailbox *found = msp_index_get_mailbox (self->index, mailbox);
  Setting setting = GPOINTER_TO_UINT (g_hash_table_lookup (self->settings, GUINT_TO_POINTER (mailbox)));
  gboolean is_hidden = was_switched_off (self, found);
  MspCoverageGrade grade = { MSP_GRADE_NONE, "no record of access", setting == SETTING_OFF || is_hidden, FALSE };

  grade.is_expired = self->window->is_known && msp_exposure_get_start (self->window) < self->kept_since;
  if (grade.is_audit_off)
    grade.reason = is_hidden ? "audit switched off by a record" : "audit switched off";
  else if (found == NULL || !found->is_audited)
    return grade;
  else if (self->window->is_known && !has_both_sides (self, found))
    grade.reason = "no records on both sides of the window";
  else if (self->window->is_known && has_silence (self, found))
    grade.reason = "no record for more than seven days within the window";
  else
    {
      gboolean is_proved = setting == SETTING_ON && self->is_complete && !was_throttled (found) && self->window->is_known && !grade.is_expired;

      grade.grade = is_proved ? MSP_GRADE_PROVED : MSP_GRADE_ASSUMED;
      grade.reason = is_proved ? "audit on by its settings, records on both sides of the window, no gap known"
                     : self->window->is_known ? "records on both sides of the window" : "records exist; no window stated";
    }
  return grade;
}

typedef struct {
  guint64 records, binds, syncs, throttled, max_gap;
} Day;

static gint64
get_day (gint64 time)
{
  return time >= 0 ? time / DAY : (time - DAY + 1) / DAY;
}

/* Seconds of [start, end) in the day. */
static guint64
overlap (gint64 start, gint64 end, gint64 day)
{
  gint64 from = MAX (start, day * DAY), to = MIN (end, (day + 1) * DAY);

  return to > from ? (guint64) (to - from) : 0;
}

typedef struct {
  guint32 mailbox;
  gint64  first_day, previous;
  GArray *days;      /* Day, from first_day on */
} Table;

static Day *
demand_day (Table *self, gint64 time)
{
  gint64 number = get_day (time) - self->first_day;

  if (number < 0 || number >= MAX_DAYS)
    return NULL;
  if (self->days->len <= number)
    g_array_set_size (self->days, (guint) number + 1);
  return &g_array_index (self->days, Day, number);
}

static void
note_throttle (Table *self, gint64 time)
{
  for (gint64 at = time; at <= time + DAY; at += DAY)
    {
      Day *day = demand_day (self, at);

      if (day != NULL)
        day->throttled = MIN (day->throttled + overlap (time, time + DAY, get_day (at)), DAY);
    }
}

static void
note_trace (Table *self, const MspTrace *trace)
{
  Day *day = demand_day (self, trace->time);

  if (day == NULL)
    return;
  day->records++;
  day->binds += trace->kind == MSP_EVENT_BIND;
  day->syncs += trace->kind == MSP_EVENT_SYNC;
  day->max_gap = MAX (day->max_gap, (guint64) (trace->time - self->previous));
  self->previous = trace->time;
  if (trace->is_throttled)
    note_throttle (self, trace->time);
}

/* A day without a record has a gap of its own. */
static gboolean
write_day (const MspCoverage *self, const Table *table, guint i, gint64 *last_record_day, MspAccessWriter *out, GError **error)
{
  const Day *day = &g_array_index (table->days, Day, i);
  MspCoverageGrade grade = msp_coverage_get (self, table->mailbox);
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((table->first_day + i) * DAY);
  g_autofree char *text = date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");
  gboolean is_empty = day->records == 0;

  if (!is_empty)
    *last_record_day = i;
  MspAccessCoverageRow row = {
    .mailbox = msp_mailboxes_get_title (self->index->trail->mailboxes, table->mailbox), .day = text, .records = day->records,
    .binds = day->binds, .syncs = day->syncs, .throttled = day->throttled,
    .max_gap = is_empty ? (guint64) (i - *last_record_day) * DAY : day->max_gap,
    .cap = day->binds >= BIND_LIMIT || day->throttled > 0 ? "reached" : day->binds >= BIND_NEAR ? "near" : "",
    .grade = msp_grade_get_name (day->throttled > 0 || is_empty ? MIN (grade.grade, MSP_GRADE_ASSUMED) : grade.grade),
    .reason = day->throttled > 0 ? "binds not recorded for part of the day" : grade.reason,
  };
  return msp_access_writer_put (out, MSP_ACCESS_COVERAGE, &row, error);
}

static gboolean
write_mailbox (const MspCoverage *self, Table *table, MspAccessWriter *out, GError **error)
{
  gint64 last_record_day = 0;

  for (guint i = 0; i < table->days->len; i++)
    if (!write_day (self, table, i, &last_record_day, out, error))
      return FALSE;
  return TRUE;
}

static void
free_table (gpointer data)
{
  Table *self = data;

  g_array_free (self->days, TRUE);
  g_free (self);
}

static Table *
demand_table (GHashTable *tables, const MspTrace *trace)
{
  Table *table = g_hash_table_lookup (tables, GUINT_TO_POINTER (trace->mailbox));

  if (table == NULL)
    {
      table = g_new0 (Table, 1);
      *table = (Table) { trace->mailbox, get_day (trace->time), trace->time, g_array_new (FALSE, TRUE, sizeof (Day)) };
      g_hash_table_insert (tables, GUINT_TO_POINTER (trace->mailbox), table);
    }
  return table;
}

gboolean
msp_coverage_write (const MspCoverage *self, MspAccessWriter *out, GError **error)
{
  g_autoptr (GHashTable) tables = g_hash_table_new_full (NULL, NULL, NULL, free_table);
  const MspTrail *trail = self->index->trail;
  GHashTableIter iter;
  gpointer table;
  gboolean good = TRUE;

  for (guint i = 0; i < trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (trail, i);

      if (trace->mailbox != 0 && trace->time != MSP_TIME_UNKNOWN)
        note_trace (demand_table (tables, trace), trace);
    }
  g_hash_table_iter_init (&iter, tables);
  while (good && g_hash_table_iter_next (&iter, NULL, &table))
    good = write_mailbox (self, table, out, error);
  return good;
}

void
msp_coverage_free (MspCoverage *self)
{
  g_hash_table_destroy (self->settings);
  g_free (self);
}

const char *
msp_grade_get_name (MspGrade grade)
{
  static const char *const names[] = { "none", "assumed", "proved" };

  return names[grade];
}
