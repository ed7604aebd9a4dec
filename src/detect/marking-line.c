/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking-line.h"

#include <string.h>

#define MOST_MARKING 400
#define MOST_PORTION 140

static gboolean
is_blank (char byte)
{
  return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Quote signs, bullets and rules around a marking. */
static gboolean
is_decoration (char byte)
{
  return is_blank (byte) || byte == '>' || byte == '*' || byte == '_' || byte == '-' || byte == '|' || byte == '#' || byte == '=';
}

static gsize
skip_decoration (MspSpan text, gsize start, gsize end)
{
  for (;;)
    if (start < end && is_decoration (text.data[start]))
      start++;
    else if (end - start >= 3 && memcmp (text.data + start, "\xE2\x80\xA2", 3) == 0)
      start += 3;
    else
      return start;
}

static gsize
trim_decoration (MspSpan text, gsize start, gsize end)
{
  while (end > start && (is_decoration (text.data[end - 1]) || text.data[end - 1] == '.'))
    end--;
  return end;
}

/* Behind "1. ", "a) ", "(2) ", "Subject: ": a portion mark may follow. */
static gsize
skip_enumerator (MspSpan text, gsize start, gsize end)
{
  static const char *const labels[] = { "subject:", "subj:", "title:", "re:", "fw:", "fwd:" };
  gsize i = start;

  for (gsize n = 0; n < G_N_ELEMENTS (labels); n++)
    if (msp_span_has_prefix_nocase (msp_span_slice (text, start, end), labels[n]))
      return skip_decoration (text, start + strlen (labels[n]), end);
  if (i < end && text.data[i] == '(')
    i++;
  for (gsize most = i + 4; i < end && i < most && g_ascii_isalnum (text.data[i]); i++)
    ;
  if (i == start || i + 1 >= end || (text.data[i] != '.' && text.data[i] != ')') || !is_blank (text.data[i + 1]))
    return start;
  return skip_decoration (text, i + 1, end);
}

static gboolean
read_portion (MspSpan text, gsize start, gsize end, MspMarkingLine *line)
{
  MspSpan mark;
  const char *close;

  if (start >= end || text.data[start] != '(')
    return FALSE;
  close = memchr (text.data + start, ')', MIN (end - start, MOST_PORTION));
  if (close == NULL)
    return FALSE;
  mark = msp_span_new (text.data + start, (gsize) (close + 1 - (text.data + start)));
  if (start + mark.len < end && !is_blank (text.data[start + mark.len]))
    return FALSE;
  line->start = start;
  line->end = start + mark.len;
  if (msp_marking_parse_portion (mark, &line->marking))
    line->kind = MSP_LINE_PORTION;
  else if (msp_span_has_prefix (mark, "(CUI") && msp_marking_parse_cui (mark, &line->known))
    line->kind = MSP_LINE_CUI_PORTION;
  return line->kind != MSP_LINE_NONE;
}

static gboolean
set_banner (MspSpan text, gsize start, gsize end, MspMarkingLine *line)
{
  MspSpan span = msp_span_slice (text, start, end);

  if (msp_marking_parse_banner (span, &line->marking))
    line->kind = line->marking.n_blocks > 0 || (line->marking.flags & MSP_MARKING_NONUS) != 0 ? MSP_LINE_BANNER : MSP_LINE_LEVEL;
  else if (msp_marking_parse_cui (span, &line->known))
    line->kind = memchr (span.data, '/', span.len) != NULL ? MSP_LINE_CUI_BANNER : MSP_LINE_CUI_ALONE;
  else if (msp_span_equals (span, "CONTROLLED UNCLASSIFIED INFORMATION"))
    line->kind = MSP_LINE_CUI_ALONE;
  else
    return FALSE;
  line->start = start;
  line->end = end;
  return TRUE;
}

static gboolean
is_banner_byte (char byte)
{
  return g_ascii_isupper (byte) || g_ascii_isdigit (byte) || byte == ' ' || byte == '/' || byte == ',' || byte == '-';
}

/* A word of running text: lower case, perhaps with a capital first. */
static gboolean
is_word (MspSpan text, gsize at, gsize end)
{
  return at < end && (g_ascii_islower (text.data[at]) || (at + 1 < end && g_ascii_islower (text.data[at + 1])));
}

/* The longest beginning of [start, end) that is a banner with a block and is not followed by lower-case words. */
static gboolean
read_beginning (MspSpan text, gsize start, gsize end, MspMarkingLine *line)
{
  gsize stop = start;

  while (stop < end && stop - start < MOST_MARKING && is_banner_byte (text.data[stop]))
    stop++;
  if (stop < end && !is_blank (text.data[stop]) && text.data[stop] != '(' && text.data[stop] != '.' && text.data[stop] != ')')
    while (stop > start && text.data[stop - 1] != ' ')
      stop--;
  for (guint tries = 0; stop > start && tries < 16; tries++)
    {
      gsize next = stop, trimmed = stop;

      while (trimmed > start && text.data[trimmed - 1] == ' ')
        trimmed--;
      while (next < end && is_blank (text.data[next]))
        next++;
      if ((next >= trimmed + 2 || !is_word (text, next, end)) &&
          set_banner (text, start, trimmed, line) && (line->kind == MSP_LINE_BANNER || line->kind == MSP_LINE_CUI_BANNER))
        return TRUE;
      line->kind = MSP_LINE_NONE;
      stop = trimmed;
      while (stop > start && text.data[stop - 1] != ' ')
        stop--;
    }
  return FALSE;
}

/* Where the level word before the "//" at slash begins, or slash itself. */
static gsize
find_level_start (MspSpan text, gsize start, gsize slash)
{
  static const char *const levels[] = { "TOP SECRET", "SECRET", "CONFIDENTIAL", "UNCLASSIFIED", "CUI", "CONTROLLED" };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      gsize len = strlen (levels[i]);

      if (slash - start >= len && memcmp (text.data + slash - len, levels[i], len) == 0)
        return slash - len;
    }
  return slash;
}

