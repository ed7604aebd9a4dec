/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/boxes-read.h"

#include <string.h>

#define N_DIGITS 9
#define BEHIND_LABEL 240    /* bytes in which the first digit stands */
#define LINES_BEHIND 6
#define MOST_GAP 96         /* bytes between two boxes */
#define MOST_WORDS 8        /* in them */
#define MOST_COMB_GAP 16

static const guint sizes[] = { 3, 2, 4 };

static gboolean
is_word_byte (char byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || (guchar) byte >= 0x80;
}

/* Whether what stands around [start, end) lets it be a box of its own: no part of a date, an amount, an index. */
static gboolean
is_alone (MspSpan text, gsize start, gsize end)
{
  char before = start > 0 ? text.data[start - 1] : ' ', after = end < text.len ? text.data[end] : ' ';
  char next = end + 1 < text.len ? text.data[end + 1] : ' ';

  if (!g_ascii_isspace (before) && strchr ("\"'>|:(_", before) == NULL)
    return FALSE;
  if (g_ascii_isspace (after) || strchr ("\"'<|);_", after) != NULL)
    return TRUE;
  return (after == ',' || after == '.') && !g_ascii_isdigit (next);
}

static gsize
skip_digits (MspSpan text, gsize at)
{
  while (at < text.len && g_ascii_isdigit (text.data[at]))
    at++;
  return at;
}

/* Words that name a part of the number. */
static gboolean
is_part_word (MspSpan word)
{
  static const char *const words[] = { "first", "middle", "next", "second", "third", "last", "three", "two", "four", "part",
                                       "digit", "area", "group", "serial", "number", "no", "of", "the", "ssn", "social", "security", "box",
                                       "field", "value", "text" };

  for (gsize i = 0; i < word.len; i++)
    if (g_ascii_isdigit (word.data[i]))
      return word.len <= 16;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (msp_span_has_prefix_nocase (word, words[i]) && (strlen (words[i]) > 3 || word.len <= strlen (words[i]) + 1 ||
                                                        g_ascii_isupper (word.data[strlen (words[i])])))
      return TRUE;
  return FALSE;
}

/* Where the next box begins behind at, with nothing but the names of parts in between; text.len if there is none. */
static gsize
skip_gap (MspSpan text, gsize at, gsize most)
{
  guint words = 0, lines = 0;
  gsize stop = MIN (text.len, at + most), end;

  for (gsize i = at; i < stop; i = end)
    {
      end = i + 1;
      if (g_ascii_isdigit (text.data[i]) && (i == 0 || !is_word_byte (text.data[i - 1])))
        {
          end = skip_digits (text, i);
          if (is_alone (text, i, end))
            return i;
          /* "[0]", "1:", "2)" number the boxes. */
          if (end - i > 2 || (end < text.len && strchr ("]:)", text.data[end]) == NULL))
            return text.len;
          continue;
        }
      if (is_word_byte (text.data[i]))
        {
          while (end < text.len && is_word_byte (text.data[end]))
            end++;
          if (most <= MOST_COMB_GAP || ++words > MOST_WORDS || !is_part_word (msp_span_slice (text, i, end)))
            return text.len;
        }
      lines += text.data[i] == '\n';
      if (lines > LINES_BEHIND)
        return text.len;
    }
  return text.len;
}

/* Boxes of sizes from at on. */
static gboolean
read_boxes (MspSpan text, gsize at, const guint *wanted, guint n, gsize gap, char *digits, gsize *out_end)
{
  guint got = 0;

  for (guint box = 0; box < n; box++)
    {
      gsize end = at < text.len ? skip_digits (text, at) : at;
      guint size = wanted != NULL ? wanted[box] : 1;

      if (end - at != size || !is_alone (text, at, end))
        return FALSE;
      memcpy (digits + got, text.data + at, size);
      got += size;
      *out_end = end;
      at = box + 1 < n ? skip_gap (text, end, gap) : at;
    }
  return TRUE;
}

/* A tenth digit in a box of its own, before or behind, makes it some other number. */
static gboolean
goes_on (MspSpan text, gsize start, gsize end)
{
  while (start > 0 && (text.data[start - 1] == ' ' || text.data[start - 1] == '\t' || text.data[start - 1] == '|'))
    start--;
  if (start > 0 && g_ascii_isdigit (text.data[start - 1]))
    return TRUE;
  gsize next = skip_gap (text, end, MOST_COMB_GAP);

  return next < text.len && memchr (text.data + end, '\n', next - end) == NULL && skip_digits (text, next) == next + 1;
}

static gboolean
read_at (MspSpan text, gsize at, MspBoxes *out_boxes)
{
  char digits[N_DIGITS];
  gsize end = 0;
  gboolean found = read_boxes (text, at, sizes, G_N_ELEMENTS (sizes), MOST_GAP, digits, &end)
    || (read_boxes (text, at, NULL, N_DIGITS, MOST_COMB_GAP, digits, &end) && !goes_on (text, at, end));

  if (!found)
    return FALSE;
  *out_boxes = (MspBoxes) { at, end, "" };
  (void) g_snprintf (out_boxes->value, sizeof out_boxes->value, "%.3s-%.2s-%.4s", digits, digits + 3, digits + 5);
  return TRUE;
}

gboolean
msp_boxes_read (MspSpan text, gsize at, MspBoxes *out_boxes)
{
  gsize stop = MIN (text.len, at + BEHIND_LABEL);
  guint lines = 0;

  for (gsize i = at; i < stop && lines <= LINES_BEHIND; i++)
    {
      lines += text.data[i] == '\n';
      if (g_ascii_isdigit (text.data[i]) && (i == 0 || !is_word_byte (text.data[i - 1])) && read_at (text, i, out_boxes))
        return TRUE;
    }
  return FALSE;
}
