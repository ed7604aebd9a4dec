/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/text-people.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "report/access-words.h"
#include "report/terminal.h"
#include "report/words.h"

#define COLUMNS 80
#define WORST 10

char *
msp_people_dup_count (const MspRosterTotals *totals)
{
  g_autofree char *people = msp_words_dup_people (totals->people), *lower = msp_words_dup_number (totals->lower);
  g_autofree char *upper = msp_words_dup_number (totals->upper);

  if (totals->lower == totals->upper)
    return g_steal_pointer (&people);
  /* Translators: "47 people (at least 45, at most 52)" */
  return g_strdup_printf (_("%s (at least %s, at most %s)"), people, lower, upper);
}

static void
append_heading (GString *out, gboolean colour, const char *title)
{
  g_string_append_printf (out, colour ? "\n\033[1m%s\033[0m\n" : "\n%s\n", title);
}

static void
append_answer (GString *out, const MspRosterTotals *totals)
{
  g_autofree char *count = msp_people_dup_count (totals), *minors = msp_words_dup_number (totals->minors);
  g_autofree char *affected = g_strdup_printf (_("Affected: %s, as far as values could be linked to somebody; %s known to be under 18."),
                                               count, minors);
  g_autofree char *orphans = msp_words_dup_findings (totals->orphans), *conflicts = msp_words_dup_number (totals->conflicts);
  g_autofree char *rest = g_strdup_printf (_("Beside them %s belong to nobody that is named (orphans.csv). In conflict, kept apart: %s."),
                                           orphans, conflicts);

  msp_terminal_append_paragraph (out, affected, COLUMNS, 0);
  msp_terminal_append_paragraph (out, rest, COLUMNS, 0);
}

static void
append_roles (GString *out, gboolean colour, const MspRosterTotals *totals)
{
  static const char *const names[MSP_N_ROLES] = {
    N_("whose data it is"), N_("named in it: relatives, references"), N_("senders, by contact data alone"),
    N_("recipients, by contact data alone"), N_("listed, by contact data alone"),
  };

  append_heading (out, colour, _("People by part"));
  for (int i = 0; i < MSP_N_ROLES; i++)
    {
      g_autofree char *number = msp_words_dup_number (totals->by_role[i]);

      g_string_append (out, "  ");
      msp_terminal_append_cell (out, _(names[i]), 46, FALSE);
      msp_terminal_append_cell (out, number, 10, TRUE);
      g_string_append_c (out, '\n');
    }
}

/* Nothing before access has run. */
static void
append_verdicts (GString *out, gboolean colour, const MspRosterTotals *totals)
{
  guint64 all = 0;

  for (int i = 0; i <= MSP_N_VERDICTS; i++)
    all += totals->by_verdict[i];
  if (all == 0)
    return;
  append_heading (out, colour, _("Affected people by the worst that is known of access"));
  for (int i = 0; i <= MSP_N_VERDICTS; i++)
    {
      g_autofree char *number = msp_words_dup_number (totals->by_verdict[i]);

      if (totals->by_verdict[i] == 0)
        continue;
      g_string_append (out, "  ");
      msp_terminal_append_cell (out, msp_access_words_verdict ((MspAccessVerdict) i), 46, FALSE);
      msp_terminal_append_cell (out, number, 10, TRUE);
      g_string_append_c (out, '\n');
    }
}

static gboolean
has_word (const char *list, const char *word)
{
  gsize len = strlen (word);

  for (const char *at = list; at != NULL; at = strchr (at, ';') != NULL ? strchr (at, ';') + 1 : NULL)
    if (strncmp (at, word, len) == 0 && (at[len] == ';' || at[len] == '\0'))
      return TRUE;
  return FALSE;
}

/* How many people each rule is about. */
static guint64 *
count_rules (MspRoster *roster, const MspTriggerInfo *rules, gsize n)
{
  guint64 *counts = g_new0 (guint64, n + 1);
  MspPersonRow row;

  msp_roster_rewind (roster);
  while (msp_roster_next (roster, &row))
    for (gsize i = 0; i < n; i++)
      counts[i] += has_word (row.triggers, rules[i].id);
  return counts;
}

static void
append_info (GString *out, const MspTriggerInfo *info, const char *number, const char *first)
{
  g_autofree char *text = g_strdup_printf ("  %-8s %8s  %s [%s, %s]", first, number, info->title, info->source, info->as_of);

  msp_terminal_append_paragraph (out, text, COLUMNS, 20);
}

static void
append_triggers (GString *out, gboolean colour, MspRoster *roster, const MspTriggers *triggers)
{
  gsize n, n_thresholds;
  const MspTriggerInfo *rules = msp_triggers_get_rules (triggers, &n);
  const MspTriggerInfo *thresholds = msp_triggers_get_thresholds (triggers, &n_thresholds);
  g_autofree guint64 *counts = count_rules (roster, rules, n);

  append_heading (out, colour, _("Who may have to be told: candidates for counsel, not legal advice"));
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *number = msp_words_dup_number (counts[i]);

      if (counts[i] > 0)
        append_info (out, &rules[i], number, rules[i].id);
    }
  for (gsize i = 0; i < n_thresholds; i++)
    for (gsize k = 0; k < n; k++)
      if (strcmp (rules[k].id, thresholds[i].rule) == 0 && counts[k] >= thresholds[i].people)
        {
          g_autofree char *number = msp_words_dup_number (thresholds[i].people);

          append_info (out, &thresholds[i], number, _("above"));
        }
}

static void
append_worst (GString *out, gboolean colour, MspRoster *roster)
{
  MspPersonRow row;
  guint n = 0;

  msp_roster_rewind (roster);
  while (n < WORST && msp_roster_next (roster, &row))
    {
      if (row.role != MSP_ROLE_SUBJECT)
        break;
      if (n++ == 0)
        append_heading (out, colour, _("The most exposed"));
      g_string_append_printf (out, "  %s %3u  ", row.id, row.max_score);
      msp_terminal_append_cell (out, row.name[0] != '\0' ? row.name : _("(no name)"), 20, FALSE);
      g_string_append_c (out, ' ');
      msp_terminal_append (out, row.categories, 32);
      g_string_append_c (out, '\n');
    }
}

char *
msp_people_report_dup (MspRoster *roster, const MspTriggers *triggers, gboolean colour)
{
  GString *out = g_string_new (NULL);
  const MspRosterTotals *totals = msp_roster_get_totals (roster);

  append_answer (out, totals);
  append_roles (out, colour, totals);
  append_verdicts (out, colour, totals);
  append_triggers (out, colour, roster, triggers);
  append_worst (out, colour, roster);
  return g_string_free (out, FALSE);
}
