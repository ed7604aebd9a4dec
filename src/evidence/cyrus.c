/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/cyrus.h"

#include "base/mutf7.h"
#include "evidence/text.h"

typedef struct {
  MspSpan action, session, user, mailbox, new_mailbox, digest, message_id;
  guint64 uid, size, sent;
  gboolean has_sent;
} Fields;

/* Both forms: "auditlog: append sessionid=<…> uid=<7>" and "event=auditlog.append session.id=… uid=7". */
static void
read_field (MspSpan key, MspSpan value, Fields *fields)
{
  if (msp_span_equals (key, "sessionid") || msp_span_equals (key, "session.id"))
    fields->session = value;
  else if (msp_span_equals (key, "userid") || msp_span_equals (key, "u.username"))
    fields->user = value;
  else if (msp_span_equals (key, "mailbox") || msp_span_equals (key, "mbox.name") || msp_span_equals (key, "oldmailbox"))
    fields->mailbox = value;
  else if (msp_span_equals (key, "newmailbox"))
    fields->new_mailbox = value;
  else if (msp_span_equals (key, "guid") || msp_span_equals (key, "msg.guid"))
    fields->digest = value;
  else if (msp_span_equals (key, "messageid") || msp_span_equals (key, "message-id") || msp_span_equals (key, "msgid")
           || msp_span_equals (key, "msg.id"))
    fields->message_id = value;
  else if (msp_span_equals (key, "uid") || msp_span_equals (key, "msg.imapuid"))
    fields->uid = msp_text_to_number (value, &fields->uid) ? fields->uid : 0;
  else if (msp_span_equals (key, "size") || msp_span_equals (key, "msg.size"))
    fields->size = msp_text_to_number (value, &fields->size) ? fields->size : 0;
  else if (msp_span_equals (key, "bytes_out") || msp_span_equals (key, "used.bytes.out"))
    fields->has_sent = msp_text_to_number (value, &fields->sent);
}

/* A value in angle brackets ends at one that a blank or the end follows, in quotes at the next quote, else at a blank. */
static MspSpan
take_value (MspSpan *text)
{
  MspSpan value = { "", 0 };

  if (msp_text_skip (text, "<"))
    {
      if (!msp_text_take (text, "> ", &value))
        {
          value = *text;
          if (value.len > 0 && value.data[value.len - 1] == '>')
            value.len--;
          *text = msp_span_slice (*text, text->len, text->len);
        }
    }
  else if (msp_text_skip (text, "\""))
    {
      msp_text_take_last (text, "\"", &value);
      msp_text_skip (text, " ");
    }
  else
    msp_text_take_last (text, " ", &value);
  return value;
}

static gboolean
parse_fields (MspSpan text, Fields *fields)
{
  MspSpan key;

  *fields = (Fields) { 0 };
  if (!msp_text_skip (&text, "auditlog: ") && !msp_text_skip (&text, "event=auditlog."))
    return FALSE;
  if (!msp_text_take_last (&text, " ", &fields->action))
    return FALSE;
  while (msp_text_take (&text, "=", &key))
    {
      key = msp_span_slice (key, (gsize) (msp_text_find_last (key, " ") + 1), key.len);
      read_field (key, take_value (&text), fields);
    }
  return TRUE;
}

/* Inside, names are "domain!user.name^with^dots.folder.sub" (mboxname.c); with the other separator, slashes. Sets *out_folder to
   the path with slashes, INBOX for the top; names that belong to no user are all folder. */
static const char *
keep_mailbox (MspLog *log, MspSpan name, const char **out_folder)
{
  g_autoptr (GString) user = g_string_new (NULL), folder = g_string_new (NULL);
  MspSpan domain = { "", 0 }, part = { "", 0 };

  msp_text_take (&name, "!", &domain);
  gboolean has_dots = msp_text_skip (&name, "user.");
  if (!has_dots && !msp_text_skip (&name, "user/"))
    {
      *out_folder = msp_log_keep (log, name);
      return "";
    }
  msp_text_take_last (&name, has_dots ? "." : "/", &part);
  for (gsize i = 0; i < part.len; i++)
    g_string_append_c (user, has_dots && part.data[i] == '^' ? '.' : part.data[i]);
  for (gsize i = 0; i < name.len; i++)
    g_string_append_c (folder, !has_dots ? name.data[i] : name.data[i] == '.' ? '/' : name.data[i] == '^' ? '.' : name.data[i]);
  if (domain.len > 0)
    {
      g_string_append_c (user, '@');
      g_string_append_len (user, domain.data, (gssize) domain.len);
    }
  g_autofree char *decoded = msp_mutf7_dup_utf8 (folder->str);
  *out_folder = msp_log_keep (log, folder->len > 0 ? msp_span_from_string (decoded) : MSP_SPAN_LITERAL ("INBOX"));
  return msp_log_keep (log, msp_span_new (user->str, user->len));
}

