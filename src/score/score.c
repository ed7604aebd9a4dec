/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "score/score.h"

#include "score/bounds.h"

#include <math.h>
#include <string.h>

typedef struct {
  MspCategory category;
  double      risk;
} CategoryRisk;

/* To the nearest whole number, halves to the even one. Rounding to millionths first takes away the last bits, in which the
   mathematics libraries of two platforms may differ. */
static guint
round_percent (double percent)
{
  gint64 millionths = (gint64) floor (percent * 1e6 + 0.5), whole = millionths / 1000000, rest = millionths % 1000000;

  if (rest > 500000 || (rest == 500000 && whole % 2 == 1))
    whole++;
  return (guint) CLAMP (whole, 0, 100);
}

static gint
compare_types (gconstpointer left, gconstpointer right)
{
  const MspScoreType *a = left, *b = right;

  if (a->category != b->category)
    return a->category < b->category ? -1 : 1;
  if (a->risk != b->risk)
    return a->risk > b->risk ? -1 : 1;
  return strcmp (a->detector, b->detector);
}

static gint
compare_categories (gconstpointer left, gconstpointer right)
{
  const CategoryRisk *a = left, *b = right;

  if (a->risk != b->risk)
    return a->risk > b->risk ? -1 : 1;
  return a->category < b->category ? -1 : a->category > b->category;
}

/* Inside a category: 1 - (1 - r1)(1 - r2 / 2)(1 - r3 / 4)(1 - r4 / 4)… */
static GArray *
combine_types (GArray *types)
{
  static const double damping[] = { 1.0, 0.5, 0.25 };
  GArray *categories = g_array_new (FALSE, FALSE, sizeof (CategoryRisk));

  g_array_sort (types, compare_types);
  for (guint i = 0, rank = 0; i < types->len; i++)
    {
      const MspScoreType *type = &g_array_index (types, MspScoreType, i);
      CategoryRisk *last;

      if (i == 0 || type->category != type[-1].category)
        {
          CategoryRisk fresh = { type->category, 0.0 };

          g_array_append_val (categories, fresh);
          rank = 0;
        }
      last = &g_array_index (categories, CategoryRisk, categories->len - 1);
      last->risk = 1.0 - (1.0 - last->risk) * (1.0 - damping[MIN (rank, G_N_ELEMENTS (damping) - 1)] * type->risk);
      rank++;
    }
  g_array_sort (categories, compare_categories);
  return categories;
}

static double
combine_categories (const GArray *categories)
{
  static const double weights[] = { 1.0, 0.6, 0.4, 0.3, 0.2 };
  double rest = 1.0;

  for (guint i = 0; i < categories->len; i++)
    rest *= 1.0 - weights[MIN (i, G_N_ELEMENTS (weights) - 1)] * g_array_index (categories, CategoryRisk, i).risk;
  return 1.0 - rest;
}

static void
add_reason (GString *reasons, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_reason (GString *reasons, const char *format, ...)
{
  va_list args;

  if (reasons->len > 0)
    g_string_append (reasons, "; ");
  va_start (args, format);
  g_string_append_vprintf (reasons, format, args);
  va_end (args);
}

static double
add_bulk (double raw, guint persons, GString *reasons)
{
  double bulk;

  if (persons <= 1)
    return raw;
  bulk = MIN (20.0, 6.0 * log10 ((double) persons)) * raw / 100.0;
  if (round_percent (bulk) > 0)
    add_reason (reasons, "bulk %u persons +%u", persons, round_percent (bulk));
  return raw + bulk;
}

static gboolean
has_attachment_password (const MspScoreInput *input)
{
  for (gsize i = 0; i < input->n_findings; i++)
    if (strcmp (input->findings[i].detector, "cred_attach") == 0)
      return TRUE;
  return FALSE;
}

/* Points that what could not be read may be worth. */
static guint
get_allowance (const MspScoreInput *input)
{
  guint64 unread = MIN (input->unread, input->bytes);
  double share = input->bytes > 0 ? (double) unread / (double) input->bytes : 0.0;
  double most = has_attachment_password (input) ? 25.0 * (unread > 0) : 15.0 * share;

  if (input->unreadable_form)
    most = MAX (most, 15.0);
  if (input->encrypted_body)
    most += 5.0;
  return round_percent (most);
}

static guint
apply_bounds (guint score, const MspScoreInput *input, const GArray *types, gboolean only_tests, GString *reasons)
{
  MspScoreBound lower = msp_score_find_floor (input, types), upper = msp_score_find_cap (types, only_tests);

  if (lower.name != NULL)
    add_reason (reasons, "floor %s %u", lower.name, lower.value);
  if (upper.name != NULL)
    add_reason (reasons, "cap %s %u", upper.name, upper.value);
  return MIN (MAX (score, lower.value), upper.value);
}

static void
score_findings (const MspScoreInput *input, MspScore *out_score, GString *reasons)
{
  gboolean only_tests;
  g_autoptr (GArray) types = msp_score_types_new (input->findings, input->n_findings, &only_tests);
  g_autoptr (GArray) categories = combine_types (types);

  for (guint i = 0; i < categories->len; i++)
    {
      const CategoryRisk *row = &g_array_index (categories, CategoryRisk, i);

      out_score->category_risk[row->category] = row->risk;
      add_reason (reasons, "%s %u %%", msp_category_get_name (row->category), round_percent (100.0 * row->risk));
    }
  out_score->score = round_percent (add_bulk (100.0 * combine_categories (categories), input->persons, reasons));
  out_score->score = apply_bounds (out_score->score, input, types, only_tests, reasons);
}

void
msp_score_message (const MspScoreInput *input, MspScore *out_score)
{
  guint allowance = get_allowance (input);

  *out_score = (MspScore) { .severity = msp_severity_from_score (0) };
  if (input->n_findings == 0 && allowance == 0)
    {
      out_score->reasons = g_strdup ("");
      return;
    }
  GString *reasons = g_string_new (NULL);
  if (input->n_findings > 0)
    score_findings (input, out_score, reasons);
  out_score->score_max = MIN (100, out_score->score + allowance);
  if (out_score->score_max > out_score->score)
    add_reason (reasons, "unread content up to +%u", out_score->score_max - out_score->score);
  out_score->severity = msp_severity_from_score (out_score->score);
  out_score->reasons = g_string_free (reasons, FALSE);
}

void
msp_score_clear (MspScore *score)
{
  g_clear_pointer (&score->reasons, g_free);
}

guint
msp_score_rollup (const MspRollup *rollup)
{
  double max = MIN (rollup->max, 100);
  double more = 0.5 * (100.0 - max) * (1.0 - exp (-(double) rollup->high / 50.0));
  double persons = MIN (10.0, 2.5 * log10 (1.0 + (double) rollup->persons)) * max / 100.0;

  return round_percent (max + more + persons);
}
