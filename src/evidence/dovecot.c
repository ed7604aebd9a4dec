/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/dovecot.h"

#include "evidence/dovecot-fields.h"
#include "evidence/text.h"

/* "imap(pat@dod.example)<214><session>: text", "imap-login: text"; files of Dovecot's own put a level before the text. */
typedef struct {
  MspSpan service, user, session, text;
} Line;

static void
skip_level (MspSpan *text)
{
  static const char *const levels[] = { "Info: ", "Warning: ", "Error: ", "Debug: ", "Fatal: ", "Panic: " };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (msp_text_skip (text, levels[i]))
      return;
}

/* "<214><session>" or, before 2.3, nothing or "<session>". */
static gboolean
take_session (MspSpan *text, MspSpan *out_session)
{
  MspSpan part;

  while (msp_text_skip (text, "<"))
    {
      if (!msp_text_take (text, ">", &part))
        return FALSE;
      *out_session = part;
    }
  return TRUE;
}

static gsize
get_service_length (MspSpan text)
{
  gsize len = 0;

  while (len < text.len && (g_ascii_islower (text.data[len]) || g_ascii_isdigit (text.data[len]) || text.data[len] == '-'))
    len++;
  return len;
}

static gboolean
parse_line (MspSpan text, Line *line)
{
  gsize len = get_service_length (text);

  *line = (Line) { .service = msp_span_slice (text, 0, len) };
  text = msp_span_slice (text, len, text.len);
  if (len == 0)
    return FALSE;
  if (msp_text_skip (&text, "(") && (!msp_text_take (&text, ")", &line->user) || !take_session (&text, &line->session)))
    return FALSE;
  if (!msp_text_skip (&text, ": "))
    return FALSE;
  skip_level (&text);
  line->text = text;
  return TRUE;
}

static gboolean
is_login (const Line *line, MspSpan *out_text)
{
  *out_text = line->text;
  return (msp_span_equals (line->service, "imap-login") || msp_span_equals (line->service, "pop3-login"))
         && (msp_text_skip (out_text, "Login: ") || msp_text_skip (out_text, "Logged in: "));
}

/* The value of the last "key<" … ">" or "key" … "," in text. */
static MspSpan
find_value (MspSpan text, const char *key, const char *end)
{
  gssize at = msp_text_find_last (text, key);
  MspSpan value = { "", 0 };

  if (at < 0)
    return value;
  text = msp_span_slice (text, (gsize) at + strlen (key), text.len);
  return msp_text_take_last (&text, end, &value) ? value : MSP_SPAN_LITERAL ("");
}

/* "user=<pat>, method=PLAIN, rip=…, lip=…, mpid=214, TLS, session=<…>" */
static gboolean
read_login (MspMailLog *self, MspLog *log, MspSpan text, GError **error)
{
  MspEvent event;
  MspSpan user;

  if (!msp_text_skip (&text, "user=<") || !msp_text_take (&text, ">", &user) || user.len == 0)
    return msp_log_pass (log);
  if (!msp_mail_log_begin (self, log, &event, MSP_EVENT_LOGIN))
    return TRUE;
  event.operation = "login";
  event.opens_session = TRUE;
  event.user = event.mailbox = msp_log_keep (log, user);
  event.ip = msp_mail_log_keep_address (log, find_value (text, ", rip=", ","));
  event.session = msp_log_keep (log, find_value (text, ", session=<", ">"));
  msp_sessions_add (&self->sessions, event.session, event.ip, event.user);
  return msp_log_send (log, &event, error);
}

static void
begin_user (MspMailLog *self, MspLog *log, const Line *line, MspEvent *event)
{
  event->user = event->mailbox = msp_log_keep (log, line->user);
  msp_mail_log_set_session (self, event, msp_log_keep (log, line->session));
}

