/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/mapi-words.h"

typedef struct {
  MspSpan  text;
  gsize    at;
  gboolean is_html;
} Words;

static gboolean
is_letter (char c)
{
  return g_ascii_isalnum (c) || ((guchar) c >= 0x80);
}

/* No-break space and zero-width characters set words apart, although they are no ASCII. */
static gsize
get_blank (MspSpan rest)
{
  if (msp_span_has_prefix (rest, "\xc2\xa0"))
    return 2;
  return msp_span_has_prefix (rest, "\xe2\x80") && rest.len >= 3 && (guchar) rest.data[2] <= 0x8f ? 3 : 0;
}

/* Bytes of the tag, comment, style or script, or of the entity at the start of rest; 0 if there is none. */
static gsize
get_markup (MspSpan rest)
{
  static const struct { const char *start, *end; } rows[] = {
    { "<!--", "-->" }, { "<style", "</style" }, { "<script", "</script" }, { "<title", "</title" }, { "<", ">" },
  };
  gsize len = 1;

  if (rest.data[0] == '&')
    {
      while (len < rest.len && len < 10 && (g_ascii_isalnum (rest.data[len]) || rest.data[len] == '#'))
        len++;
      return len < rest.len && rest.data[len] == ';' ? len + 1 : 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (msp_span_has_prefix_nocase (rest, rows[i].start))
      {
        const char *found = rows[i].end[1] == '\0' ? memchr (rest.data, '>', rest.len) : NULL;

        for (gsize n = 1; found == NULL && n < rest.len && rows[i].end[1] != '\0'; n++)
          if (msp_span_has_prefix_nocase (msp_span_slice (rest, n, rest.len), rows[i].end))
            found = rest.data + n;
        return found != NULL ? (gsize) (found - rest.data) + strlen (rows[i].end) : rest.len;
      }
  return 0;
}

static gboolean
next_word (Words *self, MspSpan *out_word)
{
  gsize start;

  while (self->at < self->text.len)
    {
      MspSpan rest = msp_span_slice (self->text, self->at, self->text.len);
      gsize blank = get_blank (rest);

      if (self->is_html && blank == 0 && (rest.data[0] == '<' || rest.data[0] == '&'))
        blank = get_markup (rest);
      if (blank == 0 && is_letter (rest.data[0]))
        break;
      self->at += MAX (blank, 1);
    }
  for (start = self->at; self->at < self->text.len && is_letter (self->text.data[self->at]); self->at++)
    if (get_blank (msp_span_slice (self->text, self->at, self->text.len)) > 0)
      break;
  *out_word = msp_span_slice (self->text, start, self->at);
  return out_word->len > 0;
}

/* Passes over blanks and the links that whole has too; FALSE if it has one of them not. */
static gboolean
skip_links (Words *self, MspSpan whole)
{
  for (; self->at < self->text.len && !is_letter (self->text.data[self->at]); self->at++)
    {
      MspSpan rest = msp_span_slice (self->text, self->at, self->text.len);

      if (!msp_span_has_prefix (rest, "<http") && !msp_span_has_prefix (rest, "<mailto:") && !msp_span_has_prefix (rest, "<cid:"))
        continue;
      const char *end = memchr (rest.data, '>', MIN (rest.len, 4096));
      if (end == NULL)
        return FALSE;
      MspSpan link = msp_span_slice (rest, 1, (gsize) (end - rest.data));
      if (memmem (whole.data, whole.len, link.data, link.len) == NULL)
        return FALSE;
      self->at += link.len + 1;
    }
  return TRUE;
}

gboolean
msp_mapi_words_covered (MspSpan text, MspSpan whole, gboolean is_html)
{
  Words ours = { text, 0, FALSE }, theirs = { whole, 0, is_html };
  MspSpan word, other;

  while ((!is_html || skip_links (&ours, whole)) && next_word (&ours, &word))
    do
      if (!next_word (&theirs, &other))
        return FALSE;
    while (word.len != other.len || memcmp (word.data, other.data, word.len) != 0);
  return ours.at >= text.len;
}
