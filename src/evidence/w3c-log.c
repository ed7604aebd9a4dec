/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/w3c-log.h"

#include <glib/gi18n-lib.h>

#include "evidence/exchange-url.h"
#include "evidence/forwarded.h"
#include "evidence/log.h"
#include "evidence/text.h"
#include "evidence/timestamp.h"
#include "evidence/url.h"
#include "evidence/w3c-row.h"

#define BID_FIELDS 90
#define BID_ROWS 60

typedef struct {
  MspW3cRow row;
  MspSpan   date;         /* of the last "#Date:" line, for logs whose rows have only the time */
  char      date_text[11];
} W3cLog;

/* Both logs are documented to be in UTC. */
static gboolean
parse_time (const W3cLog *self, const MspSpan *values, gint64 *out_time)
{
  MspSpan date = values[MSP_W3C_DATE].len > 0 ? values[MSP_W3C_DATE] : self->date, time = values[MSP_W3C_TIME];
  char text[32];
  gboolean has_zone;

  if (values[MSP_W3C_DATE_TIME].len > 0)
    return msp_timestamp_parse_iso (values[MSP_W3C_DATE_TIME], out_time, &has_zone);
  if (date.len != 10 || time.len < 5 || time.len > 15)
    return FALSE;
  memcpy (text, date.data, 10);
  text[10] = 'T';
  memcpy (text + 11, time.data, time.len);
  return msp_timestamp_parse_iso (msp_span_new (text, 11 + time.len), out_time, &has_zone);
}

/* Blanks are written as pluses by IIS, not by Exchange. */
static const char *
keep_words (MspLog *log, MspSpan text, gboolean has_pluses)
{
  if (!has_pluses || text.len == 0 || memchr (text.data, '+', text.len) == NULL)
    return msp_log_keep (log, text);
  char *copy = g_string_chunk_insert_len (log->strings, text.data, (gssize) text.len);
  for (char *c = copy; *c != '\0'; c++)
    *c = *c == '+' ? ' ' : *c;
  return copy;
}

static const char *
keep_client (MspLog *log, const MspSpan *values)
{
  char address[MSP_ADDRESS_SIZE];

  if (!msp_address_normalise (values[MSP_W3C_CLIENT], address))
    return "";
  msp_forwarded_apply (address, values[MSP_W3C_FORWARDED]);
  return msp_log_keep (log, msp_span_from_string (address));
}

/* An answer of failure holds no mail, and before a login anybody can name any mailbox. */
static void
fill_mailbox (MspLog *log, const MspSpan *values, MspEvent *event)
{
  MspExchangeUrl url;

  if (event->status >= 400)
    return;
  if (!msp_exchange_url_parse (log, values[MSP_W3C_PATH], values[MSP_W3C_QUERY], values[MSP_W3C_USER], values[MSP_W3C_ANCHOR], &url))
    return;
  event->kind = MSP_EVENT_REQUEST;
  event->operation = url.operation;
  event->mailbox = url.mailbox;
  event->mailbox_guid = url.mailbox_guid;
  event->mailbox_sid = url.mailbox_sid;
}

static gboolean
send_row (W3cLog *self, MspLog *log, const MspSpan *values, GError **error)
{
  gboolean is_iis = self->row.delimiter == ' ';
  guint64 status = 0;
  MspEvent event;

  msp_event_init (&event, MSP_EVENT_TRANSFER);
  if (!parse_time (self, values, &event.time))
    return msp_log_reject (log, "no date and time");
  if (values[MSP_W3C_PATH].len == 0)
    return msp_log_reject (log, "no path");
  event.precision = 1;
  event.id = msp_log_keep (log, values[MSP_W3C_ID]);
  event.method = msp_log_keep (log, values[MSP_W3C_METHOD]);
  event.path = msp_url_keep_decoded (log, values[MSP_W3C_PATH], FALSE);
  event.text = msp_log_keep (log, values[MSP_W3C_QUERY]);
  event.user = keep_words (log, values[MSP_W3C_USER], is_iis);
  event.client = keep_words (log, values[MSP_W3C_AGENT], is_iis);
  event.ip = keep_client (log, values);
  event.status = msp_text_to_number (values[MSP_W3C_STATUS], &status) && status < 1000 ? (guint) status : 0;
  event.has_bytes = msp_text_to_number (values[MSP_W3C_SENT], &event.bytes);
  fill_mailbox (log, values, &event);
  return msp_log_send (log, &event, error);
}

