/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/access-days.h"

#include <string.h>

#include "report/tables.h"
#include "store/access.h"

/* Columns of a picture at most. */
#define MAX_DAYS 92
#define DAY_SECONDS 86400

/* By day since 1970, before they are put into columns. */
typedef struct {
  guint64 hostile, unknown, mailboxes, holes;
} Counts;

typedef struct {
  GHashTable *counts;          /* Counts by gint64 * */
  gint64      first, last;     /* days */
  gint64      open[2], maybe[2];   /* seconds: seen open, and possibly; or MSP_DATE_UNKNOWN */
} Reading;

static void
stretch (Reading *self, gint64 day)
{
  self->first = MIN (self->first, day);
  self->last = MAX (self->last, day);
}

static Counts *
get_counts (Reading *self, gint64 day)
{
  Counts *counts = g_hash_table_lookup (self->counts, &day);

  if (counts == NULL)
    {
      gint64 *key = g_new (gint64, 1);

      *key = day;
      g_hash_table_insert (self->counts, key, counts = g_new0 (Counts, 1));
    }
  stretch (self, day);
  return counts;
}

static gint64
get_day (gint64 seconds)
{
  return (seconds >= 0 ? seconds : seconds - (DAY_SECONDS - 1)) / DAY_SECONDS;
}

/* What shows that mail went to somebody, not what surrounds it. */
static gboolean
is_access (const char *kind)
{
  static const char *const kinds[] = { "bind", "sync", "attachment", "send", "view", "display", "seen", "fetch", "session", "export", "transfer",
                                       "request", NULL };

  return g_strv_contains (kinds, kind);
}

static gboolean
read_events (Reading *self, MspCase *source, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_TIMELINE, error);
  MspAccessTimelineRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      if (row.time == MSP_DATE_UNKNOWN || !is_access (row.kind))
        continue;
      if (strcmp (row.class, "hostile") == 0)
        get_counts (self, get_day (row.time))->hostile++;
      else if (strcmp (row.class, "unknown") == 0)
        get_counts (self, get_day (row.time))->unknown++;
    }
  return end;
}

/* "2026-03-03", or with a time behind it, as seconds. */
static gint64
parse_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *full = text != NULL && strlen (text) == 10 ? g_strconcat (text, "T00:00:00Z", NULL) : g_strdup (text);
  g_autoptr (GDateTime) time = full != NULL ? g_date_time_new_from_iso8601 (full, utc) : NULL;

  return time != NULL ? g_date_time_to_unix (time) : MSP_DATE_UNKNOWN;
}

static gboolean
read_coverage (Reading *self, MspCase *source, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source, MSP_ACCESS_COVERAGE, error);
  MspAccessCoverageRow row;
  gboolean end = FALSE;

  while (cursor != NULL && msp_access_cursor_next (cursor, &row, &end, error) && !end)
    {
      gint64 time = parse_time (row.day);

      if (time == MSP_DATE_UNKNOWN)
        continue;
      Counts *counts = get_counts (self, get_day (time));
      counts->mailboxes++;
      counts->holes += strcmp (row.grade, "none") == 0 || row.throttled > 0 || row.records == 0;
    }
  return end;
}

static gint64
read_fact (MspCase *source, const char *key)
{
  g_autofree char *value = msp_access_dup_fact (source, key);

  return parse_time (value);
}

static void
read_window (Reading *self, MspCase *source)
{
  self->open[0] = read_fact (source, "window.minimum_start");
  self->open[1] = read_fact (source, "window.minimum_end");
  self->maybe[0] = read_fact (source, "window.maximum_start");
  self->maybe[1] = read_fact (source, "window.maximum_end");
  const gint64 all[] = { self->open[0], self->open[1], self->maybe[0], self->maybe[1] };
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != MSP_DATE_UNKNOWN)
      stretch (self, get_day (all[i]));
}

/* Whether [first, last] days touch the seconds of span; one side that is not known ends with the other. */
static gboolean
touches (const gint64 span[2], gint64 first, gint64 last)
{
  gint64 from = span[0] != MSP_DATE_UNKNOWN ? span[0] : span[1], to = span[1] != MSP_DATE_UNKNOWN ? span[1] : span[0];

  return from != MSP_DATE_UNKNOWN && get_day (from) <= last && get_day (to) >= first;
}

static void
set_exposed (const Reading *self, MspAccessDay *day, gint64 first, gint64 last)
{
  const gint64 whole[2] = { self->maybe[0] != MSP_DATE_UNKNOWN ? self->maybe[0] : self->open[0],
                            self->maybe[1] != MSP_DATE_UNKNOWN ? self->maybe[1] : self->open[1] };

  day->exposed = touches (self->open, first, last) ? 2 : touches (whole, first, last) ? 1 : 0;
}

static void
fill (const Reading *self, MspAccessDays *out)
{
  gint64 n = self->last - self->first + 1;

  out->step = (guint) ((n + MAX_DAYS - 1) / MAX_DAYS);
  for (gint64 at = self->first; at <= self->last; at += out->step)
    {
      MspAccessDay day = { .label = "" };
      char date[24] = "";

      for (gint64 i = at; i < at + out->step; i++)
        {
          const Counts *counts = g_hash_table_lookup (self->counts, &i);

          if (counts == NULL)
            continue;
          day.hostile += counts->hostile;
          day.unknown += counts->unknown;
          day.mailboxes += counts->mailboxes;
          day.holes += counts->holes;
        }
      (void) msp_table_format_date (at * DAY_SECONDS, date);
      g_snprintf (day.label, sizeof day.label, "%.10s", date);
      set_exposed (self, &day, at, at + out->step - 1);
      out->most = MAX (out->most, day.hostile + day.unknown);
      g_array_append_val (out->days, day);
    }
}

gboolean
msp_access_days_read (MspCase *source, MspAccessDays *out_days, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Reading reading = { .counts = counts, .first = G_MAXINT64, .last = G_MININT64 };

  *out_days = (MspAccessDays) { g_array_new (FALSE, FALSE, sizeof (MspAccessDay)), 1, 0 };
  if (!read_events (&reading, source, error) || !read_coverage (&reading, source, error))
    return FALSE;
  read_window (&reading, source);
  if (reading.first <= reading.last)
    fill (&reading, out_days);
  return TRUE;
}

void
msp_access_days_clear (MspAccessDays *self)
{
  g_clear_pointer (&self->days, g_array_unref);
}