static gboolean
read_traffic (MspMailLog *self, MspLog *log, const Fields *fields, GError **error)
{
  MspEvent event;

  if (!fields->has_sent)
    return msp_log_reject (log, "traffic without its bytes");
  if (!msp_mail_log_begin (self, log, &event, MSP_EVENT_SESSION))
    return TRUE;
  event.operation = "traffic";
  event.user = event.mailbox = msp_log_keep (log, fields->user);
  msp_mail_log_set_session (self, &event, msp_log_keep (log, fields->session));
  event.bytes = fields->sent;
  event.has_bytes = TRUE;
  return msp_log_send (log, &event, error);
}

/* The removal of a message; unlink is that of its file, when nothing holds it any more. */
static gboolean
is_deletion (MspSpan action)
{
  return msp_span_equals (action, "expunge") || msp_span_equals (action, "unlink") || msp_span_equals (action, "delete");
}

static gboolean
read_action (MspMailLog *self, MspLog *log, const Fields *fields, GError **error)
{
  MspEvent event;
  MspEventItem item = { .item = "", .subject = "", .uid = fields->uid, .size = fields->size };

  if (!msp_mail_log_begin (self, log, &event, is_deletion (fields->action) ? MSP_EVENT_DELETE : MSP_EVENT_OTHER))
    return TRUE;
  event.operation = msp_log_keep (log, fields->action);
  event.mailbox = keep_mailbox (log, fields->mailbox, &event.folder);
  if (fields->new_mailbox.len > 0)
    (void) keep_mailbox (log, fields->new_mailbox, &event.target);
  event.user = msp_log_keep (log, fields->user);
  msp_mail_log_set_session (self, &event, msp_log_keep (log, fields->session));
  item.folder = event.folder;
  item.message_id = msp_log_keep (log, fields->message_id);
  item.digest = msp_log_keep (log, fields->digest);
  event.items = &item;
  event.n_items = fields->uid != 0 || fields->digest.len > 0 ? 1 : 0;
  return msp_log_send (log, &event, error);
}

/* "host.example [203.0.113.7] pat PLAIN+TLS User logged in SESSIONID=<…>" */
static gboolean
parse_login (MspSpan text, MspSpan *out_ip, MspSpan *out_user, MspSpan *out_session)
{
  MspSpan host, rest;

  *out_session = MSP_SPAN_LITERAL ("");
  if (!msp_text_skip (&text, "login: ") || !msp_text_take (&text, "[", &host) || !msp_text_take (&text, "] ", out_ip)
      || !msp_text_take (&text, " ", out_user) || !msp_text_take (&text, "User logged in", &rest))
    return FALSE;
  if (msp_text_take (&text, "SESSIONID=<", &rest))
    msp_text_take (&text, ">", out_session);
  return out_user->len > 0;
}

static gboolean
read_login (MspMailLog *self, MspLog *log, MspSpan ip, MspSpan user, MspSpan session, GError **error)
{
  MspEvent event;

  if (!msp_mail_log_begin (self, log, &event, MSP_EVENT_LOGIN))
    return TRUE;
  event.operation = "login";
  event.opens_session = TRUE;
  event.user = event.mailbox = msp_log_keep (log, user);
  event.ip = msp_mail_log_keep_address (log, ip);
  event.session = msp_log_keep (log, session);
  msp_sessions_add (&self->sessions, event.session, event.ip, event.user);
  return msp_log_send (log, &event, error);
}

gboolean
msp_cyrus_read_line (MspMailLog *self, MspLog *log, GError **error)
{
  Fields fields;
  MspSpan ip, user, session;

  if (parse_login (self->record.message, &ip, &user, &session))
    return read_login (self, log, ip, user, session, error);
  if (!parse_fields (self->record.message, &fields))
    return msp_log_pass (log);
  if (msp_span_equals (fields.action, "traffic"))
    return read_traffic (self, log, &fields, error);
  return fields.mailbox.len > 0 ? read_action (self, log, &fields, error) : msp_log_pass (log);
}

gboolean
msp_cyrus_bids (const MspSyslog *record)
{
  MspSpan ip, user, session;

  return msp_span_has_prefix (record->message, "auditlog: ") || msp_span_has_prefix (record->message, "event=auditlog.")
         || parse_login (record->message, &ip, &user, &session);
}