/* "#Date: 2023-02-13 00:00:00" */
static void
learn_date (W3cLog *self, MspSpan line)
{
  if (!msp_text_skip (&line, "#Date:"))
    return;
  line = msp_text_strip (line);
  if (line.len < 10)
    return;
  memcpy (self->date_text, line.data, 10);
  self->date = msp_span_new (self->date_text, 10);
}

static gboolean
read_line (gpointer user_data, MspLog *log, MspSpan line, GError **error)
{
  W3cLog *self = user_data;
  MspSpan values[MSP_W3C_OTHER];

  if (line.data[0] == '#')
    {
      learn_date (self, line);
      msp_w3c_row_learn (&self->row, line);
      return TRUE;
    }
  if (self->row.n_columns == 0)
    {
      /* Exchange repeats the names as a row of their own. */
      return msp_log_reject (log, "no line #Fields before it says what its columns are");
    }
  if (!msp_w3c_row_parse (&self->row, line, values))
    return msp_log_reject (log, "not as many values as the line #Fields has columns");
  if (msp_span_equals (values[MSP_W3C_DATE_TIME], "DateTime"))
    return TRUE;
  return send_row (self, log, values, error);
}

static gboolean
read_w3c_log (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  W3cLog self = { .date = { "", 0 } };

  msp_w3c_row_init (&self.row);
  gboolean is_whole = msp_log_read (stream, options, sink, read_line, &self, error);
  msp_w3c_row_clear (&self.row);
  return is_whole;
}

/* The line "#Fields:" of the head, by its delimiter; has a path and a status, as other logs of this form have not. */
static gboolean
find_fields (MspSpan head, char delimiter)
{
  MspW3cRow row;
  MspSpan line;
  gboolean is_found = FALSE;

  msp_w3c_row_init (&row);
  while (!is_found && msp_log_next_head_line (&head, &line))
    is_found = line.len > 0 && line.data[0] == '#' && msp_w3c_row_learn (&row, line) && row.delimiter == delimiter
               && msp_w3c_row_has (&row, MSP_W3C_PATH)
               && (msp_w3c_row_has (&row, MSP_W3C_TIME) || msp_w3c_row_has (&row, MSP_W3C_DATE_TIME));
  msp_w3c_row_clear (&row);
  return is_found;
}

/* A log whose beginning was rotated away: "2023-02-08 03:14:07 10.44.0.131 GET /owa/ …" by the order that IIS has by default. */
static gboolean
has_rows (MspSpan head)
{
  MspSpan line;

  for (guint i = 0; i < 3 && msp_log_next_head_line (&head, &line); i++)
    {
      gint64 time;
      gboolean has_zone;
      char address[MSP_ADDRESS_SIZE];
      MspSpan server, method, rest = msp_span_slice (line, 20, line.len);

      if (line.len > 20 && line.data[10] == ' ' && line.data[19] == ' '
          && msp_timestamp_parse_iso (msp_span_slice (line, 0, 19), &time, &has_zone)
          && msp_text_take (&rest, " ", &server) && msp_address_normalise (server, address)
          && msp_text_take (&rest, " ", &method) && msp_span_has_prefix (rest, "/"))
        return TRUE;
    }
  return FALSE;
}

static int
bid_iis (MspSpan head)
{
  return find_fields (head, ' ') ? BID_FIELDS : has_rows (head) ? BID_ROWS : 0;
}

static int
bid_httpproxy (MspSpan head)
{
  return find_fields (head, ',') ? BID_FIELDS : 0;
}

const MspEvidenceReader msp_iis_reader = { "iis", N_("log of IIS (W3C)"), bid_iis, read_w3c_log };
const MspEvidenceReader msp_httpproxy_reader = { "exchange-httpproxy", N_("HttpProxy log of Exchange"), bid_httpproxy, read_w3c_log };
