/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms-search.h"

#include <string.h>

#include "detect/forms-table.h"

static const char *const words[] = {
  "tdy", "tax", "classification", "passport", "skills", "confidentialit", "personnel", "assessment", "ub-04", "selection",
  "discharge", "illness", "deposit", "questionnaire", "withholding", "card/deers", "authorization", "award/contract",
  "quotations", "submittedrequest", "eligibility", "uniform", "geheimhaltung", "citizenship", "emergency", "defense",
  "disclosure", "cms-1450", "e-qip", "solicitation", "confidencialid", "claim",
};

#define N_WORDS G_N_ELEMENTS (words)

typedef struct {
  GArray *titles;               /* MspFormTitle, those of a word together */
  guint   first[N_WORDS + 1];   /* of each word */
} Index;

static void
add_titles (Index *index, const char *word)
{
  const MspFormInfo *table = msp_forms_get_table ();

  for (guint form = 0; table[form].id != NULL; form++)
    for (guint n = 0; table[form].titles[n] != NULL; n++)
      {
        const char *inside = strstr (table[form].titles[n], word);
        MspFormTitle title = { (guint8) form, (guint8) n, (guint8) (inside != NULL ? inside - table[form].titles[n] : 0) };

        if (inside != NULL)
          g_array_append_val (index->titles, title);
      }
}

static const Index *
get_index (void)
{
  static Index index;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      index.titles = g_array_new (FALSE, FALSE, sizeof (MspFormTitle));
      for (guint i = 0; i < N_WORDS; i++)
        {
          add_titles (&index, words[i]);
          index.first[i + 1] = index.titles->len;
        }
      g_once_init_leave (&ready, 1);
    }
  return &index;
}

guint
msp_forms_get_n_words (void)
{
  return N_WORDS;
}

const char *
msp_forms_get_word (guint index)
{
  return words[index];
}

const MspFormTitle *
msp_forms_get_titles (guint word, guint *out_n)
{
  const Index *index = get_index ();

  *out_n = index->first[word + 1] - index->first[word];
  return &g_array_index (index->titles, MspFormTitle, index->first[word]);
}
