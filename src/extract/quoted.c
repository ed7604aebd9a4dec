/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/quoted.h"

#include "extract/line.h"
#include "extract/quoted-lines.h"

/* An announcement may be wrapped onto as many lines. */
#define MAX_ATTRIBUTION_LINES 3

/* A block of header fields is looked for in as many lines. */
#define MAX_BLOCK_LINES 8

/* What is below "-- " and longer than this is no signature. */
#define MAX_SIGNATURE_LINES 30

typedef struct {
  MspText *text;
  MspSpan  span;
  gsize    quote_start;       /* of the run of ">" lines, or announcement, being read; G_MAXSIZE: none */
  gsize    quote_end;
  gsize    signature_start;   /* or G_MAXSIZE */
} Scan;

static void
add_mark (Scan *scan, MspMarkKind kind, gsize start, gsize end)
{
  if (start >= end)
    return;
  msp_text_mark (scan->text, kind, start, 0, 0);
  g_array_index (scan->text->marks, MspMark, scan->text->marks->len - 1).end = (guint32) end;
}

static void
end_quote (Scan *scan)
{
  if (scan->quote_start != G_MAXSIZE)
    add_mark (scan, MSP_MARK_QUOTED, scan->quote_start, scan->quote_end);
  scan->quote_start = G_MAXSIZE;
}

/* The line "-- " itself does not count. */
static gboolean
is_signature (const Scan *scan, gsize end)
{
  guint n = 0;

  for (gsize at = scan->signature_start; at < end && n <= MAX_SIGNATURE_LINES + 1; n++)
    at = msp_line_at (scan->span, at).end + 1;
  return n <= MAX_SIGNATURE_LINES + 1;
}

static void
end_signature (Scan *scan, gsize end)
{
  if (scan->signature_start != G_MAXSIZE && is_signature (scan, end))
    add_mark (scan, MSP_MARK_SIGNATURE, scan->signature_start, end);
  scan->signature_start = G_MAXSIZE;
}

/* A From line with at least two of Sent, To and Subject close below it. */
static gboolean
is_block (const Scan *scan, const MspLine *first)
{
  gsize at = first->end + 1;
  guint seen = 0;

  if (msp_quoted_get_label (first->text) != MSP_QUOTED_FROM)
    return FALSE;
  for (guint i = 1; i < MAX_BLOCK_LINES && at < scan->span.len; i++)
    {
      MspLine line = msp_line_at (scan->span, at);
      MspQuotedLabel label = msp_quoted_get_label (line.text);

      if (label != MSP_QUOTED_NO_LABEL)
        seen |= 1u << label;
      at = line.end + 1;
    }
  seen &= ~(1u << MSP_QUOTED_FROM);
  return (seen & (seen - 1)) != 0;
}

/* The offset behind an announcement that begins with first; 0 if it is none. */
static gsize
find_attribution_end (const Scan *scan, const MspLine *first)
{
  MspLine line = *first;

  if (!msp_quoted_is_attribution_start (first->text) && !(first->text.len < 120 && msp_quoted_is_attribution_end (first->text)))
    return 0;
  for (guint i = 0; i < MAX_ATTRIBUTION_LINES; i++)
    {
      if (msp_quoted_is_attribution_end (line.text))
        return line.end;
      if (line.end + 1 >= scan->span.len)
        break;
      line = msp_line_at (scan->span, line.end + 1);
      if (msp_line_is_blank (&line) || msp_quoted_is_quote (line.text))
        break;
    }
  return 0;
}

/* A sentence may begin and end like an announcement, but it has no date. */
static gboolean
has_digit (MspSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    if (g_ascii_isdigit (text.data[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_followed_by_quote (const Scan *scan, gsize end)
{
  gsize at = end + 1;

  for (guint i = 0; i < 3 && at < scan->span.len; i++)
    {
      MspLine line = msp_line_at (scan->span, at);

      if (msp_quoted_is_quote (line.text))
        return TRUE;
      if (!msp_line_is_blank (&line))
        return FALSE;
      at = line.end + 1;
    }
  return FALSE;
}

/* Takes an ordinary line. TRUE if all from here on is history. */
static gboolean
take_line (Scan *scan, MspLine *line, gboolean attributions)
{
  gsize attribution_end = find_attribution_end (scan, line);

  if (msp_quoted_is_rule (line->text) || is_block (scan, line))
    return TRUE;
  if (attribution_end > 0 && is_followed_by_quote (scan, attribution_end))
    {
      end_quote (scan);
      end_signature (scan, line->start);
      scan->quote_start = line->start;
      scan->quote_end = line->end = attribution_end;
      return FALSE;
    }
  if (attribution_end > 0 && attributions && msp_quoted_is_attribution_start (line->text)
      && has_digit (msp_span_slice (scan->span, line->start, attribution_end)))
    return TRUE;
  if (msp_span_equals (line->text, "-- ") || msp_span_equals (line->text, "--"))
    {
      end_quote (scan);
      end_signature (scan, line->start);
      scan->signature_start = line->start;
      return FALSE;
    }
  if (!msp_line_is_blank (line))
    end_quote (scan);
  return FALSE;
}

/* Takes a line that is no doubtful one. */
static inline void
take_plainly (Scan *scan, const MspLine *line, MspQuotedLook look)
{
  if (look == MSP_QUOTED_QUOTE)
    {
      if (G_UNLIKELY (scan->signature_start != G_MAXSIZE))
        end_signature (scan, line->start);
      scan->quote_start = MIN (scan->quote_start, line->start);
      scan->quote_end = line->end;
    }
  else if (look == MSP_QUOTED_PROSE && scan->quote_start != G_MAXSIZE)
    end_quote (scan);
}

void
msp_quoted_mark (MspText *text, gboolean attributions)
{
  Scan scan = { text, msp_span_new (text->text->str, text->text->len), G_MAXSIZE, 0, G_MAXSIZE };
  MspLineReader reader = { .text = scan.span };
  MspLine line;

  while (msp_line_reader_next (&reader, &line))
    {
      MspQuotedLook look = msp_quoted_look (scan.span.data, line.start, line.end);

      if (look == MSP_QUOTED_DOUBTFUL)
        look = msp_quoted_look_closer (line.text);
      if (look != MSP_QUOTED_DOUBTFUL)
        {
          take_plainly (&scan, &line, look);
          continue;
        }
      if (take_line (&scan, &line, attributions))
        {
          end_quote (&scan);
          end_signature (&scan, line.start);
          add_mark (&scan, MSP_MARK_QUOTED, line.start, scan.span.len);
          return;
        }
      if (reader.start != line.end + 1)
        msp_line_reader_seek (&reader, line.end + 1);
    }
  end_quote (&scan);
  end_signature (&scan, scan.span.len);
}
