/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/bound.h"

/* Messages of up to this size are counted by size, in steps; larger ones in the last step. */
#define STEP 256
#define N_STEPS (1 << 18)

/* Whether it may have flowed while mail was exposed; of a flow without a time nobody knows. */
static gboolean
may_be_within (const MspTrace *trace, gint64 last, gint64 start, gint64 end)
{
  gint64 doubt = msp_clock_get_zone_doubt ((MspClock) trace->clock);

  return trace->time == MSP_TIME_UNKNOWN || (trace->time - doubt <= end && last + doubt >= start);
}

static void
widen (MspBound *self, gint64 first, gint64 last)
{
  if (first == MSP_TIME_UNKNOWN)
    return;
  self->first = self->first == MSP_TIME_UNKNOWN ? first : MIN (self->first, first);
  self->last = self->last == MSP_TIME_UNKNOWN ? last : MAX (self->last, last);
}

void
msp_bound_init (MspBound *self, const MspIndex *index, const MspExposure *window, gboolean is_sampled)
{
  gint64 start = window->is_known ? msp_exposure_get_start (window) : G_MININT64, end = window->is_known ? msp_exposure_get_end (window) : G_MAXINT64;
  gint64 doubt = 0;

  *self = (MspBound) { .first = MSP_TIME_UNKNOWN, .last = MSP_TIME_UNKNOWN, .is_sampled = is_sampled };
  for (guint i = 0; i < index->trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (index->trail, i);
      gint64 last = trace->end != MSP_TIME_UNKNOWN ? trace->end : trace->time;

      if (trace->kind != MSP_EVENT_FLOW || msp_actors_is_inbound (index->actors, index->trail, trace))
        continue;
      self->has_flows = TRUE;
      widen (self, trace->time, last);
      doubt = MAX (doubt, msp_clock_get_zone_doubt ((MspClock) trace->clock));
      if (msp_actors_get_class (index->actors, trace) == MSP_ACTOR_TRUSTED || !may_be_within (trace, last, start, end))
        continue;
      self->flows++;
      self->bytes += MIN (trace->bytes, G_MAXUINT64 - self->bytes);
    }
  self->covers_window = window->is_known && self->first != MSP_TIME_UNKNOWN && self->first + doubt <= start && self->last - doubt >= end;
}

/* Smallest first: the number of messages of each step of size, and the persons in them. */
typedef struct {
  guint64 *messages, *people;
} Steps;

static gboolean
count_sizes (Steps *steps, MspBound *self, MspAccessWriter *source, GError **error)
{
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (source, MSP_ACCESS_COPIES, error);
  MspAccessCopyRow copy;
  gboolean end;

  while (cursor != NULL && msp_access_cursor_next (cursor, &copy, &end, error))
    {
      if (end)
        return TRUE;
      /* A step stands for the smallest size in it, so that the count can only be too high. */
      steps->messages[MIN (copy.size / STEP, N_STEPS - 1)]++;
      steps->people[MIN (copy.people > 0 ? copy.size / copy.people / STEP : N_STEPS - 1, N_STEPS - 1)] += copy.people;
      self->archive_bytes += copy.size;
      self->archive_messages++;
    }
  return FALSE;
}

/* How many of counts, smallest first, fit into budget. */
static guint64
fit (const guint64 *counts, guint64 budget)
{
  guint64 n = 0;

  for (guint64 i = 0; i < N_STEPS; i++)
    {
      guint64 size = MAX (i * STEP, 1), room = counts[i] > 0 ? MIN (counts[i], budget / size) : 0;

      n += room;
      budget -= room * size;
      if (room < counts[i])
        break;
    }
  return n;
}

gboolean
msp_bound_fit (MspBound *self, MspAccessWriter *source, guint compression, GError **error)
{
  Steps steps = { g_new0 (guint64, N_STEPS), g_new0 (guint64, N_STEPS) };
  gboolean good = count_sizes (&steps, self, source, error);
  guint64 budget = self->bytes > G_MAXUINT64 / MAX (compression, 1) ? G_MAXUINT64 : self->bytes * MAX (compression, 1);

  self->messages = fit (steps.messages, budget);
  self->people = fit (steps.people, budget);
  self->is_bound = self->has_flows && self->covers_window && !self->is_sampled && budget < self->archive_bytes;
  g_free (steps.messages);
  g_free (steps.people);
  return good;
}
