/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/verdict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "store/query.h"

typedef struct {
  const MspPolicy *policy;
  const char      *today;
  MspVerdictFindingFunc func;
  gpointer         user_data;
  guint64         *by_rule;      /* findings that count, for each rule */
  guint64         *by_allow;     /* findings left out, for each permission */
  guint64          findings;
  guint            worst;        /* score of the worst message with a finding that counts */
  char            *worst_locator;
} Counts;

static gboolean
is_in_force (const MspPolicyAllow *allow, const char *today)
{
  return allow->expires[0] == '\0' || strcmp (today, allow->expires) <= 0;
}

/* The item that whole names, or something inside it. */
static gboolean
is_inside (const char *locator, const char *whole)
{
  gsize len = strlen (whole);

  return strncmp (locator, whole, len) == 0 && (locator[len] == '\0' || strchr ("!@#+/", locator[len]) != NULL);
}

static gboolean
allows (const MspPolicyAllow *allow, const MspFindingRow *row)
{
  return (allow->value == NULL || strcmp (allow->value, row->value_key) == 0)
         && (allow->locator == NULL || is_inside (row->locator, allow->locator))
         && (allow->detector == NULL || strcmp (allow->detector, row->detector) == 0);
}

static gboolean
is_allowed (Counts *self, const MspFindingRow *row)
{
  for (guint i = 0; i < self->policy->allows->len; i++)
    {
      const MspPolicyAllow *allow = self->policy->allows->pdata[i];

      if (!is_in_force (allow, self->today) || !allows (allow, row))
        continue;
      self->by_allow[i]++;
      return TRUE;
    }
  return FALSE;
}

static gboolean
applies (const MspPolicyRule *rule, const MspFindingRow *row)
{
  const char *const names[MSP_N_POLICY_SCOPES] = { row->detector, row->category, row->band };

  return strcmp (rule->name, names[rule->scope]) == 0;
}

static void
count_finding (Counts *self, const MspFindingRow *row)
{
  if (is_allowed (self, row))
    return;
  if (self->func != NULL)
    self->func (row, self->user_data);
  self->findings++;
  for (guint i = 0; i < self->policy->rules->len; i++)
    if (applies (self->policy->rules->pdata[i], row))
      self->by_rule[i]++;
  if (row->score <= self->worst)
    return;
  self->worst = row->score;
  g_free (self->worst_locator);
  self->worst_locator = g_strdup (row->locator);
}

static gboolean
count_findings (Counts *self, MspCase *source, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_NEW_FINDINGS, NULL, error);
  MspFindingRow row;
  gboolean end = FALSE;

  while (query != NULL && msp_query_next_finding (query, &row, &end, error) && !end)
    count_finding (self, &row);
  return end;
}

G_GNUC_PRINTF (2, 3)
static void
say (GPtrArray *lines, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (lines, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
verdict_check_clear (gpointer data)
{
  MspVerdictCheck *self = data;

  g_free (self->name);
  g_free (self->violation);
}

/* Takes violation, which is NULL if the condition holds. */
static void
take_check (MspVerdictReport *self, const char *name, char *violation)
{
  const MspVerdictCheck check = { g_strdup (name), violation };

  g_array_append_val (self->checks, check);
}

static void
judge_totals (MspVerdictReport *self, const Counts *counts, const MspTotals *totals, guint64 missing)
{
  const MspPolicy *policy = counts->policy;
  gint64 coverage = 10000;

  if (totals->size + missing > 0)
    coverage = (gint64) (10000.0L * (long double) totals->bytes[MSP_FATE_READ] / ((long double) totals->size + (long double) missing));
  if (policy->max_score != MSP_POLICY_UNSET)
    take_check (self, "max-score", counts->worst <= policy->max_score ? NULL
                : g_strdup_printf (_("max-score: %u, %d allowed, at %s"), counts->worst, (int) policy->max_score, counts->worst_locator));
  if (policy->max_findings != MSP_POLICY_UNSET)
    take_check (self, "max-findings", counts->findings <= (guint64) policy->max_findings ? NULL
                : g_strdup_printf (_("max-findings: %lu, %d allowed"), (gulong) counts->findings, (int) policy->max_findings));
  if (policy->max_failed != MSP_POLICY_UNSET)
    take_check (self, "max-failed", totals->failed <= (guint64) policy->max_failed ? NULL
                : g_strdup_printf (_("max-failed: %lu, %d allowed"), (gulong) totals->failed, (int) policy->max_failed));
  if (policy->min_coverage != MSP_POLICY_UNSET)
    take_check (self, "min-coverage", coverage >= policy->min_coverage ? NULL
                : g_strdup_printf (_("min-coverage: %d.%02d %%, %d.%02d %% needed"), (int) (coverage / 100), (int) (coverage % 100),
                                   (int) (policy->min_coverage / 100), (int) (policy->min_coverage % 100)));
}

static void
judge_rules (MspVerdictReport *self, const Counts *counts)
{
  const MspPolicy *policy = counts->policy;

  for (guint i = 0; i < policy->rules->len; i++)
    {
      const MspPolicyRule *rule = policy->rules->pdata[i];

      g_autofree char *name = g_strdup_printf ("%s %s", msp_policy_scope_get_name (rule->scope), rule->name);

      take_check (self, name, counts->by_rule[i] <= (guint64) rule->max_findings ? NULL
                  : g_strdup_printf (_("%s %s: %lu found, %d allowed"), msp_policy_scope_get_name (rule->scope), rule->name,
                                     (gulong) counts->by_rule[i], (int) rule->max_findings));
    }
  for (guint i = 0; i < policy->allows->len; i++)
    {
      const MspPolicyAllow *allow = policy->allows->pdata[i];

      if (!is_in_force (allow, counts->today))
        say (self->notices, _("allow %s: expired on %s and no longer holds"), allow->name, allow->expires);
      else if (counts->by_allow[i] == 0)
        say (self->notices, _("allow %s: matches nothing"), allow->name);
    }
}

gboolean
msp_verdict_report_fill (MspVerdictReport *self, const MspPolicy *policy, MspCase *source, const char *today,
                         MspVerdictFindingFunc func, gpointer user_data, GError **error)
{
  g_autofree guint64 *by_rule = g_new0 (guint64, policy->rules->len + 1), *by_allow = g_new0 (guint64, policy->allows->len + 1);
  Counts counts = { .policy = policy, .today = today, .by_rule = by_rule, .by_allow = by_allow, .func = func,
                    .user_data = user_data };
  MspTotals totals;
  guint64 missing = 0;

  *self = (MspVerdictReport) { NULL };
  gboolean good = msp_query_totals (source, &totals, error) && msp_query_missing_bytes (source, &missing, error)
                  && count_findings (&counts, source, error);
  if (good)
    {
      self->checks = g_array_new (FALSE, FALSE, sizeof (MspVerdictCheck));
      g_array_set_clear_func (self->checks, verdict_check_clear);
      self->notices = g_ptr_array_new_with_free_func (g_free);
      self->failed = totals.failed;
      judge_totals (self, &counts, &totals, missing);
      judge_rules (self, &counts);
      if (self->checks->len == 0)
        say (self->notices, "%s", _("the policy sets no condition, so that everything passes"));
    }
  g_free (counts.worst_locator);
  return good;
}

void
msp_verdict_report_clear (MspVerdictReport *self)
{
  g_clear_pointer (&self->checks, g_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
}
