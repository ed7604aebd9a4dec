/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/google-readers.h"

#include <arpa/inet.h>
#include <glib/gi18n-lib.h>

#include "evidence/address.h"
#include "evidence/google-gmail.h"
#include "evidence/json-reader.h"
#include "evidence/timestamp.h"

/* Audit records of Google Workspace: Gmail log events as BigQuery gives them, activities of the Reports API. */

typedef struct {
  MspJsonTree      *tree;
  MspEventSink *sink;
} Reader;

static gboolean
reject (Reader *self, guint64 number, const char *reason)
{
  self->sink->reject (self->sink, number, reason, NULL);
  return TRUE;
}

/* BigQuery gives addresses as base64, of their text or of their bytes. */
static const char *
get_address (const char *text, char room[MSP_ADDRESS_SIZE])
{
  g_autofree guint8 *bytes = NULL;
  gsize len = 0;

  if (msp_address_normalise (msp_span_from_string (text), room) || *text == '\0')
    return room;
  bytes = (guint8 *) g_base64_decode (text, &len);
  if (!msp_address_normalise (msp_span_new ((const char *) bytes, len), room) && (len == 4 || len == 16))
    (void) inet_ntop (len == 4 ? AF_INET : AF_INET6, bytes, room, MSP_ADDRESS_SIZE);
  return room;
}

/* Times are microseconds; where a spreadsheet passed them on, they may be ISO 8601. */
static gboolean
get_time (const char *text, gint64 *out_time)
{
  MspSpan span = msp_span_from_string (text);
  gboolean has_zone;

  *out_time = msp_timestamp_from_epoch (span, G_USEC_PER_SEC);
  return *out_time != MSP_TIME_UNKNOWN || msp_timestamp_parse_iso (span, out_time, &has_zone);
}

static gboolean
take_gmail (Reader *self, MspNode record, guint64 number, GError **error)
{
  MspJsonTree *tree = self->tree;
  MspNode info = msp_json_tree_get (tree, record, "event_info");
  char room[MSP_ADDRESS_SIZE];
  MspEvent event;

  msp_event_init (&event, MSP_EVENT_OTHER);
  event.line = number;
  event.id = msp_json_tree_get_text (tree, record, "event_id");
  event.mailbox = msp_json_tree_get_text (tree, record, "email");
  event.operation = msp_json_tree_get_text (tree, record, "event_name");
  event.precision = 1;
  event.ip = get_address (msp_json_tree_get_text (tree, record, "ip_address"), room);
  if (!get_time (msp_json_tree_get_text (tree, record, "time_usec"), &event.time)
      && !get_time (msp_json_tree_get_text (tree, info, "timestamp_usec"), &event.time))
    return reject (self, number, "it has no time that can be read");
  return msp_gmail_send (tree, record, &event, self->sink, error);
}

/* Whether mail is among the products; where the record does not say, it may be. */
static gboolean
has_mail (MspJsonTree *tree, MspNode products)
{
  gboolean found = products == 0;
  g_autofree char *lower = g_ascii_strdown (msp_json_tree_text (tree, products), -1);

  found |= strstr (lower, "mail") != NULL || strcmp (lower, "all") == 0;
  for (MspNode node = msp_json_tree_first (tree, products); node != 0; node = msp_json_tree_next (tree, node))
    found |= has_mail (tree, node);
  return found;
}

static gboolean
send_takeout (Reader *self, MspNode parameters, MspEvent *event, GError **error)
{
  MspJsonTree *tree = self->tree;
  const char *status = msp_google_get_text (tree, parameters, "TAKEOUT_STATUS");
  const char *owner = msp_google_get_text (tree, parameters, "USER_EMAIL");

  if (!has_mail (tree, msp_google_get (tree, parameters, "PRODUCTS_REQUESTED")))
    {
      self->sink->pass (self->sink, event->line);
      return TRUE;
    }
  event->kind = MSP_EVENT_EXPORT;
  event->is_takeout = TRUE;
  event->state = MSP_EXPORT_STARTED;
  if (g_str_has_prefix (event->operation, "DOWNLOADED"))
    event->state = MSP_EXPORT_DOWNLOADED;
  else if (g_str_has_prefix (event->operation, "COMPLETED") && (*status == '\0' || g_str_equal (status, "COMPLETED")))
    event->state = MSP_EXPORT_COMPLETED;
  if (*owner != '\0')
    event->mailbox = owner;
  event->text = msp_google_get_text (tree, parameters, "TAKEOUT_DESTINATION");
  return self->sink->event (self->sink, event, error);
}

