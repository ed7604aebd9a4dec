/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/web-log.h"

#include <glib/gi18n-lib.h>

#include "base/mutf7.h"
#include "evidence/forwarded.h"
#include "evidence/log.h"
#include "evidence/text.h"
#include "evidence/timestamp.h"
#include "evidence/url.h"

#define BID 80

/* "host ident user [12/Feb/2023:21:40:55 +0000] "GET /x HTTP/1.1" 200 734 "referer" "agent" "forwarded"", before which Apache may
   put the virtual host. */
typedef struct {
  char    ip[MSP_ADDRESS_SIZE];
  MspSpan user;
  gint64  time;
  MspSpan request;       /* as escaped by the server */
  guint   status;
  guint64 bytes;
  MspSpan agent;
} Record;

static guint
two_digits (const char *at)
{
  return (guint) (at[0] - '0') * 10 + (guint) (at[1] - '0');
}

/* text has the form of pattern, in which 0 stands for a digit and any other character for itself but a for a letter. */
static gboolean
has_form (MspSpan text, const char *pattern)
{
  for (gsize i = 0; pattern[i] != '\0'; i++)
    if (i >= text.len
        || !(pattern[i] == '0'   ? g_ascii_isdigit (text.data[i])
             : pattern[i] == 'a' ? g_ascii_isalpha (text.data[i])
                                 : text.data[i] == pattern[i]))
      return FALSE;
  return TRUE;
}

/* "12/Feb/2023:21:40:55 +0000]" */
static gboolean
parse_time (MspSpan text, gint64 *out_time)
{
  const char *at = text.data;
  gint64 zone;

  if (!has_form (text, "00/aaa/0000:00:00:00 ") || text.len < 27 || (at[21] != '+' && at[21] != '-')
      || !has_form (msp_span_slice (text, 22, 27), "0000]"))
    return FALSE;
  zone = (gint64) (two_digits (at + 22) * 60 + two_digits (at + 24)) * 60;
  *out_time = msp_timestamp_from_civil (two_digits (at + 7) * 100 + two_digits (at + 9),
                                        msp_timestamp_get_month (msp_span_slice (text, 3, 6)), two_digits (at),
                                        two_digits (at + 12), two_digits (at + 15), two_digits (at + 18));
  if (*out_time == MSP_TIME_UNKNOWN)
    return FALSE;
  *out_time -= at[21] == '-' ? -zone : zone;
  return TRUE;
}

/* The bracket before the time: names of users may hold others. */
static gboolean
take_prefix (MspSpan *line, MspSpan *out_prefix, gint64 *out_time)
{
  for (gsize at = 0; at + 28 < line->len; at++)
    {
      const char *bracket = memchr (line->data + at, '[', line->len - at);

      if (bracket == NULL)
        return FALSE;
      at = (gsize) (bracket - line->data);
      if (parse_time (msp_span_slice (*line, at + 1, line->len), out_time))
        {
          *out_prefix = msp_span_slice (*line, 0, at);
          *line = msp_span_slice (*line, at + 28, line->len);
          return TRUE;
        }
    }
  return FALSE;
}

/* Names instead of addresses stay empty. */
static gboolean
parse_prefix (MspSpan prefix, Record *record)
{
  MspSpan word, ident;

  if (!msp_text_take (&prefix, " ", &word))
    return FALSE;
  if (!msp_address_normalise (word, record->ip))
    {
      MspSpan rest = prefix;

      if (msp_text_take (&rest, " ", &word) && msp_address_normalise (word, record->ip))
        prefix = rest;
    }
  if (!msp_text_take (&prefix, " ", &ident))
    return FALSE;
  record->user = msp_text_strip (prefix);
  if (msp_span_equals (record->user, "-"))
    record->user.len = 0;
  return TRUE;
}

