/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/dovecot-fields.h"

#include "evidence/text.h"

/* Without the last blank-delimited word, which is *out_word. */
static gboolean
take_last_word (MspSpan *text, MspSpan *out_word)
{
  gsize end = text->len, start;

  while (end > 0 && (text->data[end - 1] == ' ' || text->data[end - 1] == ','))
    end--;
  for (start = end; start > 0 && text->data[start - 1] != ' ';)
    start--;
  *out_word = msp_span_slice (*text, start, end);
  *text = msp_span_slice (*text, 0, start);
  return end > start;
}

typedef struct {
  gboolean has_body, has_out, has_retr;
  guint64  body_count, body_bytes, out, top_count, top_bytes, retr_count, retr_bytes;
} Found;

/* "412/96113204" */
static gboolean
parse_pair (MspSpan value, guint64 *out_count, guint64 *out_bytes)
{
  MspSpan count;

  return msp_text_take (&value, "/", &count) && msp_text_to_number (count, out_count) && msp_text_to_number (value, out_bytes);
}

/* One "key=number" of the end of a line. FALSE if word is none. */
static gboolean
parse_counter (MspSpan word, Found *found)
{
  guint64 number = 0, count, ignored;
  MspSpan key;

  if (!msp_text_take (&word, "=", &key) || key.len == 0)
    return FALSE;
  if (msp_span_equals (key, "retr"))
    return found->has_retr = parse_pair (word, &found->retr_count, &found->retr_bytes);
  if (msp_span_equals (key, "top"))
    return parse_pair (word, &found->top_count, &found->top_bytes);
  if (msp_span_equals (key, "bytes"))
    return found->has_out = parse_pair (word, &ignored, &found->out);
  if (!msp_text_to_number (word, &number))
    return parse_pair (word, &count, &ignored);
  if (msp_span_equals (key, "body_count"))
    {
      found->has_body = TRUE;
      found->body_count = number;
    }
  else if (msp_span_equals (key, "body_bytes"))
    found->body_bytes = number;
  else if (msp_span_equals (key, "out"))
    {
      found->has_out = TRUE;
      found->out = number;
    }
  return TRUE;
}

static guint64
add (guint64 a, guint64 b)
{
  return a > G_MAXUINT64 - b ? G_MAXUINT64 : a + b;
}

/* From the end, so that nothing in the text before the counters can pass for one. TOP may have given whole messages: the line
   does not say how many lines were asked for. */
gboolean
msp_dovecot_counters_parse (MspSpan text, MspDovecotCounters *out_counters)
{
  Found found = { 0 };
  MspSpan word;

  while (take_last_word (&text, &word) && parse_counter (word, &found))
    continue;
  *out_counters = (MspDovecotCounters) { .has_messages = found.has_body || found.has_retr };
  if (found.has_retr)
    {
      out_counters->messages = add (found.retr_count, found.top_count);
      out_counters->bytes = add (found.retr_bytes, found.top_bytes);
    }
  else if (found.has_body)
    {
      out_counters->messages = found.body_count;
      out_counters->bytes = found.body_bytes;
    }
  else
    out_counters->bytes = found.out;
  return found.has_retr || found.has_body || found.has_out;
}

static const struct {
  const char      *prefix;
  MspDovecotChange change;
} operations[] = {
  { "flag_change: ", MSP_DOVECOT_FLAGS },     { "delete: ", MSP_DOVECOT_DELETE },
  { "undelete: ", MSP_DOVECOT_SAVE },         { "expunge: ", MSP_DOVECOT_DELETE },
  { "autoexpunge: ", MSP_DOVECOT_DELETE },    { "save: ", MSP_DOVECOT_SAVE },
  { "copy from ", MSP_DOVECOT_COPY },         { "Mailbox created: ", MSP_DOVECOT_FOLDER },
  { "Mailbox deleted: ", MSP_DOVECOT_FOLDER }, { "Mailbox renamed: ", MSP_DOVECOT_FOLDER },
};

