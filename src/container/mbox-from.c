/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-from.h"

#include "container/field.h"
#include "container/mbox-date.h"

#define LINE_MAX_LEN 1024

typedef enum { BEFORE_LINE, BEFORE_BLANK } Before;
typedef enum { AFTER_PROSE, AFTER_FIELD, AFTER_KNOWN_FIELD, AFTER_BLANK, AFTER_END } After;

/* Steps back over one line end that stops at *at. */
static gboolean
step_back (MspSpan text, gsize *at)
{
  if (*at == 0)
    return FALSE;
  char c = text.data[*at - 1];
  if (c != '\n' && c != '\r')
    return FALSE;
  *at -= c == '\n' && *at >= 2 && text.data[*at - 2] == '\r' ? 2 : 1;
  return TRUE;
}

static Before
look_behind (MspSpan text, gsize at)
{
  if (at > 0 && text.data[at - 1] == '\0')
    return BEFORE_BLANK;
  step_back (text, &at);
  /* Nothing but a line end before: the blank line is the first of the stream. */
  return at == 0 || step_back (text, &at) || text.data[at - 1] == '\0' ? BEFORE_BLANK : BEFORE_LINE;
}

static After
look_ahead (MspSpan text, gsize at)
{
  MspSpan rest = msp_span_slice (text, at, text.len);
  gsize end_len, len = msp_field_line_len (rest, &end_len);

  if (rest.len == 0)
    return AFTER_END;
  if (len == 0)
    return AFTER_BLANK;
  if (msp_span_has_prefix (rest, ">From "))
    return AFTER_KNOWN_FIELD;
  MspFieldKind kind = msp_field_classify (rest);
  if (kind != MSP_FIELD_UNKNOWN)
    return kind == MSP_FIELD_KNOWN ? AFTER_KNOWN_FIELD : AFTER_PROSE;
  /* "Note: this" may be prose: two fields, or a folded one, are a header. */
  MspSpan next = msp_span_slice (rest, len + end_len, rest.len);
  if (end_len == 0 || next.len == 0 || next.data[0] == ' ' || next.data[0] == '\t')
    return AFTER_FIELD;
  return msp_field_classify (next) != MSP_FIELD_NONE ? AFTER_FIELD : AFTER_PROSE;
}

/* The line at text[at] without its end; empty when it is too long or holds a NUL. */
static MspSpan
get_line (MspSpan text, gsize at, gsize *out_size)
{
  MspSpan line = msp_span_slice (text, at, at + LINE_MAX_LEN);
  gsize end_len;

  line.len = msp_field_line_len (line, &end_len);
  *out_size = line.len + end_len;
  if (line.len == LINE_MAX_LEN || memchr (line.data, '\0', line.len) != NULL)
    line.len = 0;
  return line;
}

static gboolean
has_date (MspSpan line)
{
  return msp_span_has_prefix (line, "From ") && msp_mbox_date_ends_line (msp_span_slice (line, 4, line.len));
}

gboolean
msp_mbox_from_is_separator (MspSpan text, gsize at, gboolean is_first)
{
  gsize size;
  MspSpan line = get_line (text, at, &size);
  gboolean dated = has_date (line);

  text = msp_span_slice (text, 0, at + MSP_MBOX_LOOK_AHEAD);
  if (line.len == 0 || (!dated && !is_first))
    return FALSE;
  if (is_first)
    return dated || (msp_span_has_prefix (line, "From ") && look_ahead (text, at + size) == AFTER_KNOWN_FIELD);
  After after = look_ahead (text, at + size);
  return look_behind (text, at) == BEFORE_BLANK ? after != AFTER_PROSE : after == AFTER_KNOWN_FIELD;
}

gboolean
msp_mbox_from_is_plausible (MspSpan text, gsize at)
{
  gsize size;

  return has_date (get_line (text, at, &size));
}

gsize
msp_mbox_from_line_size (MspSpan text, gsize at)
{
  gsize size;

  get_line (text, at, &size);
  return size;
}