/* A quoted field with the blank before it, as escaped: up to a quote without a backslash. */
static gboolean
take_quoted (MspSpan *text, MspSpan *out_field)
{
  MspSpan rest = *text;

  if (!msp_text_skip (&rest, " \""))
    return FALSE;
  for (gsize at = 0; at < rest.len; at++)
    if (rest.data[at] == '\\')
      at++;
    else if (rest.data[at] == '"')
      {
        *out_field = msp_span_slice (rest, 0, at);
        *text = msp_span_slice (rest, at + 1, rest.len);
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_numbers (MspSpan *text, Record *record)
{
  MspSpan word;
  guint64 status;

  if (!msp_text_skip (text, " ") || !msp_text_take (text, " ", &word) || !msp_text_to_number (word, &status) || status > 999)
    return FALSE;
  record->status = (guint) status;
  const char *blank = text->len > 0 ? memchr (text->data, ' ', text->len) : NULL;
  word = msp_span_slice (*text, 0, blank != NULL ? (gsize) (blank - text->data) : text->len);
  *text = msp_span_slice (*text, word.len, text->len);
  /* Apache writes no bytes as "-". */
  record->bytes = 0;
  return msp_span_equals (word, "-") || msp_text_to_number (word, &record->bytes);
}

/* The reason why line is no record, or NULL. */
static const char *
parse_line (MspSpan line, Record *record)
{
  MspSpan prefix, referer, forwarded;

  if (!take_prefix (&line, &prefix, &record->time) || !parse_prefix (prefix, record))
    return "no address, user and time in brackets";
  if (!take_quoted (&line, &record->request))
    return "no request in quotes behind the time";
  if (!parse_numbers (&line, record))
    return "no status and number of bytes behind the request";
  record->agent = MSP_SPAN_LITERAL ("");
  if (take_quoted (&line, &referer) && take_quoted (&line, &record->agent) && take_quoted (&line, &forwarded))
    msp_forwarded_apply (record->ip, forwarded);
  if (msp_span_equals (record->agent, "-"))
    record->agent.len = 0;
  return NULL;
}

/* Without the escapes of the server: \xHH, \" and \\. */
static MspSpan
unescape (MspLog *log, MspSpan text)
{
  if (text.len == 0 || memchr (text.data, '\\', text.len) == NULL)
    return text;
  g_autoptr (GString) bytes = g_string_sized_new (text.len + 1);
  for (gsize i = 0; i < text.len; i++)
    if (text.data[i] == '\\' && has_form (msp_span_slice (text, i + 1, text.len), "x")
        && i + 3 < text.len && g_ascii_isxdigit (text.data[i + 2]) && g_ascii_isxdigit (text.data[i + 3]))
      {
        gint high = g_ascii_xdigit_value (text.data[i + 2]), low = g_ascii_xdigit_value (text.data[i + 3]);

        g_string_append_c (bytes, (char) (high * 16 + low));
        i += 3;
      }
    else if (text.data[i] == '\\' && i + 1 < text.len && strchr ("\\\"", text.data[i + 1]) != NULL)
      g_string_append_c (bytes, text.data[++i]);
    else
      g_string_append_c (bytes, text.data[i]);
  g_autofree char *valid = g_utf8_make_valid (bytes->str, (gssize) bytes->len);
  return msp_span_from_string (msp_log_keep (log, msp_span_from_string (valid)));
}

/* "GET /path?query HTTP/1.1". FALSE for the bytes of other protocols. */
static gboolean
parse_request (MspSpan request, MspSpan *out_method, MspSpan *out_path, MspSpan *out_query)
{
  if (!msp_text_take (&request, " ", out_method) || out_method->len == 0 || out_method->len > 20)
    return FALSE;
  for (gsize i = 0; i < out_method->len; i++)
    if (!g_ascii_isupper (out_method->data[i]) && out_method->data[i] != '-' && out_method->data[i] != '_')
      return FALSE;
  gssize version = msp_text_find_last (request, " HTTP/");
  return msp_url_split (msp_span_slice (request, 0, version >= 0 ? (gsize) version : request.len), out_path, out_query);
}

/* Actions of Roundcube that send a mail or a part of it. */
static gboolean
is_display (MspSpan query)
{
  static const char *const actions[] = { "show", "preview", "get", "viewsource", "print" };
  MspSpan task, action;

  if (!msp_url_get_parameter (query, "_task", &task) || !msp_span_equals (task, "mail")
      || !msp_url_get_parameter (query, "_action", &action))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (msp_span_equals (action, actions[i]))
      return TRUE;
  return FALSE;
}

/* Sets item to the mail that query has Roundcube display. A search over many folders gives "4410-Sent" as the number. */
static gboolean
parse_display (MspLog *log, MspSpan query, MspEventItem *item)
{
  MspSpan uid, number, folder = { "", 0 };

  if (!is_display (query) || !msp_url_get_parameter (query, "_uid", &uid))
    return FALSE;
  msp_url_get_parameter (query, "_mbox", &folder);
  if (msp_text_take (&uid, "-", &number))
    folder = uid;
  else
    number = uid;
  *item = (MspEventItem) { .message_id = "", .item = "", .subject = "", .digest = "" };
  if (!msp_text_to_number (number, &item->uid) || item->uid == 0)
    return FALSE;
  g_autofree char *name = msp_mutf7_dup_utf8 (msp_url_keep_decoded (log, folder, TRUE));
  item->folder = msp_log_keep (log, msp_span_from_string (name));
  return TRUE;
}

static gboolean
send_record (MspLog *log, const Record *record, GError **error)
{
  MspSpan method, path, query;
  MspEventItem item;
  MspEvent event;

  if (!parse_request (unescape (log, record->request), &method, &path, &query))
    return msp_log_pass (log);
  gboolean is_mail = record->status >= 200 && record->status < 300 && parse_display (log, query, &item);
  msp_event_init (&event, is_mail ? MSP_EVENT_DISPLAY : MSP_EVENT_TRANSFER);
  event.time = record->time;
  event.precision = 1;
  event.ip = msp_log_keep (log, msp_span_from_string (record->ip));
  event.user = msp_log_keep (log, record->user);
  event.client = msp_log_keep (log, unescape (log, record->agent));
  event.method = msp_log_keep (log, method);
  event.path = msp_url_keep_decoded (log, path, FALSE);
  event.text = msp_log_keep (log, query);
  event.status = record->status;
  event.bytes = record->bytes;
  event.has_bytes = TRUE;
  if (is_mail)
    {
      event.mailbox = event.user;
      event.operations = 1;
      event.folder = item.folder;
      event.items = &item;
      event.n_items = 1;
    }
  return msp_log_send (log, &event, error);
}

static gboolean
read_line (gpointer self, MspLog *log, MspSpan line, GError **error)
{
  Record record;
  const char *reason = parse_line (line, &record);

  return reason != NULL ? msp_log_reject (log, reason) : send_record (log, &record, error);
}

static gboolean
read_web_log (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  return msp_log_read (stream, options, sink, read_line, NULL, error);
}

/* The first line may be cut at its beginning, the last at its end. */
static int
bid (MspSpan head)
{
  MspSpan line;

  for (guint i = 0; i < 10 && msp_log_next_head_line (&head, &line); i++)
    {
      Record record;

      if (parse_line (line, &record) == NULL)
        return BID;
    }
  return 0;
}

const MspEvidenceReader msp_web_log_reader = { "web-log", N_("access log of a web server"), bid, read_web_log };
