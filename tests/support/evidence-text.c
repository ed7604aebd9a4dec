/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support/evidence-text.h"

typedef struct {
  MspEventSink base;
  GString     *text;
} Sink;

static void
add_time (GString *text, const char *name, gint64 time)
{
  if (time == MSP_TIME_UNKNOWN)
    return;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);
  g_autofree char *iso = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("beyond");
  g_string_append_printf (text, " %s%s", name, iso);
}

static void
add_string (GString *text, const char *name, const char *value)
{
  g_assert_true (g_utf8_validate (value, -1, NULL));
  if (*value != '\0')
    g_string_append_printf (text, " %s=%s", name, value);
}

static void
add_number (GString *text, const char *name, guint64 value)
{
  if (value != 0)
    g_string_append_printf (text, " %s=%" G_GUINT64_FORMAT, name, value);
}

static void
add_list (GString *text, const char *name, const char *const *list)
{
  if (list == NULL)
    return;
  g_autofree char *joined = g_strjoinv ("|", (char **) list);
  add_string (text, name, joined);
}

static void
add_item (GString *text, const MspEventItem *item)
{
  g_string_append (text, " {");
  add_string (text, "msgid", item->message_id);
  add_string (text, "item", item->item);
  add_string (text, "folder", item->folder);
  add_string (text, "digest", item->digest);
  add_number (text, "size", item->size);
  add_number (text, "uid", item->uid);
  g_string_append (text, " }");
}

static void
add_rule (GString *text, const MspEventRule *rule)
{
  add_string (text, "rule", rule->name);
  g_string_append (text, rule->is_removed ? " removed" : "");
  g_string_append (text, rule->forwards ? " forwards" : "");
  add_list (text, "targets", rule->targets);
  add_list (text, "from", rule->from);
  add_list (text, "to", rule->to);
  add_list (text, "subject", rule->subject);
  add_list (text, "body", rule->body);
  add_list (text, "subject-or-body", rule->subject_or_body);
}

static void
add_identity (GString *text, const MspEvent *event)
{
  add_string (text, "id", event->id);
  add_string (text, "op", event->operation);
  add_string (text, "mailbox", event->mailbox);
  add_string (text, "guid", event->mailbox_guid);
  add_string (text, "sid", event->mailbox_sid);
  add_string (text, "user", event->user);
  add_string (text, "ip", event->ip);
  add_string (text, "session", event->session);
  add_string (text, "token", event->token);
  add_string (text, "app", event->app);
  add_string (text, "client-app", event->client_app);
  add_string (text, "client", event->client);
  add_number (text, "logon", event->logon);
  g_string_append (text, event->is_external ? " external" : "");
}

static void
add_details (GString *text, const MspEvent *event)
{
  add_string (text, "folder", event->folder);
  add_string (text, "target", event->target);
  add_number (text, "operations", event->operations);
  g_string_append (text, event->is_throttled ? " throttled" : "");
  if (event->has_messages)
    g_string_append_printf (text, " messages=%" G_GUINT64_FORMAT, event->messages);
  if (event->has_bytes)
    g_string_append_printf (text, " bytes=%" G_GUINT64_FORMAT, event->bytes);
  add_number (text, "state", event->state);
  add_string (text, "method", event->method);
  add_string (text, "path", event->path);
  add_number (text, "status", event->status);
  add_string (text, "server", event->server);
  add_number (text, "port", event->port);
  if (event->kind == MSP_EVENT_SCAN)
    g_string_append_printf (text, " open=%s", event->open == MSP_OPEN_YES ? "yes" : event->open == MSP_OPEN_NO ? "no" : "unknown");
  add_list (text, "parties", event->parties);
  add_string (text, "text", event->text);
  if (event->rule != NULL)
    add_rule (text, event->rule);
}

static gboolean
on_event (MspEventSink *base, const MspEvent *event, GError **error)
{
  GString *text = ((Sink *) base)->text;

  g_assert_cmpuint (event->line, >, 0);
  g_string_append (text, msp_event_kind_get_name (event->kind));
  add_time (text, "", event->time);
  add_time (text, "end=", event->end);
  g_string_append (text, event->clock == MSP_CLOCK_ASSUMED ? " assumed" : "");
  if (event->precision > 1)
    g_string_append_printf (text, " precision=%u", event->precision);
  add_identity (text, event);
  add_details (text, event);
  for (gsize i = 0; i < event->n_items; i++)
    add_item (text, &event->items[i]);
  g_string_append_c (text, '\n');
  return TRUE;
}

static void
on_reject (MspEventSink *base, guint64 line, const char *reason, const MspEvent *known)
{
  g_string_append_printf (((Sink *) base)->text, "reject %" G_GUINT64_FORMAT ": %s\n", line, reason);
}

static void
on_pass (MspEventSink *base, guint64 line)
{
  g_string_append_printf (((Sink *) base)->text, "pass %" G_GUINT64_FORMAT "\n", line);
}

static void
on_mark (MspEventSink *base, MspEvidenceMark mark)
{
  static const char *const names[] = { "row-cap", "next-link", "flattened", "cut", "no-year", "date-order", "sampled" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (((guint) mark & (1u << i)) != 0)
      g_string_append_printf (((Sink *) base)->text, "mark %s\n", names[i]);
}

char *
evidence_text_read (MspStream *stream, const MspEvidenceOptions *options)
{
  Sink sink = { { on_event, on_reject, on_pass, on_mark }, g_string_new (NULL) };
  g_autoptr (GError) error = NULL;
  MspSpan head;

  g_assert_true (msp_stream_peek (stream, MSP_STREAM_PEEK_MAX, &head, NULL));
  const MspEvidenceReader *reader = msp_evidence_reader_find (head);
  if (reader == NULL)
    g_string_append (sink.text, "no reader\n");
  else if (!reader->read (stream, options, &sink.base, &error))
    g_string_append_printf (sink.text, "error: %s\n", error->message);
  return g_string_free (sink.text, FALSE);
}

static void
drop_lines (GString *text, const char *prefix)
{
  gsize at = 0;

  while (at < text->len)
    {
      const char *line = text->str + at, *end = strchr (line, '\n');
      gsize len = (gsize) (end - line) + 1;

      if (g_str_has_prefix (line, prefix))
        g_string_erase (text, (gssize) at, (gssize) len);
      else
        at += len;
    }
}

char *
evidence_text_read_string (const char *text, gsize len, const MspEvidenceOptions *options)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_autofree char *all = evidence_text_read (stream, options);
  GString *kept = g_string_new (all);

  drop_lines (kept, "mark no-year\n");
  return g_string_free (kept, FALSE);
}
