/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/courier.h"

#include "evidence/text.h"

typedef struct {
  MspSpan user, ip;
  guint64 body, retr, top, sent;
  gboolean has_body, has_retr, has_sent;
} Fields;

static gboolean
is_login (MspSpan *text)
{
  return msp_text_skip (text, "LOGIN, ");
}

static gboolean
is_end (MspSpan *text)
{
  return msp_text_skip (text, "LOGOUT, ") || msp_text_skip (text, "DISCONNECTED, ") || msp_text_skip (text, "TIMEOUT, ");
}

static void
read_field (MspSpan key, MspSpan value, Fields *fields)
{
  guint64 number = 0;
  gboolean is_number = msp_text_to_number (value, &number);

  if (msp_span_equals (key, "ip"))
    fields->ip = value;
  else if (msp_span_equals (key, "body") && is_number)
    {
      fields->has_body = TRUE;
      fields->body = number;
    }
  else if (msp_span_equals (key, "retr") && is_number)
    {
      fields->has_retr = TRUE;
      fields->retr = number;
    }
  else if (msp_span_equals (key, "sent") && is_number)
    {
      fields->has_sent = TRUE;
      fields->sent = number;
    }
  else if (msp_span_equals (key, "top") && is_number)
    fields->top = number;
}

/* "user=pat@dod.example, ip=[::ffff:203.0.113.7], headers=0, body=512, …" */
static gboolean
parse_fields (MspSpan text, Fields *fields)
{
  MspSpan part, key;

  *fields = (Fields) { 0 };
  if (!msp_text_skip (&text, "user=") || !msp_text_take (&text, ", ip=[", &fields->user)
      || !msp_text_take (&text, "]", &fields->ip))
    return FALSE;
  while (msp_text_take_last (&text, ", ", &part))
    if (msp_text_take (&part, "=", &key))
      read_field (key, part, fields);
  return fields->user.len > 0;
}

static gboolean
read_login (MspMailLog *self, MspLog *log, const Fields *fields, GError **error)
{
  MspEvent event;

  if (!msp_mail_log_begin (self, log, &event, MSP_EVENT_LOGIN))
    return TRUE;
  event.operation = "LOGIN";
  event.opens_session = TRUE;
  event.user = event.mailbox = msp_log_keep (log, fields->user);
  event.ip = msp_mail_log_keep_address (log, fields->ip);
  return msp_log_send (log, &event, error);
}

/* POP3's RETR and TOP both send bodies; where neither is counted, all that was sent is the bound. */
static gboolean
read_end (MspMailLog *self, MspLog *log, const Fields *fields, GError **error)
{
  MspEvent event;

  if (!msp_mail_log_begin (self, log, &event, MSP_EVENT_SESSION))
    return TRUE;
  event.operation = "LOGOUT";
  event.is_pop = fields->has_retr;
  event.user = event.mailbox = msp_log_keep (log, fields->user);
  event.ip = msp_mail_log_keep_address (log, fields->ip);
  event.has_bytes = fields->has_body || fields->has_retr || fields->has_sent;
  if (fields->has_body)
    event.bytes = fields->body;
  else if (fields->has_retr)
    event.bytes = fields->retr > G_MAXUINT64 - fields->top ? G_MAXUINT64 : fields->retr + fields->top;
  else
    event.bytes = fields->sent;
  return msp_log_send (log, &event, error);
}

gboolean
msp_courier_read_line (MspMailLog *self, MspLog *log, GError **error)
{
  MspSpan text = self->record.message;
  Fields fields;

  if (is_login (&text))
    return parse_fields (text, &fields) ? read_login (self, log, &fields, error)
                                        : msp_log_reject (log, "a login without user and address");
  if (is_end (&text) && parse_fields (text, &fields))
    return read_end (self, log, &fields, error);
  /* Connections that ended before a login have no user. */
  return msp_log_pass (log);
}

gboolean
msp_courier_bids (const MspSyslog *record)
{
  MspSpan text = record->message;

  return (msp_text_find (record->program, "imapd") >= 0 || msp_text_find (record->program, "pop3") >= 0)
         && (is_login (&text) || is_end (&text)) && msp_span_has_prefix (text, "user=");
}
