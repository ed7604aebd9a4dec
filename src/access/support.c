/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/support.h"

static void
keep (MspSupport *self, guint32 trace)
{
  guint at = self->n_traces;

  while (at > 0 && self->traces[at - 1] > trace)
    at--;
  if (at == MSP_SUPPORT_KEPT)
    return;
  if (self->n_traces < MSP_SUPPORT_KEPT)
    self->n_traces++;
  for (guint i = self->n_traces - 1; i > at; i--)
    self->traces[i] = self->traces[i - 1];
  self->traces[at] = trace;
}

void
msp_support_add (MspSupport *self, guint32 trace)
{
  self->last = self->n > 0 ? MAX (self->last, trace) : trace;
  self->n++;
  keep (self, trace);
}

void
msp_support_add_range (MspSupport *self, const GArray *list, guint from, guint end)
{
  for (guint i = from; i < end && i < from + MSP_SUPPORT_KEPT; i++)
    msp_support_add (self, g_array_index (list, guint32, i));
  if (from + MSP_SUPPORT_KEPT >= end)
    return;
  self->n += end - from - MSP_SUPPORT_KEPT;
  self->last = MAX (self->last, g_array_index (list, guint32, end - 1));
}

void
msp_support_merge (MspSupport *self, const MspSupport *other)
{
  guint64 n = self->n + other->n;

  for (guint i = 0; i < other->n_traces; i++)
    msp_support_add (self, other->traces[i]);
  if (other->n > 0)
    self->last = MAX (self->last, other->last);
  self->n = n;
}

char *
msp_support_dup_ids (const MspSupport *self, const MspTrail *trail)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < self->n_traces; i++)
    {
      g_autofree char *id = msp_trail_dup_id (trail, msp_trail_get (trail, self->traces[i]));

      g_string_append_printf (ids, "%s%s", i > 0 ? "; " : "", id);
    }
  return g_string_free (ids, FALSE);
}
