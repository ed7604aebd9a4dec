/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-timeline.h"

#include <string.h>

#define MAX_DAYS 62
#define MAX_MONTHS 36
#define MAX_YEARS 100
/* 1970-01-01 as GDate counts. */
#define EPOCH_JULIAN 719163
#define LAST_DAY 2932896   /* 9999-12-31 */

static GArray *
read_days (MspCase *source, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_DAYS, NULL, error);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MspDayRow));
  gboolean end = FALSE;
  MspDayRow row;

  while (query != NULL && msp_query_next_day (query, &row, &end, error) && !end)
    if (row.day > -EPOCH_JULIAN && row.day <= LAST_DAY)
      g_array_append_val (days, row);
  return end ? g_steal_pointer (&days) : NULL;
}

/* The number of the bin that a day falls into, counted from some day long ago. */
static gint64
get_bin (gint64 day, MspTimelineUnit unit)
{
  GDate date;

  if (unit == MSP_TIMELINE_DAYS)
    return day;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + EPOCH_JULIAN));
  return unit == MSP_TIMELINE_YEARS ? g_date_get_year (&date) : g_date_get_year (&date) * 12 + (gint64) g_date_get_month (&date) - 1;
}

static void
set_label (char label[16], gint64 bin, MspTimelineUnit unit)
{
  GDate date;

  if (unit == MSP_TIMELINE_YEARS)
    g_snprintf (label, 16, "%04d", (int) bin);
  else if (unit == MSP_TIMELINE_MONTHS)
    g_snprintf (label, 16, "%04d-%02d", (int) (bin / 12), (int) (bin % 12) + 1);
  else
    {
      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32) (bin + EPOCH_JULIAN));
      g_snprintf (label, 16, "%04d-%02d-%02d", g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date));
    }
}

static MspTimelineUnit
choose_unit (gint64 first, gint64 last)
{
  if (last - first < MAX_DAYS)
    return MSP_TIMELINE_DAYS;
  return get_bin (last, MSP_TIMELINE_MONTHS) - get_bin (first, MSP_TIMELINE_MONTHS) < MAX_MONTHS ? MSP_TIMELINE_MONTHS
                                                                                                : MSP_TIMELINE_YEARS;
}

GArray *
msp_timeline_new (MspCase *source, MspTimelineUnit *out_unit, GError **error)
{
  g_autoptr (GArray) days = read_days (source, error);
  g_autoptr (GArray) bins = g_array_new (FALSE, TRUE, sizeof (MspTimelineBin));

  *out_unit = MSP_TIMELINE_DAYS;
  if (days == NULL || days->len == 0)
    return days != NULL ? g_steal_pointer (&bins) : NULL;
  gint64 first_day = g_array_index (days, MspDayRow, 0).day, last_day = g_array_index (days, MspDayRow, days->len - 1).day;
  MspTimelineUnit unit = *out_unit = choose_unit (first_day, last_day);
  gint64 last = get_bin (last_day, unit), first = MAX (get_bin (first_day, unit), last - MAX_YEARS + 1);
  g_array_set_size (bins, (guint) (last - first + 1));
  for (guint i = 0; i < bins->len; i++)
    set_label (g_array_index (bins, MspTimelineBin, i).sensitive.label, first + i, unit);
  for (guint i = 0; i < days->len; i++)
    {
      const MspDayRow *day = &g_array_index (days, MspDayRow, i);
      gint64 at = MAX (get_bin (day->day, unit), first) - first;
      MspTimelineBin *bin = &g_array_index (bins, MspTimelineBin, (guint) at);

      bin->messages += day->messages;
      bin->sensitive.pieces[0] += day->high;
      bin->sensitive.pieces[1] += day->moderate;
    }
  return g_steal_pointer (&bins);
}
