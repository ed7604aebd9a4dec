/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/plain.h"

#include <string.h>

#include "detect/regex-bytes.h"

#define EDGE "\\b"

/* Behind the class that begins at at. */
static const char *
skip_class (const char *at)
{
  at += at[1] == '^' ? 2 : 1;
  for (const char *begin = at; *at != '\0' && (*at != ']' || at == begin); at++)
    at += *at == '\\' && at[1] != '\0';
  return *at == ']' ? at + 1 : at;
}

/* Behind the character at at: a byte, an escape or a class; NULL if something else stands there. */
static const char *
skip_atom (const char *at)
{
  if (*at == '[')
    return skip_class (at);
  if (*at == '\\')
    return at[1] == 'd' || g_ascii_ispunct (at[1]) ? at + 2 : NULL;
  return strchr ("](){}|^$*+?.", *at) == NULL ? at + 1 : NULL;
}

/* Behind "?", "{3}" or "{2,5}" at at, which may be missing. */
static const char *
skip_count (const char *at)
{
  if (*at == '?')
    return at + 1;
  if (*at != '{' || !g_ascii_isdigit (at[1]))
    return at;
  while (*at != '}' && *at != '\0')
    at++;
  return *at == '}' ? at + 1 : at;
}

/* TRUE if pattern is a row of counted characters between word boundaries. */
static gboolean
is_row (const char *pattern)
{
  if (!g_str_has_prefix (pattern, EDGE))
    return FALSE;
  for (const char *at = pattern + strlen (EDGE); at != NULL && *at != '\0';)
    {
      if (strcmp (at, EDGE) == 0)
        return TRUE;
      at = skip_atom (at);
      if (at != NULL)
        at = skip_count (at);
    }
  return FALSE;
}

typedef struct {
  guint           n;
  guint64         required;
  const MspBytes *sets[MSP_PLAIN_LEN];
} Row;

/* FALSE if there are too many characters. */
static gboolean
read_row (Row *row, const MspRegex *regex)
{
  const MspRegexState *states = (const MspRegexState *) (gconstpointer) regex->states->data;
  gboolean optional = FALSE;

  for (int at = regex->start; states[at].kind != MSP_REGEX_ACCEPT; at = states[at].next)
    {
      if (states[at].kind == MSP_REGEX_FORK)
        {
          optional |= states[at].other >= 0;
          continue;
        }
      if (row->n == MSP_PLAIN_LEN)
        return FALSE;
      row->required |= (guint64) !optional << row->n;
      row->sets[row->n++] = &states[at].set;
      optional = FALSE;
    }
  return TRUE;
}

static gboolean
is_optional (const Row *row, guint index)
{
  return (row->required >> index & 1) == 0;
}

static gboolean
is_disjoint (const MspBytes *a, const MspBytes *b)
{
  guint64 both = 0;

  for (guint i = 0; i < G_N_ELEMENTS (a->bits); i++)
    both |= a->bits[i] & b->bits[i];
  return both == 0;
}

/* TRUE if a byte that can be this optional character can be none of those that may follow: then nothing is gained by leaving it
   out. Where no other must follow, the boundary says so, which stands behind a word. */
static gboolean
is_certain (const Row *row, guint index, const MspBytes *beyond_words)
{
  const MspBytes *set = row->sets[index];
  guint next = index + 1;

  while (next < row->n && is_optional (row, next) && memcmp (row->sets[next], set, sizeof *set) == 0)
    next++;
  for (; next < row->n; next++)
    {
      if (!is_disjoint (row->sets[next], set))
        return FALSE;
      if (!is_optional (row, next))
        return TRUE;
    }
  for (guint i = index; is_disjoint (row->sets[i], beyond_words); i--)
    if (!is_optional (row, i) || i == 0)
      return !is_optional (row, i);
  return FALSE;
}

static gboolean
is_all_certain (const Row *row)
{
  MspBytes beyond_words = { { 0 } };

  msp_bytes_add_class (&beyond_words, 'W');
  for (guint i = 0; i < row->n; i++)
    if (is_optional (row, i) && !is_certain (row, i, &beyond_words))
      return FALSE;
  return TRUE;
}

gboolean
msp_plain_read (MspPlain *self, const char *pattern)
{
  g_autoptr (MspRegex) regex = is_row (pattern) ? msp_regex_parse (pattern, NULL) : NULL;
  Row row = { 0 };

  if (regex == NULL || !read_row (&row, regex) || !is_all_certain (&row))
    return FALSE;
  *self = (MspPlain) { .n = row.n, .required = row.required };
  for (guint i = 0; i < row.n; i++)
    for (guint word = 0; word < G_N_ELEMENTS (row.sets[i]->bits); word++)
      for (guint64 bits = row.sets[i]->bits[word]; bits != 0; bits &= bits - 1)
        self->at[word * 64 + (guint) __builtin_ctzll (bits)] |= G_GUINT64_CONSTANT (1) << i;
  return TRUE;
}

static inline gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static inline gboolean
is_edge (MspSpan text, gsize at)
{
  return (at > 0 && is_word (text.data[at - 1])) != (at < text.len && is_word (text.data[at]));
}

gsize
msp_plain_match (const MspPlain *self, MspSpan text, gsize start)
{
  gsize at = start;
  guint i = 0;

  for (; i < self->n && at < text.len; i++)
    if ((self->at[(guint8) text.data[at]] >> i & 1) != 0)
      at++;
    else if ((self->required >> i & 1) != 0)
      return 0;
  if (i < self->n && self->required >> i != 0)
    return 0;
  return at > start && is_edge (text, start) && is_edge (text, at) ? at : 0;
}
