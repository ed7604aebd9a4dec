/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/zeek.h"

#include <glib/gi18n-lib.h>

#include "evidence/log.h"
#include "evidence/text.h"
#include "evidence/zeek-flow.h"

#define BID 95
#define COLUMNS_MAX 256

/* What the lines that begin with "#" say. */
typedef struct {
  char         separator;
  guint        n_columns;
  MspZeekField columns[COLUMNS_MAX];
} Columns;

/* "#separator \x09", "#fields\tts\tuid…" */
static void
learn (Columns *self, MspSpan line)
{
  MspSpan name;
  char separator[2] = { self->separator, '\0' };

  if (msp_text_skip (&line, "#separator "))
    {
      if (msp_text_skip (&line, "\\x") && line.len == 2 && g_ascii_isxdigit (line.data[0]) && g_ascii_isxdigit (line.data[1]))
        self->separator = (char) (g_ascii_xdigit_value (line.data[0]) * 16 + g_ascii_xdigit_value (line.data[1]));
      else if (line.len == 1)
        self->separator = line.data[0];
      return;
    }
  if (self->separator == '\0' || !msp_text_skip (&line, "#fields") || !msp_text_skip (&line, separator))
    return;
  self->n_columns = 0;
  while (msp_text_take_last (&line, separator, &name) && self->n_columns < COLUMNS_MAX)
    self->columns[self->n_columns++] = msp_zeek_field_find (name);
}

/* FALSE if there are not as many values as columns. */
static gboolean
parse_row (const Columns *self, MspSpan line, MspSpan values[MSP_ZEEK_N])
{
  guint n = 0;

  for (guint i = 0; i < MSP_ZEEK_N; i++)
    values[i] = MSP_SPAN_LITERAL ("");
  for (gsize at = 0; at <= line.len; n++)
    {
      const char *next = at < line.len ? memchr (line.data + at, self->separator, line.len - at) : NULL;
      gsize end = next != NULL ? (gsize) (next - line.data) : line.len;
      MspSpan value = msp_span_slice (line, at, end);

      if (n < self->n_columns && self->columns[n] < MSP_ZEEK_N && !msp_span_equals (value, "-"))
        values[self->columns[n]] = value;
      at = end + 1;
    }
  return n == self->n_columns;
}

static gboolean
read_line (gpointer user_data, MspLog *log, MspSpan line, GError **error)
{
  Columns *self = user_data;
  MspSpan values[MSP_ZEEK_N];

  if (line.data[0] == '#')
    {
      learn (self, line);
      return TRUE;
    }
  if (self->n_columns == 0)
    return msp_log_reject (log, "no line #fields before it says what its columns are");
  if (!parse_row (self, line, values))
    return msp_log_reject (log, "not as many values as the line #fields has columns");
  return msp_zeek_flow_send (values, log->lines.number, log->sink, error);
}

static gboolean
read_columns (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  Columns columns = { .separator = '\t' };

  return msp_log_read (stream, options, sink, read_line, &columns, error);
}

static gboolean
has_column (const Columns *self, MspZeekField field)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i] == field)
      return TRUE;
  return FALSE;
}

/* Other logs of Zeek have connections too, but no bytes of both sides. */
static int
bid_columns (MspSpan head)
{
  Columns columns = { .separator = '\t' };
  MspSpan line;

  while (msp_log_next_head_line (&head, &line) && line.len > 0 && line.data[0] == '#')
    learn (&columns, line);
  return has_column (&columns, MSP_ZEEK_ORIGINATOR) && has_column (&columns, MSP_ZEEK_RESPONDER)
         && has_column (&columns, MSP_ZEEK_RESPONDER_BYTES) ? BID : 0;
}

const MspEvidenceReader msp_zeek_reader = { "zeek-conn", N_("Zeek conn.log"), bid_columns, read_columns };
