/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/exposure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "access/error.h"

gboolean
msp_time_parse (const char *text, gboolean is_end, gint64 *out_seconds)
{
  gboolean is_day = strlen (text) == 10;
  g_autofree char *full = is_day ? g_strconcat (text, is_end ? "T23:59:59Z" : "T00:00:00Z", NULL) : g_strdup (text);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (full, utc);

  if (time != NULL)
    *out_seconds = g_date_time_to_unix (time);
  return time != NULL;
}

static const MspExposure unknown = { MSP_TIME_UNKNOWN, MSP_TIME_UNKNOWN, MSP_TIME_UNKNOWN, MSP_TIME_UNKNOWN, FALSE, FALSE };

static gboolean
read_stated (MspExposure *self, const char *stated, GError **error)
{
  g_auto (GStrv) ends = g_strsplit (stated, "/", 2);

  if (g_strv_length (ends) != 2 || !msp_time_parse (ends[0], FALSE, &self->first_open) || !msp_time_parse (ends[1], TRUE, &self->last_open)
      || self->first_open > self->last_open)
    {
      g_set_error (error, MSP_ACCESS_ERROR, MSP_ACCESS_ERROR_OPTION,
                   _("'%s' is no span of time: write START/END, such as 2023-02-03/2023-02-20T14:00:00Z"), stated);
      return FALSE;
    }
  self->is_known = self->is_stated = TRUE;
  return TRUE;
}

static void
read_scan (MspExposure *self, const MspTrace *trace)
{
  if (trace->open == MSP_OPEN_YES)
    {
      self->first_open = self->is_known ? self->first_open : trace->time;
      self->last_open = trace->time;
      self->closed_after = MSP_TIME_UNKNOWN;
      self->is_known = TRUE;
    }
  else if (trace->open == MSP_OPEN_NO && !self->is_known)
    self->closed_before = trace->time;
  else if (trace->open == MSP_OPEN_NO && self->closed_after == MSP_TIME_UNKNOWN)
    self->closed_after = trace->time;
}

/* A scan speaks for its server as a whole, whatever the port: scanners look at one now and at another then. */
static MspExposure *
demand_server (GHashTable *servers, const MspTrace *trace)
{
  MspExposure *server = g_hash_table_lookup (servers, GUINT_TO_POINTER (trace->server));

  if (server == NULL)
    {
      server = g_new (MspExposure, 1);
      *server = unknown;
      g_hash_table_insert (servers, GUINT_TO_POINTER (trace->server), server);
    }
  return server;
}

/* A server that was never seen closed may have been open for ever, whatever was seen of the others. */
static void
add_server (MspExposure *self, const MspExposure *server)
{
  if (!self->is_known)
    {
      *self = *server;
      return;
    }
  self->closed_before = MIN (self->closed_before, server->closed_before);   /* MSP_TIME_UNKNOWN is the least */
  self->first_open = MIN (self->first_open, server->first_open);
  self->last_open = MAX (self->last_open, server->last_open);
  if (self->closed_after != MSP_TIME_UNKNOWN)
    self->closed_after = server->closed_after == MSP_TIME_UNKNOWN ? MSP_TIME_UNKNOWN : MAX (self->closed_after, server->closed_after);
}

gboolean
msp_exposure_init (MspExposure *self, const MspTrail *trail, const char *stated, GError **error)
{
  g_autoptr (GHashTable) servers = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer server;

  *self = unknown;
  if (stated != NULL)
    return read_stated (self, stated, error);
  for (guint i = 0; i < trail->traces->len; i++)
    {
      const MspTrace *trace = msp_trail_get (trail, i);

      if (trace->kind == MSP_EVENT_SCAN && trace->time != MSP_TIME_UNKNOWN)
        read_scan (demand_server (servers, trace), trace);
    }
  g_hash_table_iter_init (&iter, servers);
  while (g_hash_table_iter_next (&iter, NULL, &server))
    if (((const MspExposure *) server)->is_known)
      add_server (self, server);
  return TRUE;
}

gint64
msp_exposure_get_start (const MspExposure *self)
{
  return self->closed_before != MSP_TIME_UNKNOWN ? self->closed_before : self->is_stated ? self->first_open : G_MININT64;
}

gint64
msp_exposure_get_end (const MspExposure *self)
{
  return self->closed_after != MSP_TIME_UNKNOWN ? self->closed_after : self->is_stated ? self->last_open : G_MAXINT64;
}
