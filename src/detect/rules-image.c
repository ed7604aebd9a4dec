/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/rules-image.h"

#include <string.h>

#include "detect/rules-private.h"

/* What MspRule points to: texts, which are kept by where they begin among all texts, and rows of numbers. */
static const gsize texts_of_rule[] = {
  offsetof (MspRule, id), offsetof (MspRule, title), offsetof (MspRule, first), offsetof (MspRule, head), offsetof (MspRule, pattern),
  offsetof (MspRule, type), offsetof (MspRule, country), offsetof (MspRule, note), offsetof (MspRule, examples),
  offsetof (MspRule, counterexamples), offsetof (MspRule, place),
};

static const struct {
  gsize offset;
  guint size;     /* in numbers */
} rows_of_rule[] = {
  { offsetof (MspRule, negative), 1 }, { offsetof (MspRule, distinct), sizeof (MspRuleStep) / sizeof (guint) },
  { offsetof (MspRule, required_rules), 1 }, { offsetof (MspRule, required_lexicons), 1 },
};

typedef struct {
  MspRule rule;                                  /* without what it points to */
  guint32 texts[G_N_ELEMENTS (texts_of_rule)];   /* NO_TEXT for none */
  guint32 validator;                             /* its index + 1, 0 for none */
} KeptRule;

#define NO_TEXT G_MAXUINT32

static char **
get_text_field (MspRule *rule, guint i)
{
  return (char **) (gpointer) ((guint8 *) rule + texts_of_rule[i]);
}

static GArray **
get_row_field (MspRule *rule, guint i)
{
  return (GArray **) (gpointer) ((guint8 *) rule + rows_of_rule[i].offset);
}

static guint32
put_text (GString *texts, const char *text)
{
  guint32 at = (guint32) texts->len;

  if (text == NULL)
    return NO_TEXT;
  g_string_append_len (texts, text, (gssize) strlen (text) + 1);
  return at;
}

/* Each row behind its length. */
static void
put_rule (const MspRule *rule, KeptRule *kept, GString *texts, GArray *numbers)
{
  kept->rule = *rule;
  kept->validator = rule->validator != NULL ? (guint32) (rule->validator - msp_validators_get_table ()) + 1 : 0;
  kept->rule.validator = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (texts_of_rule); i++)
    {
      char **text = get_text_field (&kept->rule, i);

      kept->texts[i] = put_text (texts, *text);
      *text = NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows_of_rule); i++)
    {
      GArray **row = get_row_field (&kept->rule, i);

      g_array_append_val (numbers, (*row)->len);
      g_array_append_vals (numbers, (*row)->data, (*row)->len * rows_of_rule[i].size);
      *row = NULL;
    }
}

static void
put_rules (const MspRules *self, GString *texts, MspImageWriter *out)
{
  g_autofree KeptRule *kept = g_new0 (KeptRule, self->rules->len);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < self->rules->len; i++)
    put_rule (g_ptr_array_index (self->rules, i), &kept[i], texts, numbers);
  msp_image_put (out, MSP_IMAGE_RULES, kept, sizeof *kept, self->rules->len);
  msp_image_put (out, MSP_IMAGE_RULE_NUMBERS, numbers->data, sizeof (guint32), numbers->len);
}

void
msp_rules_put (const MspRules *self, MspImageWriter *out)
{
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autoptr (GArray) lexicons = g_array_new (FALSE, FALSE, sizeof (guint32));

  put_text (texts, self->hash);
  put_rules (self, texts, out);
  for (guint i = 0; i < self->lexicons->len; i++)
    {
      const MspRuleLexicon *lexicon = g_ptr_array_index (self->lexicons, i);
      guint32 n = lexicon->terms->len - 1, first = put_text (texts, lexicon->key);

      g_array_append_val (lexicons, first);
      g_array_append_val (lexicons, n);
      for (guint j = 0; j < n; j++)
        put_text (texts, g_ptr_array_index (lexicon->terms, j));
    }
  msp_image_put (out, MSP_IMAGE_LEXICONS, lexicons->data, sizeof (guint32), lexicons->len);
  msp_image_put (out, MSP_IMAGE_TEXTS, texts->str, 1, texts->len);
}

