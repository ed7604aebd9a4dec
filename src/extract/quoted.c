/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/quoted.h"

#include "extract/line.h"
#include "extract/quoted-lines.h"
#include "extract/quoted-reader.h"

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
  gsize    quote_last;        /* where its last ">" line begins, if that is behind quote_end */
  gsize    signature_start;   /* or G_MAXSIZE */
  gsize    taken;             /* lines before it have been looked at */
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
  if (scan->quote_start == G_MAXSIZE)
    return;
  if (scan->quote_last > scan->quote_end)
    scan->quote_end = msp_line_at (scan->span, scan->quote_last).end;
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

/* TRUE if all from line on is history. */
static gboolean
take (Scan *scan, MspLine *line, gboolean attributions)
{
  switch (msp_quoted_look (line->text))
    {
    case MSP_QUOTED_QUOTE:
      end_signature (scan, line->start);
      scan->quote_start = MIN (scan->quote_start, line->start);
      scan->quote_end = line->end;
      return FALSE;
    case MSP_QUOTED_PROSE:
      end_quote (scan);
      return FALSE;
    case MSP_QUOTED_DOUBTFUL:
      return take_line (scan, line, attributions);
    default:
      return FALSE;
    }
}

/* Of the lines of the block at offset at, only those are looked at that begin or end a quote or are doubtful. Returns the start of
   the one from which on all is history, or G_MAXSIZE. */
static gsize
take_block (Scan *scan, gsize at, const MspQuotedBlock *block, gboolean attributions)
{
  /* Most blocks. */
  if (scan->quote_start == G_MAXSIZE && (block->quotes | block->doubts) == 0)
    return G_MAXSIZE;
  for (gsize next = MAX (at, scan->taken); next < at + MSP_BLOCK_LEN; next = scan->taken)
    {
      gboolean open = scan->quote_start != G_MAXSIZE;
      guint64 left = G_MAXUINT64 << (next - at), quotes = block->quotes & left;
      guint64 events = open ? block->others & left : quotes | (block->doubts & left);

      if (events != 0)
        quotes &= (events & -events) - 1;
      if (open && quotes != 0)
        scan->quote_last = at + msp_block_last (quotes);
      if (events == 0)
        break;
      MspLine line = msp_line_at (scan->span, msp_line_find_start (scan->span, scan->taken, at + msp_block_first (events)));
      if (take (scan, &line, attributions))
        return line.start;
      scan->taken = line.end + 1;
    }
  return G_MAXSIZE;
}

void
msp_quoted_mark (MspText *text, gboolean attributions)
{
  Scan scan = { .text = text, .span = msp_span_new (text->text->str, text->text->len), .quote_start = G_MAXSIZE,
                .signature_start = G_MAXSIZE };
  MspQuotedReader reader;
  gsize at, history = G_MAXSIZE;

  msp_quoted_reader_init (&reader, scan.span);
  for (guint n; history == G_MAXSIZE && (n = msp_quoted_reader_load (&reader, &at)) > 0;)
    for (guint i = 0; i < n && history == G_MAXSIZE; i++)
      history = take_block (&scan, at + i * MSP_BLOCK_LEN, &reader.blocks[i], attributions);
  history = MIN (history, scan.span.len);
  end_quote (&scan);
  end_signature (&scan, history);
  add_mark (&scan, MSP_MARK_QUOTED, history, scan.span.len);
}
