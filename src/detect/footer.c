/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/footer.h"

#include <string.h>

#define MOST_ABOVE 4000     /* bytes between a line that parts and the words below it */
#define LAST_BYTES 600      /* of a text that are its last lines */
#define FEW_WORDS 8         /* of a legend alone */
#define LEAST_RULE 5        /* signs of a line that parts */

/* At most MOST_ABOVE bytes before at: a text without lines costs no more for each of its words. */
static gsize
get_line_start (MspSpan text, gsize at)
{
  gsize low = at > MOST_ABOVE ? at - MOST_ABOVE : 0;

  while (at > low && text.data[at - 1] != '\n')
    at--;
  return at;
}

static MspSpan
get_line (MspSpan text, gsize start)
{
  MspSpan line = msp_span_slice (text, start, start + MOST_ABOVE);
  const char *end = line.len > 0 ? memchr (line.data, '\n', line.len) : NULL;

  return end != NULL ? msp_span_slice (line, 0, (gsize) (end - line.data)) : line;
}

/* "-- " of signatures, or "_____". */
static gboolean
is_parting (MspSpan line)
{
  gsize len = line.len;

  while (len > 0 && g_ascii_isspace (line.data[len - 1]))
    len--;
  if (len == 0 || strchr ("-_*=", line.data[0]) == NULL || line.data[0] == '\0')
    return FALSE;
  for (gsize i = 1; i < len; i++)
    if (line.data[i] != line.data[0])
      return FALSE;
  return len >= LEAST_RULE || (len == 2 && line.data[0] == '-');
}

static gboolean
is_empty (MspSpan line)
{
  for (gsize i = 0; i < line.len; i++)
    if (!g_ascii_isspace (line.data[i]))
      return FALSE;
  return TRUE;
}

/* Where the paragraph begins that the line is in, if the rest of text is short and an empty line parts it from something before it;
   text.len otherwise. */
static gsize
find_last_paragraph (MspSpan text, gsize line)
{
  if (text.len - line > LAST_BYTES)
    return text.len;
  while (line > 0)
    {
      gsize before = get_line_start (text, line - 1);

      if (is_empty (get_line (text, before)))
        return !is_empty (msp_span_slice (text, 0, before)) ? line : text.len;
      line = before;
    }
  return text.len;
}

/* A few words alone, or words about the mail that they stand in; what else people write last is no footer. */
static gboolean
is_about_itself (MspSpan text)
{
  static const char *const itself[] = {
    "this mail", "this e-mail", "this email", "this message", "this communication", "this transmission", "this document",
    "the information contained", "ce message", "ce courriel", "este mensaje", "este correo", "diese nachricht", "diese e-mail",
    "diese mail",
  };
  guint words = 0;

  for (gsize at = 0; at < text.len; at++)
    {
      if (g_ascii_isspace (text.data[at]) || (at > 0 && !g_ascii_isspace (text.data[at - 1])))
        continue;
      words++;
      for (gsize i = 0; i < G_N_ELEMENTS (itself); i++)
        if (msp_span_has_prefix_nocase (msp_span_slice (text, at, text.len), itself[i]))
          return TRUE;
    }
  return words <= FEW_WORDS;
}

MspFooter
msp_footer_find (MspSpan text, gsize at)
{
  gsize start = get_line_start (text, MIN (at, text.len)), line = start;

  while (line > 0 && start - line < MOST_ABOVE)
    {
      line = get_line_start (text, line - 1);
      if (is_parting (get_line (text, line)))
        return is_empty (msp_span_slice (text, 0, line)) ? MSP_FOOTER_NONE : MSP_FOOTER_PARTED;
    }
  gsize last = find_last_paragraph (text, start);

  return last < text.len && is_about_itself (msp_span_slice (text, last, text.len)) ? MSP_FOOTER_LAST : MSP_FOOTER_NONE;
}

/* The nearest word beyond at, going by step, is in small letters and on the same line. */
static gboolean
has_small_word (MspSpan text, gsize at, int step)
{
  guint letters = 0, small = 0;

  for (gsize i = at; step > 0 ? i < text.len : i > 0; i = step > 0 ? i + 1 : i - 1)
    {
      char c = text.data[step > 0 ? i : i - 1];

      if (c == '\n' || (letters > 0 && !g_ascii_isalpha (c)))
        break;
      letters += g_ascii_isalpha (c) != 0;
      small += g_ascii_islower (c) != 0;
    }
  return small >= 2 && small + 1 >= letters;
}

gboolean
msp_prose_covers (MspSpan text, gsize start, gsize end)
{
  return has_small_word (text, start, -1) && has_small_word (text, end, 1);
}
