/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "score/types.h"

#include <math.h>
#include <string.h>

#define LEAST_CONFIDENCE 40
#define MOST_DISTINCT 64
#define MOST_RISK 0.985

static gint
compare_findings (gconstpointer left, gconstpointer right)
{
  const MspFinding *a = *(const MspFinding *const *) left, *b = *(const MspFinding *const *) right;
  int order = strcmp (a->detector, b->detector);

  return order != 0 ? order : memcmp (a->value_key, b->value_key, sizeof a->value_key);
}

/* The findings that count, sorted by detector and value. */
static GPtrArray *
select_findings (const MspFinding *findings, gsize n_findings, gboolean tests)
{
  GPtrArray *selected = g_ptr_array_new ();

  for (gsize i = 0; i < n_findings; i++)
    if (findings[i].confidence >= LEAST_CONFIDENCE && (tests || (findings[i].flags & MSP_FINDING_TEST) == 0))
      g_ptr_array_add (selected, (gpointer) &findings[i]);
  g_ptr_array_sort (selected, compare_findings);
  return selected;
}

static double
get_identifiability (const MspFinding *finding)
{
  if (!msp_category_is_personal (finding->category) || (finding->flags & MSP_FINDING_STANDS_ALONE) != 0 ||
      finding->link == MSP_LINK_PERSON)
    return 1.0;
  return finding->link == MSP_LINK_ACCOUNT ? 0.75 : 0.55;
}

static void
add_finding (MspScoreType *type, const MspFinding *finding, gboolean new_value)
{
  double identifiable = get_identifiability (finding);

  type->sensitivity = MAX (type->sensitivity, finding->sensitivity);
  type->confidence = MAX (type->confidence, finding->confidence);
  type->identifiable = MAX (type->identifiable, identifiable);
  type->any |= finding->flags;
  type->all &= finding->flags;
  if ((finding->flags & MSP_FINDING_TERM) != 0)
    type->distinct = 1;
  else if (new_value)
    type->distinct += MAX (finding->distinct, 1);
}

static void
compute_risk (MspScoreType *type)
{
  double more = 1.0 + 0.12 * log2 ((double) MIN (type->distinct, MOST_DISTINCT));
  double risk = type->sensitivity / 100.0 * (type->confidence / 100.0) * type->identifiable * more;

  type->risk = MIN (MOST_RISK, risk);
}

GArray *
msp_score_types_new (const MspFinding *findings, gsize n_findings, gboolean *out_only_tests)
{
  GArray *types = g_array_new (FALSE, FALSE, sizeof (MspScoreType));
  g_autoptr (GPtrArray) selected = select_findings (findings, n_findings, FALSE);
  const MspFinding *last = NULL;

  *out_only_tests = FALSE;
  if (selected->len == 0)
    {
      g_clear_pointer (&selected, g_ptr_array_unref);
      selected = select_findings (findings, n_findings, TRUE);
      *out_only_tests = selected->len > 0;
    }
  for (guint i = 0; i < selected->len; i++)
    {
      const MspFinding *finding = selected->pdata[i];
      gboolean new_type = last == NULL || strcmp (last->detector, finding->detector) != 0;

      if (new_type)
        {
          MspScoreType type = { .detector = finding->detector, .category = finding->category, .all = G_MAXUINT32 };

          g_array_append_val (types, type);
        }
      add_finding (&g_array_index (types, MspScoreType, types->len - 1), finding,
                   new_type || memcmp (last->value_key, finding->value_key, sizeof last->value_key) != 0);
      last = finding;
    }
  for (guint i = 0; i < types->len; i++)
    compute_risk (&g_array_index (types, MspScoreType, i));
  return types;
}