/* Most rows are empty: they share one. */
static GArray *
get_row (const guint32 **numbers, guint size, GArray *empty)
{
  guint n = *(*numbers)++;
  const guint32 *row = *numbers;

  *numbers += n * size;
  return n == 0 ? g_array_ref (empty) : g_array_append_vals (g_array_sized_new (FALSE, FALSE, size * sizeof *row, n), row, n);
}

static void
get_rules (MspRules *self, const MspImage *image, const char *texts)
{
  guint n, n_numbers;
  const KeptRule *kept = msp_image_get (image, MSP_IMAGE_RULES, sizeof *kept, &n);
  const guint32 *numbers = msp_image_get (image, MSP_IMAGE_RULE_NUMBERS, sizeof *numbers, &n_numbers);
  g_autoptr (GArray) empty = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->rules_in_one = g_new (MspRule, n);
  for (guint i = 0; i < n; i++)
    {
      MspRule *rule = &self->rules_in_one[i];

      *rule = kept[i].rule;
      for (guint j = 0; j < G_N_ELEMENTS (texts_of_rule); j++)
        *get_text_field (rule, j) = kept[i].texts[j] != NO_TEXT ? (char *) texts + kept[i].texts[j] : NULL;
      for (guint j = 0; j < G_N_ELEMENTS (rows_of_rule); j++)
        *get_row_field (rule, j) = get_row (&numbers, rows_of_rule[j].size, empty);
      if (kept[i].validator > 0)
        rule->validator = &msp_validators_get_table ()[kept[i].validator - 1];
      g_ptr_array_add (self->rules, rule);
      g_hash_table_insert (self->by_id, rule->id, GUINT_TO_POINTER (i + 1));
    }
}

static void
get_lexicon (MspRules *self, const char *text, guint n)
{
  MspRuleLexicon *lexicon = g_new (MspRuleLexicon, 1);

  lexicon->key = (char *) text;
  lexicon->terms = g_ptr_array_sized_new (n + 1);
  for (guint i = 0; i < n; i++)
    {
      text += strlen (text) + 1;
      g_ptr_array_add (lexicon->terms, (char *) text);
    }
  g_ptr_array_add (lexicon->terms, NULL);
  g_ptr_array_add (self->lexicons, lexicon);
  g_hash_table_insert (self->by_lexicon, lexicon->key, GUINT_TO_POINTER (self->lexicons->len));
}

static void
free_rule (gpointer data)
{
  MspRule *rule = data;

  for (guint i = 0; i < G_N_ELEMENTS (rows_of_rule); i++)
    g_array_unref (*get_row_field (rule, i));
}

static void
free_lexicon (gpointer data)
{
  g_ptr_array_unref (((MspRuleLexicon *) data)->terms);
  g_free (data);
}

MspRules *
msp_rules_get_of_image (const MspImage *image)
{
  MspRules *self = g_new0 (MspRules, 1);
  guint n;
  const char *texts = msp_image_get (image, MSP_IMAGE_TEXTS, 1, &n);
  const guint32 *lexicons = msp_image_get (image, MSP_IMAGE_LEXICONS, sizeof *lexicons, &n);

  self->image = image;
  self->rules = g_ptr_array_new_with_free_func (free_rule);
  self->lexicons = g_ptr_array_new_with_free_func (free_lexicon);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_lexicon = g_hash_table_new (g_str_hash, g_str_equal);
  self->allow = msp_allow_new ();
  self->hash = g_strdup (texts);
  get_rules (self, image, texts);
  for (guint i = 0; i < n; i += 2)
    get_lexicon (self, texts + lexicons[i], lexicons[i + 1]);
  return self;
}
