/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/presence.h"

MspPresence
msp_presence_init (gint64 received, gboolean is_by_sender, gint64 pad)
{
  if (received == MSP_TIME_UNKNOWN)
    return (MspPresence) { G_MININT64, G_MININT64, FALSE };
  gint64 start = is_by_sender ? received - MSP_SENDER_SECONDS : received;
  return (MspPresence) { start - pad, start - pad - MSP_ZONE_SECONDS, is_by_sender };
}

gboolean
msp_presence_holds (const MspPresence *self, const MspTrace *trace)
{
  return trace->time >= self->sure || (trace->clock == MSP_CLOCK_ASSUMED && trace->time >= self->assumed);
}

guint
msp_presence_find (const MspPresence *self, const MspTrail *trail, const GArray *list)
{
  return msp_trail_find_time (trail, list, self->assumed);
}

static guint64
get_weight (const GArray *list, const guint64 *weights, guint i)
{
  return weights == NULL ? 0 : weights[i] - (i + 1 < list->len ? weights[i + 1] : 0);
}

MspPresenceSum
msp_presence_add (const MspPresence *self, const MspTrail *trail, const GArray *list, const guint64 *weights, MspSupport *support,
                  MspSupport *earlier)
{
  guint first = list != NULL ? msp_presence_find (self, trail, list) : 0, sure = list != NULL ? msp_trail_find_time (trail, list, self->sure) : 0;
  MspPresenceSum sum = { 0 };

  if (list == NULL)
    return sum;
  for (guint i = first; i < sure; i++)
    if (msp_presence_holds (self, msp_trail_get (trail, g_array_index (list, guint32, i))))
      {
        msp_support_add (support, g_array_index (list, guint32, i));
        sum.n_doubtful++;
        sum.weight += get_weight (list, weights, i);
      }
    else if (self->is_by_sender)
      msp_support_add (earlier, g_array_index (list, guint32, i));
  msp_support_add_range (support, list, sure, list->len);
  sum.n = sum.n_doubtful + list->len - sure;
  sum.weight += sure < list->len && weights != NULL ? weights[sure] : 0;
  if (self->is_by_sender)
    msp_support_add_range (earlier, list, 0, first);
  return sum;
}
