/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/log.h"

const char *
msp_log_keep (MspLog *log, MspSpan text)
{
  return text.len > 0 ? g_string_chunk_insert_len (log->strings, text.data, (gssize) text.len) : "";
}

gboolean
msp_log_send (MspLog *log, MspEvent *event, GError **error)
{
  event->line = log->lines.number;
  return log->sink->event (log->sink, event, error);
}

gboolean
msp_log_pass (MspLog *log)
{
  log->sink->pass (log->sink, log->lines.number);
  return TRUE;
}

gboolean
msp_log_reject (MspLog *log, const char *reason)
{
  log->sink->reject (log->sink, log->lines.number, reason, NULL);
  return TRUE;
}

void
msp_log_mark (MspLog *log, MspEvidenceMark mark)
{
  if ((log->marks & (guint) mark) == 0)
    log->sink->mark (log->sink, mark);
  log->marks |= (guint) mark;
}

static gboolean
read_lines (MspLog *log, MspLogFunc func, gpointer self, GError **error)
{
  for (;;)
    {
      MspLineKind kind;
      MspSpan line;

      if (!msp_lines_next (&log->lines, &kind, &line, error))
        return FALSE;
      if (kind == MSP_LINE_END)
        return TRUE;
      if (kind == MSP_LINE_TOO_LONG)
        msp_log_reject (log, "the line is too long");
      else if (line.len > 0 && !func (self, log, line, error))
        return FALSE;
      g_string_chunk_clear (log->strings);
    }
}

gboolean
msp_log_read (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, MspLogFunc func, gpointer self,
              GError **error)
{
  MspLog log = { .options = options, .sink = sink };

  msp_lines_init (&log.lines, stream, MSP_LOG_LINE_MAX);
  log.strings = g_string_chunk_new (4096);
  gboolean is_whole = read_lines (&log, func, self, error);
  if (!is_whole || log.lines.is_cut)
    msp_log_mark (&log, MSP_MARK_CUT);
  g_string_chunk_free (log.strings);
  msp_lines_clear (&log.lines);
  return is_whole;
}

gboolean
msp_log_next_head_line (MspSpan *head, MspSpan *out_line)
{
  if (head->len == 0)
    return FALSE;
  const char *newline = memchr (head->data, '\n', head->len);
  gsize len = newline != NULL ? (gsize) (newline - head->data) : head->len;
  *out_line = msp_span_slice (*head, 0, len);
  if (out_line->len > 0 && out_line->data[out_line->len - 1] == '\r')
    out_line->len--;
  *head = msp_span_slice (*head, len + 1, head->len);
  return TRUE;
}
