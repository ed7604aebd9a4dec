/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/terms.h"

#include <string.h>

typedef struct {
  GArray     *terms;        /* MspTerm */
  GArray     *forms;        /* MspTermForm */
  GPtrArray  *lexicons;     /* GArray of guint16, by term */
  GString    *texts;
  GHashTable *seen;         /* text of a term -> its index + 1 */
  GHashTable *seen_forms;   /* owns their texts */
} Builder;

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

static guint32
add_text (Builder *self, const char *text)
{
  guint32 at = (guint32) self->texts->len;

  g_string_append_len (self->texts, text, (gssize) strlen (text) + 1);
  return at;
}

/* Takes text. */
static void
add_form (Builder *self, guint term, char *text)
{
  if (!g_hash_table_add (self->seen_forms, text))
    return;
  MspTermForm form = { add_text (self, text), term };

  g_array_append_val (self->forms, form);
}

static void
add_term (Builder *self, const char *text)
{
  gunichar first = g_utf8_get_char (text), last = g_utf8_get_char (g_utf8_prev_char (text + strlen (text)));
  MspTerm term = { .text = add_text (self, text), .open_left = is_unspaced (first) || !g_unichar_isalnum (first),
                   .open_right = is_unspaced (last) || !g_unichar_isalnum (last) };
  guint index = self->terms->len;

  g_array_append_val (self->terms, term);
  g_ptr_array_add (self->lexicons, g_array_new (FALSE, FALSE, sizeof (guint16)));
  g_hash_table_insert (self->seen, (gpointer) text, GUINT_TO_POINTER (index + 1));
  add_form (self, index, g_strdup (text));
  if (g_str_is_ascii (text))
    return;
  add_form (self, index, dup_form (text, TRUE, FALSE));
  add_form (self, index, dup_form (text, FALSE, TRUE));
}

static void
add_lexicon (Builder *self, guint16 lexicon, const char *const *texts)
{
  for (gsize i = 0; texts[i] != NULL; i++)
    {
      if (!g_hash_table_contains (self->seen, texts[i]))
        add_term (self, texts[i]);
      guint term = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, texts[i])) - 1;

      g_array_append_val ((GArray *) g_ptr_array_index (self->lexicons, term), lexicon);
    }
}

/* The lexicons of all terms in one row. */
static GArray *
join_lexicons (Builder *self)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (guint i = 0; i < self->terms->len; i++)
    {
      MspTerm *term = &g_array_index (self->terms, MspTerm, i);
      const GArray *lexicons = g_ptr_array_index (self->lexicons, i);

      term->lexicons = joined->len;
      term->n_lexicons = (guint16) lexicons->len;
      g_array_append_vals (joined, lexicons->data, lexicons->len);
    }
  return joined;
}

MspTerms *
msp_terms_new (const MspRules *rules)
{
  MspTerms *self = g_new0 (MspTerms, 1);
  Builder builder = {
    g_array_new (FALSE, FALSE, sizeof (MspTerm)), g_array_new (FALSE, FALSE, sizeof (MspTermForm)),
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref), g_string_new (NULL), g_hash_table_new (g_str_hash, g_str_equal),
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL)
  };

  for (gsize i = 0; i < msp_rules_get_n_lexicons (rules); i++)
    add_lexicon (&builder, (guint16) i, msp_rules_get_lexicon_terms (rules, (int) i));
  GArray *lexicons = join_lexicons (&builder);

  *self = (MspTerms) { .n_terms = builder.terms->len, .n_forms = builder.forms->len, .n_lexicons = lexicons->len,
                       .n_texts = (guint) builder.texts->len };
  self->terms = (const MspTerm *) (gpointer) g_array_free (builder.terms, FALSE);
  self->forms = (const MspTermForm *) (gpointer) g_array_free (builder.forms, FALSE);
  self->lexicons = (const guint16 *) (gpointer) g_array_free (lexicons, FALSE);
  self->texts = g_string_free (builder.texts, FALSE);
  g_ptr_array_unref (builder.lexicons);
  g_hash_table_unref (builder.seen);
  g_hash_table_unref (builder.seen_forms);
  return self;
}

void
msp_terms_put (const MspTerms *self, MspImageWriter *out)
{
  msp_image_put (out, MSP_IMAGE_TERMS, self->terms, sizeof *self->terms, self->n_terms);
  msp_image_put (out, MSP_IMAGE_TERM_FORMS, self->forms, sizeof *self->forms, self->n_forms);
  msp_image_put (out, MSP_IMAGE_TERM_LEXICONS, self->lexicons, sizeof *self->lexicons, self->n_lexicons);
  msp_image_put (out, MSP_IMAGE_TERM_TEXTS, self->texts, 1, self->n_texts);
}

MspTerms *
msp_terms_get (const MspImage *image)
{
  MspTerms *self = g_new0 (MspTerms, 1);

  self->terms = msp_image_get (image, MSP_IMAGE_TERMS, sizeof *self->terms, &self->n_terms);
  self->forms = msp_image_get (image, MSP_IMAGE_TERM_FORMS, sizeof *self->forms, &self->n_forms);
  self->lexicons = msp_image_get (image, MSP_IMAGE_TERM_LEXICONS, sizeof *self->lexicons, &self->n_lexicons);
  self->texts = msp_image_get (image, MSP_IMAGE_TERM_TEXTS, 1, &self->n_texts);
  self->in_place = TRUE;
  return self;
}

void
msp_terms_free (MspTerms *self)
{
  if (self == NULL)
    return;
  if (!self->in_place)
    {
      g_free ((gpointer) self->terms);
      g_free ((gpointer) self->forms);
      g_free ((gpointer) self->lexicons);
      g_free ((gpointer) self->texts);
    }
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