/* TRUE if what stands before a marking is no running text: a label, capitals, digits, a column. */
static gboolean
may_precede (MspSpan text, gsize start, gsize at, gboolean *out_labelled)
{
  gsize i = at;

  while (i > start && is_blank (text.data[i - 1]))
    i--;
  *out_labelled = i > start && text.data[i - 1] == ':';
  if (i == start || *out_labelled || at - i >= 2 || (i < at && text.data[i] == '\t'))
    return TRUE;
  return i < at && (g_ascii_isupper (text.data[i - 1]) || g_ascii_isdigit (text.data[i - 1])) &&
         (i - start < 2 || !g_ascii_islower (text.data[i - 2]));
}

/* A banner with a block inside the line. */
static gboolean
read_inside (MspSpan text, gsize start, gsize end, MspMarkingLine *line)
{
  for (gsize at = start; at + 2 < end; at++)
    {
      const char *slash = memchr (text.data + at, '/', end - at - 1);
      gsize level;

      if (slash == NULL)
        return FALSE;
      at = (gsize) (slash - text.data);
      if (slash[1] != '/')
        continue;
      level = find_level_start (text, start, at);
      if (level < at && may_precede (text, start, level, &line->labelled) && read_beginning (text, level, end, line))
        return TRUE;
      at++;
    }
  return FALSE;
}

/* "Classification: SECRET": the label is short and says so. */
static gboolean
read_label (MspSpan text, gsize start, gsize end, MspMarkingLine *line)
{
  const char *colon = memchr (text.data + start, ':', MIN (end - start, 40));
  gsize at;

  if (colon == NULL || !msp_span_has_prefix_nocase (msp_span_slice (text, start, end), "classification"))
    return FALSE;
  at = skip_decoration (text, (gsize) (colon + 1 - text.data), end);
  if (!set_banner (text, at, end, line) || line->kind != MSP_LINE_LEVEL)
    {
      line->kind = MSP_LINE_NONE;
      return FALSE;
    }
  line->kind = MSP_LINE_LABEL;
  line->labelled = TRUE;
  return TRUE;
}

static gboolean
read_banner (MspSpan text, gsize start, gsize end, MspMarkingLine *line)
{
  char first = text.data[start];

  if (strchr ("TSCU/", first) != NULL && set_banner (text, start, end, line))
    {
      line->whole = TRUE;
      return TRUE;
    }
  if (strchr ("TSCU/", first) != NULL && read_beginning (text, start, end, line))
    return TRUE;
  return read_label (text, start, end, line) || read_inside (text, start, end, line);
}

void
msp_marking_read_line (MspSpan text, gsize start, gsize end, gboolean thorough, MspMarkingLine *out_line)
{
  MspMarkingLine line = { .kind = MSP_LINE_NONE };
  gsize first = skip_decoration (text, start, end), last = trim_decoration (text, first, end);

  *out_line = line;
  if (first >= last)
    return;
  if (read_portion (text, first, end, &line) || read_portion (text, skip_enumerator (text, first, end), end, &line))
    {
      if (!thorough && line.kind == MSP_LINE_PORTION && line.marking.n_blocks == 0 &&
          (line.marking.flags & MSP_MARKING_NONUS) == 0)
        line.kind = MSP_LINE_NONE;
    }
  else if (!msp_marking_read_authority (text, first, last, thorough, &line))
    (void) read_banner (text, first, last, &line);
  *out_line = line;
}
