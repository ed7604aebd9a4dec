/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/terms.h"

#include <string.h>

static void
clear_term (gpointer data)
{
  g_array_unref (((MspTerm *) data)->lexicons);
}

static void
clear_form (gpointer data)
{
  g_free (((MspTermForm *) data)->text);
}

/* Latin, Greek and Cyrillic put spaces between words; of other scripts only Han, Kana, Hangul and the like matter here. */
static gboolean
is_unspaced (gunichar c)
{
  return c >= 0x0E00 && !(c >= 0x1E00 && c < 0x2E80) && g_unichar_isalpha (c);
}

/* One way of writing term: with the capitals that folding ASCII does not see, or without accents. */
static char *
dup_form (const char *term, gboolean upper, gboolean fold)
{
  GString *out = g_string_new (NULL);

  for (const char *at = term; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at), parts[4];

      if (c >= 0x80 && fold && g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 1)
        c = parts[0];
      g_string_append_unichar (out, c >= 0x80 && upper ? g_unichar_toupper (c) : c);
    }
  return g_string_free (out, FALSE);
}

static void
add_form (MspTerms *self, GHashTable *seen, guint term, char *text)
{
  MspTermForm form = { text, term };

  if (g_hash_table_contains (seen, text))
    {
      g_free (text);
      return;
    }
  g_hash_table_add (seen, text);
  g_array_append_val (self->forms, form);
}

static void
add_term (MspTerms *self, GHashTable *seen_forms, const char *text, guint16 lexicon)
{
  MspTerm term = { text, g_array_new (FALSE, FALSE, sizeof (guint16)), FALSE, FALSE };
  gunichar first = g_utf8_get_char (text), last = g_utf8_get_char (g_utf8_prev_char (text + strlen (text)));

  g_array_append_val (term.lexicons, lexicon);
  term.open_left = is_unspaced (first) || !g_unichar_isalnum (first);
  term.open_right = is_unspaced (last) || !g_unichar_isalnum (last);
  g_array_append_val (self->terms, term);
  guint index = self->terms->len - 1;

  add_form (self, seen_forms, index, g_strdup (text));
  if (g_str_is_ascii (text))
    return;
  add_form (self, seen_forms, index, dup_form (text, TRUE, FALSE));
  add_form (self, seen_forms, index, dup_form (text, FALSE, TRUE));
}

MspTerms *
msp_terms_new (const MspRules *rules)
{
  MspTerms *self = g_new0 (MspTerms, 1);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) seen_forms = g_hash_table_new (g_str_hash, g_str_equal);

  self->terms = g_array_new (FALSE, FALSE, sizeof (MspTerm));
  g_array_set_clear_func (self->terms, clear_term);
  self->forms = g_array_new (FALSE, FALSE, sizeof (MspTermForm));
  g_array_set_clear_func (self->forms, clear_form);
  for (gsize i = 0; i < msp_rules_get_n_lexicons (rules); i++)
    {
      const char *const *texts = msp_rules_get_lexicon_terms (rules, (int) i);
      guint16 lexicon = (guint16) i;

      for (gsize j = 0; texts[j] != NULL; j++)
        {
          guint known = GPOINTER_TO_UINT (g_hash_table_lookup (seen, texts[j]));

          if (known > 0)
            {
              g_array_append_val (g_array_index (self->terms, MspTerm, known - 1).lexicons, lexicon);
              continue;
            }
          add_term (self, seen_forms, texts[j], lexicon);
          g_hash_table_insert (seen, (gpointer) texts[j], GUINT_TO_POINTER (self->terms->len));
        }
    }
  return self;
}

void
msp_terms_free (MspTerms *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->terms);
  g_array_unref (self->forms);
  g_free (self);
}

static gboolean
is_word_at (const char *text, gsize len, gsize at)
{
  guint8 byte = at < len ? (guint8) text[at] : 0;

  if (byte < 0x80)
    return g_ascii_isalnum (byte);
  gunichar c = g_utf8_get_char_validated (text + at, (gssize) MIN (len - at, 4));

  return c < 0x110000 && g_unichar_isalnum (c);
}

static gboolean
is_word_before (const char *text, gsize at)
{
  gsize start = at;

  if (at == 0)
    return FALSE;
  while (start > 0 && at - start < 4 && ((guint8) text[start - 1] & 0xC0) == 0x80)
    start--;
  if (start == at)
    return g_ascii_isalnum (text[at - 1]);
  return start > 0 && is_word_at (text, at, start - 1);
}

/* Length of ending at the end of a word at [start, len), or 0 if it is another. */
static gsize
match_ending (const char *text, gsize len, gsize start, const char *ending)
{
  gsize at = start;

  for (; *ending != '\0'; ending++, at++)
    if (at >= len || (text[at] | 0x20) != *ending)
      return 0;
  return is_word_at (text, len, at) ? 0 : at - start;
}

gboolean
msp_term_is_whole (const MspTerm *term, const char *text, gsize len, gsize start, gsize end, gsize *out_end)
{
  static const char *const endings[] = { "s", "es", "n", "en" };
  gsize n = 0;

  *out_end = end;
  if (!term->open_left && is_word_before (text, start))
    return FALSE;
  if (term->open_right || !is_word_at (text, len, end))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings) && n == 0; i++)
    n = match_ending (text, len, end, endings[i]);
  *out_end += n;
  return n > 0;
}