/* One event of an activity of that application. */
static gboolean
take_event (Reader *self, const char *application, MspNode node, MspEvent event, GError **error)
{
  MspJsonTree *tree = self->tree;
  MspNode parameters = msp_json_tree_get (tree, node, "parameters");

  event.operation = msp_json_tree_get_text (tree, node, "name");
  if (g_str_equal (application, "gmail"))
    return msp_gmail_send (tree, parameters, &event, self->sink, error);
  if (strstr (event.operation, "TAKEOUT") != NULL)
    return send_takeout (self, parameters, &event, error);
  event.mailbox = "";
  event.kind = g_str_equal (event.operation, "login_success") ? MSP_EVENT_LOGIN : MSP_EVENT_CONTROL;
  event.app = msp_google_get_text (tree, parameters, "client_id");
  event.text = msp_google_get_text (tree, parameters, "app_name");
  if (event.kind == MSP_EVENT_LOGIN || (g_str_equal (application, "token") && g_str_equal (event.operation, "authorize")))
    return self->sink->event (self->sink, &event, error);
  self->sink->pass (self->sink, event.line);
  return TRUE;
}

static gboolean
take_activity (Reader *self, MspNode record, guint64 number, GError **error)
{
  MspJsonTree *tree = self->tree;
  MspNode id = msp_json_tree_get (tree, record, "id"), actor = msp_json_tree_get (tree, record, "actor");
  const char *application = msp_json_tree_get_text (tree, id, "applicationName");
  const char *time = msp_json_tree_get_text (tree, id, "time");
  g_autofree char *key = g_strdup_printf ("%s:%s:%s", application, time, msp_json_tree_get_text (tree, id, "uniqueQualifier"));
  char room[MSP_ADDRESS_SIZE];
  MspNode node = msp_json_tree_first (tree, msp_json_tree_get (tree, record, "events"));
  MspEvent event;

  msp_event_init (&event, MSP_EVENT_OTHER);
  event.line = number;
  event.id = key;
  event.user = event.mailbox = msp_json_tree_get_text (tree, actor, "email");
  event.precision = 1;
  event.ip = get_address (msp_json_tree_get_text (tree, record, "ipAddress"), room);
  if (!get_time (time, &event.time))
    return reject (self, number, "it has no time that can be read");
  for (; node != 0; node = msp_json_tree_next (tree, node))
    if (!take_event (self, application, node, event, error))
      return FALSE;
  return TRUE;
}

static gboolean
take_record (gpointer data, MspNode record, guint64 number, GError **error)
{
  Reader *self = data;

  if (msp_json_tree_get_kind (self->tree, msp_json_tree_get (self->tree, record, "events")) == MSP_NODE_ARRAY)
    return take_activity (self, record, number, error);
  if (msp_json_tree_get (self->tree, record, "event_info") != 0 || msp_json_tree_get (self->tree, record, "message_info") != 0)
    return take_gmail (self, record, number, error);
  return reject (self, number, "it is no audit record of Google Workspace");
}

static int
bid_gmail (MspSpan head)
{
  if (!msp_json_looks (head))
    return 0;
  return msp_json_has (head, "\"mail_event_type\"") || msp_json_has (head, "\"rfc2822_message_id\"") ? 85 : 0;
}

static int
bid_reports (MspSpan head)
{
  return msp_json_looks (head) && (msp_json_has (head, "admin#reports#activit")
         || (msp_json_has (head, "\"applicationName\"") && msp_json_has (head, "\"uniqueQualifier\""))) ? 95 : 0;
}

static gboolean
read_stream (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  g_autoptr (MspJsonTree) tree = msp_json_tree_new ();
  Reader self = { tree, sink };

  return msp_json_read (stream, tree, sink, take_record, &self, error);
}

const MspEvidenceReader msp_gmail_bigquery_reader = {
  "gmail-bigquery", N_("Gmail log events (BigQuery)"), bid_gmail, read_stream,
};

const MspEvidenceReader msp_google_reports_reader = {
  "google-reports", N_("Google Workspace audit (Reports API)"), bid_reports, read_stream,
};
