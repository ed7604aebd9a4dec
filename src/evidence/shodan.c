/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/shodan.h"

#include <glib/gi18n-lib.h>

#include "evidence/address.h"
#include "evidence/json-reader.h"
#include "evidence/shodan-open.h"
#include "evidence/timestamp.h"

#define BID 92

/* The banner's own address, else that of the host around it. */
static gboolean
find_server (const MspJsonTree *tree, MspNode banner, MspNode host, char out_server[MSP_ADDRESS_SIZE])
{
  const char *address = msp_json_tree_get_text (tree, banner, "ip_str");

  if (*address == '\0')
    address = msp_json_tree_get_text (tree, host, "ip_str");
  return msp_address_normalise (msp_span_from_string (address), out_server);
}

/* Its own, else one that tells the banners of a host apart. */
static const char *
find_id (const MspJsonTree *tree, MspNode banner, const MspEvent *event, char room[128])
{
  const char *id = msp_json_tree_get_text (tree, msp_json_tree_get (tree, banner, "_shodan"), "id");

  if (*id != '\0')
    return id;
  g_snprintf (room, 128, "%s:%u@%" G_GINT64_FORMAT, event->server, event->port, event->time);
  return room;
}

/* Times are documented to be in UTC. */
static gboolean
send_banner (const MspJsonTree *tree, MspNode banner, MspNode host, guint64 number, MspEventSink *sink, GError **error)
{
  char server[MSP_ADDRESS_SIZE], room[128];
  MspEvent event;
  gboolean has_zone;

  msp_event_init (&event, MSP_EVENT_SCAN);
  if (!msp_timestamp_parse_iso (msp_span_from_string (msp_json_tree_get_text (tree, banner, "timestamp")), &event.time, &has_zone)
      || !find_server (tree, banner, host, server))
    {
      sink->reject (sink, number, "no time and address", NULL);
      return TRUE;
    }
  event.line = number;
  event.precision = 1;
  event.operation = msp_json_tree_get_text (tree, msp_json_tree_get (tree, banner, "_shodan"), "module");
  event.server = server;
  event.port = (guint) MIN (msp_json_tree_get_count (tree, banner, "port"), (guint64) G_MAXUINT16);
  event.id = find_id (tree, banner, &event, room);
  event.open = msp_shodan_open_judge (tree, banner, &event.text);
  return sink->event (sink, &event, error);
}

typedef struct {
  MspJsonTree  *tree;
  MspEventSink *sink;
} Reader;

/* A banner, or a host whose banners are in "data". */
static gboolean
send_object (gpointer user_data, MspNode object, guint64 number, GError **error)
{
  Reader *self = user_data;
  MspNode data = msp_json_tree_get (self->tree, object, "data");

  if (msp_json_tree_get_kind (self->tree, data) != MSP_NODE_ARRAY)
    return send_banner (self->tree, object, 0, number, self->sink, error);
  for (MspNode banner = msp_json_tree_first (self->tree, data); banner != 0; banner = msp_json_tree_next (self->tree, banner))
    if (!send_banner (self->tree, banner, object, number, self->sink, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_shodan (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  g_autoptr (MspJsonTree) tree = msp_json_tree_new ();
  Reader self = { tree, sink };

  return msp_json_read (stream, tree, sink, send_object, &self, error);
}

static int
bid (MspSpan head)
{
  if (!msp_json_looks (head))
    return 0;
  return msp_json_has (head, "\"_shodan\"") || (msp_json_has (head, "\"ip_str\"") && msp_json_has (head, "\"timestamp\"")) ? BID : 0;
}

const MspEvidenceReader msp_shodan_reader = { "shodan", N_("Shodan banners (JSON)"), bid, read_shodan };
