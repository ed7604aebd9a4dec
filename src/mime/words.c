/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/words.h"

#include <string.h>

#include "base/span.h"

/* Bytes of a base64 word: no word is near as long (RFC 2047, section 2: 75). */
#define MAX_WORD 8192

typedef struct {
  gsize   start, end;   /* of all of it, from "=?" on */
  MspSpan charset, payload;
} Word;

typedef struct {
  guint8 bytes[MAX_WORD];
  gsize  len;           /* those that are left over of the word before */
} Carry;

static gboolean
find_mark (const GString *text, gsize *i)
{
  while (*i < text->len && text->str[*i] != '?')
    if ((guint8) text->str[(*i)++] <= ' ')
      return FALSE;
  return *i < text->len;
}

/* The base64 word that begins at start. */
static gboolean
read_word (const GString *text, gsize start, Word *out_word)
{
  const char *str = text->str;
  gsize i = start + 2;

  if (start + 8 > text->len || str[start] != '=' || str[start + 1] != '?' || !find_mark (text, &i))
    return FALSE;
  out_word->start = start;
  out_word->charset = msp_span_new (str + start + 2, i - start - 2);
  if (i + 2 >= text->len || g_ascii_tolower (str[i + 1]) != 'b' || str[i + 2] != '?')
    return FALSE;
  start = i += 3;
  if (!find_mark (text, &i) || i + 1 >= text->len || str[i + 1] != '=')
    return FALSE;
  out_word->payload = msp_span_new (str + start, i - start);
  out_word->end = i + 2;
  return i - start < MAX_WORD;
}

/* The word behind this one, with nothing but blanks between them and of the same charset. */
static gboolean
read_next (const GString *text, const Word *word, Word *out_next)
{
  gsize i = word->end;

  while (i < text->len && g_ascii_isspace (text->str[i]))
    i++;
  return read_word (text, i, out_next) && out_next->charset.len == word->charset.len
         && g_ascii_strncasecmp (out_next->charset.data, word->charset.data, word->charset.len) == 0;
}

/* What the payload says, behind what was left over. */
static void
decode (Carry *carry, MspSpan payload)
{
  int state = 0;
  guint save = 0;

  while (payload.len > 0 && payload.data[payload.len - 1] == '=')
    payload.len--;
  carry->len += g_base64_decode_step (payload.data, payload.len, carry->bytes + carry->len, &state, &save);
  if (payload.len % 4 > 1)
    carry->len += g_base64_decode_step ("==", 4 - payload.len % 4, carry->bytes + carry->len, &state, &save);
}

static void
append_word (GString *out, const Word *word, Carry *carry, gboolean is_last)
{
  gsize n = is_last ? carry->len : carry->len - carry->len % 3;
  g_autofree char *payload = NULL;

  if (n > 0)
    {
      payload = g_base64_encode (carry->bytes, n);
      g_string_append (out, "=?");
      g_string_append_len (out, word->charset.data, (gssize) word->charset.len);
      g_string_append_printf (out, "?B?%s?=%s", payload, is_last ? "" : " ");
    }
  carry->len -= n;
  memmove (carry->bytes, carry->bytes + n, carry->len);
}

/* Writes the run of words that begins with word. Returns where it ends in text. */
static gsize
append_run (GString *out, const GString *text, Word word)
{
  Carry carry = { .len = 0 };
  gboolean is_last;

  do
    {
      Word next;

      is_last = !read_next (text, &word, &next);
      decode (&carry, word.payload);
      append_word (out, &word, &carry, is_last);
      if (!is_last)
        word = next;
    }
  while (!is_last);
  return word.end;
}

void
msp_words_join (GString *text)
{
  g_autoptr (GString) out = NULL;
  gsize copied = 0;

  /* Padding, the end of the word, and another one. */
  if (strstr (text->str, "?=") == NULL || strstr (strstr (text->str, "?="), "=?") == NULL)
    return;
  for (const char *at = strstr (text->str, "=?"); at != NULL; at = strstr (at, "=?"))
    {
      Word word, next;

      if (!read_word (text, (gsize) (at - text->str), &word))
        at += 2;
      else if (!read_next (text, &word, &next))
        at = text->str + word.end;
      else
        {
          if (out == NULL)
            out = g_string_sized_new (text->len);
          g_string_append_len (out, text->str + copied, (gssize) (word.start - copied));
          copied = append_run (out, text, word);
          at = text->str + copied;
        }
    }
  if (out == NULL)
    return;
  g_string_append_len (out, text->str + copied, (gssize) (text->len - copied));
  g_string_assign (text, out->str);
}
