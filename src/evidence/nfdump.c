/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/nfdump.h"

#include <glib/gi18n-lib.h>

#include "evidence/address.h"
#include "evidence/log.h"
#include "evidence/text.h"
#include "evidence/timestamp.h"

#define BID 90
#define COLUMNS_MAX 128

typedef enum { START, END, DURATION, SOURCE, DESTINATION, SOURCE_PORT, SENT, RETURNED, SAMPLING, N_FIELDS } Field;

/* As versions up to 1.6, from 1.7 on, and of formats of one's own call them. */
static const struct {
  const char *name;
  Field       field;
} names[] = {
  { "ts", START },               { "firstSeen", START },       { "first", START },
  { "te", END },                 { "lastSeen", END },          { "last", END },
  { "td", DURATION },            { "duration", DURATION },
  { "sa", SOURCE },              { "srcAddr", SOURCE },        { "src4_addr", SOURCE },       { "src6_addr", SOURCE },
  { "da", DESTINATION },         { "dstAddr", DESTINATION },   { "dst4_addr", DESTINATION },  { "dst6_addr", DESTINATION },
  { "sp", SOURCE_PORT },         { "srcPort", SOURCE_PORT },   { "src_port", SOURCE_PORT },
  { "ibyt", SENT },              { "bytes", SENT },            { "byt", SENT },               { "in_bytes", SENT },
  { "obyt", RETURNED },          { "out_bytes", RETURNED },
  { "sampled", SAMPLING },       { "sampling", SAMPLING },     { "smp", SAMPLING },
};

typedef struct {
  guint    n_columns;
  guint    columns[COLUMNS_MAX];   /* Field, N_FIELDS for others */
  gboolean has_ended;              /* the summary has begun */
} Table;

static guint
find_field (MspSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (msp_span_equals (name, names[i].name))
      return names[i].field;
  return N_FIELDS;
}

/* FALSE if line is no line of names. */
static gboolean
learn (Table *self, MspSpan line)
{
  gboolean has[N_FIELDS + 1] = { FALSE };
  Table found = { 0 };
  MspSpan name;

  while (msp_text_take_last (&line, ",", &name) && found.n_columns < COLUMNS_MAX)
    {
      guint field = find_field (msp_text_strip (name));

      found.columns[found.n_columns++] = field;
      has[field] = TRUE;
    }
  if (!has[START] || !has[SOURCE] || !has[DESTINATION] || !has[SENT])
    return FALSE;
  *self = found;
  return TRUE;
}

/* The first value of a field that is not empty counts. FALSE if there are not as many values as columns. */
static gboolean
parse_row (const Table *self, MspSpan line, MspSpan values[N_FIELDS])
{
  guint n = 0;

  for (guint i = 0; i < N_FIELDS; i++)
    values[i] = MSP_SPAN_LITERAL ("");
  for (gsize at = 0; at <= line.len; n++)
    {
      const char *next = at < line.len ? memchr (line.data + at, ',', line.len - at) : NULL;
      gsize end = next != NULL ? (gsize) (next - line.data) : line.len;

      if (n < self->n_columns && self->columns[n] < N_FIELDS && values[self->columns[n]].len == 0)
        values[self->columns[n]] = msp_text_strip (msp_span_slice (line, at, end));
      at = end + 1;
    }
  return n == self->n_columns;
}

/* The end stands there, or follows from the seconds that it took. */
static gint64
find_end (const MspSpan *values, gint64 start)
{
  MspSpan whole, duration = values[DURATION];
  guint64 seconds = 0;
  gint64 end;
  gboolean has_zone;

  if (msp_timestamp_parse_iso (values[END], &end, &has_zone))
    return MAX (end, start);
  if (msp_text_take (&duration, ".", &whole))
    duration = whole;
  return msp_text_to_number (duration, &seconds) && seconds < G_MAXINT32 ? start + (gint64) seconds + 1 : start;
}

static gboolean
send_flow (MspLog *log, MspEvent *event, const char *server, const char *peer, guint64 bytes, GError **error)
{
  event->server = server;
  event->ip = peer;
  event->bytes = bytes;
  event->has_bytes = TRUE;
  return msp_log_send (log, event, error);
}

/* 1 or "0" is every packet. */
static gboolean
is_sampled (MspSpan value)
{
  guint64 rate = 0;

  return msp_text_to_number (value, &rate) ? rate > 1 : value.len > 0 && !msp_span_equals (value, "no");
}

static void
set_times (MspLog *log, const MspSpan *values, gint64 start, gboolean has_zone, MspEvent *event)
{
  gint64 offset = has_zone ? 0 : log->options->utc_offset;

  event->time = start - offset;
  event->end = find_end (values, start) - offset;
  event->clock = has_zone ? MSP_CLOCK_STATED : MSP_CLOCK_ASSUMED;
  event->precision = 1;
  if (!has_zone)
    msp_log_mark (log, MSP_MARK_NO_YEAR);
}

static gboolean
send_row (MspLog *log, const MspSpan *values, GError **error)
{
  char source[MSP_ADDRESS_SIZE], destination[MSP_ADDRESS_SIZE];
  guint64 sent = 0, returned = 0, port = 0;
  gint64 start;
  gboolean has_zone;
  MspEvent event;

  if (!msp_timestamp_parse_iso (values[START], &start, &has_zone) || !msp_address_normalise (values[SOURCE], source)
      || !msp_address_normalise (values[DESTINATION], destination))
    return msp_log_reject (log, "no time and two addresses");
  if (!msp_text_to_number (values[SENT], &sent))
    return msp_log_reject (log, "no number of bytes");
  if (!msp_text_to_number (values[RETURNED], &returned))
    returned = 0;
  msp_event_init (&event, MSP_EVENT_FLOW);
  set_times (log, values, start, has_zone, &event);
  event.port = msp_text_to_number (values[SOURCE_PORT], &port) && port <= G_MAXUINT16 ? (guint) port : 0;
  if (is_sampled (values[SAMPLING]))
    msp_log_mark (log, MSP_MARK_SAMPLED);
  if (sent == 0 && returned == 0)
    return msp_log_pass (log);
  return (sent == 0 || send_flow (log, &event, source, destination, sent, error))
         && (returned == 0 || send_flow (log, &event, destination, source, returned, error));
}

static gboolean
read_line (gpointer user_data, MspLog *log, MspSpan line, GError **error)
{
  Table *self = user_data;
  MspSpan values[N_FIELDS];

  /* Rows begin with a time. */
  if (!g_ascii_isdigit (line.data[0]) && learn (self, line))
    return TRUE;
  if (msp_span_has_prefix (line, "Summary") || msp_span_has_prefix (line, "No matching flows"))
    self->has_ended = TRUE;
  if (self->has_ended)
    return msp_log_pass (log);
  if (self->n_columns == 0)
    return msp_log_reject (log, "no line before it names its columns");
  return parse_row (self, line, values) ? send_row (log, values, error) : msp_log_reject (log, "not as many values as columns");
}

static gboolean
read_nfdump (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  Table table = { 0 };

  return msp_log_read (stream, options, sink, read_line, &table, error);
}

static int
bid (MspSpan head)
{
  Table table = { 0 };
  MspSpan line;

  msp_text_skip (&head, "\357\273\277");
  return msp_log_next_head_line (&head, &line) && learn (&table, line) ? BID : 0;
}

const MspEvidenceReader msp_nfdump_reader = { "nfdump", N_("flows of nfdump (CSV)"), bid, read_nfdump };
