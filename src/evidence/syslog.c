/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/syslog.h"

#include "evidence/text.h"
#include "evidence/timestamp.h"

/* A number of at most two digits at the start of *text. */
static gboolean
take_small (MspSpan *text, guint *out_number)
{
  gsize len = 0;
  guint number = 0;

  while (len < 2 && len < text->len && g_ascii_isdigit (text->data[len]))
    number = number * 10 + (guint) (text->data[len++] - '0');
  *text = msp_span_slice (*text, len, text->len);
  *out_number = number;
  return len > 0;
}

static gboolean
take_clock (MspSpan *text, MspSyslogTime *time)
{
  return take_small (text, &time->hour) && msp_text_skip (text, ":") && take_small (text, &time->minute)
         && msp_text_skip (text, ":") && take_small (text, &time->second)
         && time->hour < 24 && time->minute < 60 && time->second <= 60;
}

static void
skip_blanks (MspSpan *text)
{
  while (text->len > 0 && text->data[0] == ' ')
    *text = msp_span_slice (*text, 1, text->len);
}

/* "2026 " in front of the time of day. */
static void
take_year (MspSpan *text, MspSyslogTime *time)
{
  guint64 year;

  if (text->len > 5 && text->data[4] == ' ' && msp_text_to_number (msp_span_slice (*text, 0, 4), &year))
    {
      time->year = (guint) year;
      *text = msp_span_slice (*text, 5, text->len);
      skip_blanks (text);
    }
}

/* "Mar  3 02:10:01", perhaps with a fraction. */
static gboolean
take_short_time (MspSpan *line, MspSyslogTime *time)
{
  MspSpan text = *line;

  time->month = msp_timestamp_get_month (text);
  if (time->month == 0 || text.len < 15 || text.data[3] != ' ')
    return FALSE;
  text = msp_span_slice (text, 4, text.len);
  skip_blanks (&text);
  if (!take_small (&text, &time->day) || time->day == 0 || time->day > 31 || !msp_text_skip (&text, " "))
    return FALSE;
  skip_blanks (&text);
  take_year (&text, time);
  if (!take_clock (&text, time))
    return FALSE;
  while (text.len > 0 && (text.data[0] == '.' || g_ascii_isdigit (text.data[0])))
    text = msp_span_slice (text, 1, text.len);
  if (!msp_text_skip (&text, " "))
    return FALSE;
  if (time->year != 0)
    time->time = msp_timestamp_from_civil (time->year, time->month, time->day, time->hour, time->minute, time->second);
  skip_blanks (&text);
  *line = text;
  return time->year == 0 || time->time != G_MININT64;
}

/* "2026-03-03T02:10:01.000+00:00" or, in two words, "2026-03-03 02:10:01". */
static gboolean
take_iso_time (MspSpan *line, MspSyslogTime *time)
{
  MspSpan text = *line, word, clock;
  guint64 year, month, day;

  if (text.len < 19 || text.data[4] != '-' || text.data[7] != '-' || !msp_text_to_number (msp_span_slice (text, 0, 4), &year)
      || !msp_text_to_number (msp_span_slice (text, 5, 7), &month) || !msp_text_to_number (msp_span_slice (text, 8, 10), &day)
      || !msp_text_take (&text, " ", &word))
    return FALSE;
  if (word.len == 10 && msp_text_take (&text, " ", &clock))
    word = msp_span_slice (*line, 0, (gsize) (clock.data + clock.len - line->data));
  if (!msp_timestamp_parse_iso (word, &time->time, &time->has_zone))
    return FALSE;
  time->year = (guint) year;
  time->month = (guint) month;
  time->day = (guint) day;
  skip_blanks (&text);
  *line = text;
  return TRUE;
}

/* "<22>" and, of RFC 5424, the version behind it. */
static gboolean
take_priority (MspSpan *line)
{
  MspSpan text = *line, priority;
  guint64 number;

  if (!msp_text_skip (&text, "<") || !msp_text_take (&text, ">", &priority) || !msp_text_to_number (priority, &number)
      || number > 191)
    return FALSE;
  *line = text;
  return msp_text_skip (line, "1 ");
}

gboolean
msp_syslog_take_time (MspSpan *line, MspSyslogTime *out_time)
{
  *out_time = (MspSyslogTime) { 0 };
  if (line->len > 0 && line->data[0] == '<')
    take_priority (line);
  if (line->len == 0)
    return FALSE;
  return g_ascii_isdigit (line->data[0]) ? take_iso_time (line, out_time) : take_short_time (line, out_time);
}

/* "program[pid]: " or "program: "; Solaris puts "[ID number facility.level] " behind it. */
static void
parse_program (MspSpan text, MspSyslog *record)
{
  MspSpan tag, id;

  record->message = text;
  if (!msp_text_take (&text, ": ", &tag) || memchr (tag.data, ' ', tag.len) != NULL)
    return;
  const char *bracket = tag.len > 0 ? memchr (tag.data, '[', tag.len) : NULL;
  record->program = bracket != NULL ? msp_span_slice (tag, 0, (gsize) (bracket - tag.data)) : tag;
  if (msp_span_has_prefix (text, "[ID "))
    msp_text_take (&text, "] ", &id);
  record->message = text;
}

/* RFC 5424, 6: host, program, process, message id, structured data, each "-" if there is none. */
static gboolean
parse_five (MspSpan text, MspSyslog *record)
{
  MspSpan host, process, id, data;

  if (!msp_text_take (&text, " ", &host) || !msp_text_take (&text, " ", &record->program) || !msp_text_take (&text, " ", &process)
      || !msp_text_take (&text, " ", &id) || !msp_text_take (&text, msp_span_has_prefix (text, "[") ? "] " : " ", &data))
    return FALSE;
  msp_text_skip (&text, "\357\273\277");
  record->message = text;
  return TRUE;
}

/* Without host: the first word belongs to a service of Dovecot, as "imap-login:" or "imap(pat)<214><session>:". */
static gboolean
has_no_host (MspSpan text)
{
  for (gsize i = 0; i < text.len && text.data[i] != ' '; i++)
    if (text.data[i] == '(' || (text.data[i] == ':' && i + 1 < text.len && text.data[i + 1] == ' '))
      return TRUE;
  return FALSE;
}

gboolean
msp_syslog_parse (MspSpan line, MspSyslog *out_record)
{
  gboolean is_five;
  MspSpan host;

  *out_record = (MspSyslog) { 0 };
  is_five = line.len > 0 && line.data[0] == '<' && take_priority (&line);
  if (!msp_syslog_take_time (&line, &out_record->time))
    return FALSE;
  if (is_five)
    return parse_five (line, out_record);
  out_record->message = line;
  if (has_no_host (line))
    out_record->program = MSP_SPAN_LITERAL ("dovecot");
  else if (msp_text_take (&line, " ", &host))
    parse_program (line, out_record);
  return TRUE;
}