static gboolean
read_counters (MspMailLog *self, MspLog *log, const Line *line, const MspDovecotCounters *counters, GError **error)
{
  MspEvent event;

  if (!msp_mail_log_begin (self, log, &event, MSP_EVENT_SESSION))
    return TRUE;
  begin_user (self, log, line, &event);
  event.operation = "logout";
  event.is_pop = msp_span_equals (line->service, "pop3");
  event.messages = counters->messages;
  event.has_messages = counters->has_messages;
  event.bytes = counters->bytes;
  event.has_bytes = TRUE;
  return msp_log_send (log, &event, error);
}

static MspEventKind
get_kind (MspDovecotChange change, MspSpan flags)
{
  switch (change)
    {
    case MSP_DOVECOT_FLAGS:
      return msp_text_find (flags, "\\Seen") >= 0 ? MSP_EVENT_SEEN : MSP_EVENT_OTHER;
    case MSP_DOVECOT_COPY:
      return MSP_EVENT_SEEN;
    case MSP_DOVECOT_DELETE:
      return MSP_EVENT_DELETE;
    default:
      return MSP_EVENT_OTHER;
    }
}

/* Delivery and other services act for the server, doveadm for an administrator. */
static MspLogon
get_logon (const Line *line, const MspDovecotFields *fields)
{
  if (msp_span_equals (line->service, "doveadm"))
    return MSP_LOGON_ADMIN;
  if ((msp_span_equals (line->service, "imap") || msp_span_equals (line->service, "pop3"))
      && !msp_span_equals (fields->operation, "autoexpunge"))
    return MSP_LOGON_UNKNOWN;
  return MSP_LOGON_SERVICE;
}

static gboolean
read_change (MspMailLog *self, MspLog *log, const Line *line, const MspDovecotFields *fields, GError **error)
{
  MspEvent event;
  MspEventItem item = { .item = "", .subject = "", .digest = "", .uid = fields->uid, .size = fields->size };

  if (!msp_mail_log_begin (self, log, &event, get_kind (fields->change, fields->flags)))
    return TRUE;
  begin_user (self, log, line, &event);
  event.operation = msp_log_keep (log, fields->operation);
  event.logon = get_logon (line, fields);
  item.folder = msp_log_keep (log, fields->box);
  item.message_id = msp_log_keep (log, fields->message_id);
  event.folder = fields->change == MSP_DOVECOT_COPY ? msp_log_keep (log, fields->source) : item.folder;
  event.target = fields->change == MSP_DOVECOT_COPY ? item.folder : "";
  event.items = &item;
  event.n_items = fields->change == MSP_DOVECOT_FOLDER ? 0 : 1;
  return msp_log_send (log, &event, error);
}

gboolean
msp_dovecot_read_line (MspMailLog *self, MspLog *log, GError **error)
{
  MspDovecotCounters counters;
  MspDovecotFields fields;
  Line line;
  MspSpan login;

  if (!parse_line (self->record.message, &line))
    return msp_log_pass (log);
  if (is_login (&line, &login))
    return read_login (self, log, login, error);
  if (line.user.len == 0)
    return msp_log_pass (log);
  if (msp_dovecot_fields_parse (line.text, &fields))
    return read_change (self, log, &line, &fields, error);
  if ((msp_span_equals (line.service, "imap") || msp_span_equals (line.service, "pop3"))
      && msp_dovecot_counters_parse (line.text, &counters))
    return read_counters (self, log, &line, &counters, error);
  return msp_log_pass (log);
}

gboolean
msp_dovecot_bids (const MspSyslog *record)
{
  MspDovecotCounters counters;
  MspDovecotFields fields;
  MspSpan login;
  Line line;

  return msp_span_has_prefix (record->program, "dovecot") && parse_line (record->message, &line)
         && (is_login (&line, &login)
             || (line.user.len > 0
                 && (msp_dovecot_fields_parse (line.text, &fields) || msp_dovecot_counters_parse (line.text, &counters))));
}