/* In the order in which the plugin writes them, whatever mail_log_fields says. */
enum { BOX, UID, MESSAGE_ID, SIZE, VIRTUAL_SIZE, FROM, SUBJECT, FLAGS, N_FIELDS };
static const char *const keys[N_FIELDS] = { "box=", "uid=", "msgid=", "size=", "vsize=", "from=", "subject=", "flags=(" };

/* The field that begins at the start of text, N_FIELDS if none. */
static guint
get_field (MspSpan text, guint from)
{
  while (from < N_FIELDS && !msp_span_has_prefix (text, keys[from]))
    from++;
  return from;
}

/* Values are not quoted: one ends where a field that may follow it begins. */
static gsize
get_value_length (MspSpan text, guint field)
{
  for (gsize at = 0; at + 2 < text.len; at++)
    if (text.data[at] == ',' && text.data[at + 1] == ' '
        && get_field (msp_span_slice (text, at + 2, text.len), field + 1) < N_FIELDS)
      return at;
  return text.len;
}

/* From and subject are the sender's words, and may look like flags: those stand last. */
static MspSpan
find_flags (MspSpan text)
{
  gssize at = msp_text_find_last (text, keys[FLAGS]);

  return at < 0 ? MSP_SPAN_LITERAL ("") : msp_span_slice (text, (gsize) at, text.len);
}

static gboolean
parse_values (MspSpan text, MspDovecotFields *fields)
{
  MspSpan values[N_FIELDS] = { 0 };
  guint field = get_field (text, 0), n = 0;

  fields->flags = find_flags (text);
  while (field < N_FIELDS)
    {
      MspSpan rest = msp_span_slice (text, strlen (keys[field]), text.len);
      gsize len = get_value_length (rest, field);

      values[field] = msp_span_slice (rest, 0, len);
      text = msp_span_slice (rest, len + 2, rest.len);
      field = get_field (text, field + 1);
      n++;
    }
  fields->box = values[BOX];
  fields->message_id = values[MESSAGE_ID];
  if (!msp_text_to_number (values[UID], &fields->uid))
    fields->uid = 0;
  if (!msp_text_to_number (values[SIZE], &fields->size))
    fields->size = 0;
  return n > 0;
}

/* "INBOX: box=Archive, uid=…": the name before the first field. */
static gboolean
take_source (MspSpan *text, MspSpan *out_source)
{
  for (gsize at = 0; at + 2 < text->len; at++)
    if (text->data[at] == ':' && text->data[at + 1] == ' '
        && get_field (msp_span_slice (*text, at + 2, text->len), 0) < N_FIELDS)
      {
        *out_source = msp_span_slice (*text, 0, at);
        *text = msp_span_slice (*text, at + 2, text->len);
        return TRUE;
      }
  return FALSE;
}

gboolean
msp_dovecot_fields_parse (MspSpan text, MspDovecotFields *out_fields)
{
  gsize i = 0;

  *out_fields = (MspDovecotFields) { 0 };
  while (i < G_N_ELEMENTS (operations) && !msp_span_has_prefix (text, operations[i].prefix))
    i++;
  if (i == G_N_ELEMENTS (operations))
    return FALSE;
  out_fields->change = operations[i].change;
  out_fields->operation = msp_span_slice (text, 0, strcspn (operations[i].prefix, ": "));
  text = msp_span_slice (text, strlen (operations[i].prefix), text.len);
  if (out_fields->change == MSP_DOVECOT_FOLDER)
    {
      out_fields->operation = msp_span_new (operations[i].prefix, strlen (operations[i].prefix) - 2);
      out_fields->box = text;
      return TRUE;
    }
  if (out_fields->change == MSP_DOVECOT_COPY && !take_source (&text, &out_fields->source))
    return FALSE;
  return parse_values (text, out_fields);
}
