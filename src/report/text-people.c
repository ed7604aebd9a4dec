/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/text-people.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "people/duties.h"
#include "report/access-words.h"
#include "report/head-count.h"
#include "report/terminal.h"
#include "report/words.h"

#define COLUMNS 80
#define WORST 10
#define MOST_PLACES 12

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

char *
msp_people_dup_decisions (const MspRosterTotals *totals)
{
  g_autofree char *number = msp_words_dup_number (totals->decisions), *lost = msp_words_dup_number (totals->unknown_decisions);
  g_autofree char *applied = g_strdup_printf (ngettext ("%s decision about persons was applied.", "%s decisions about persons were applied.",
                                                        totals->decisions), number);
  g_autofree char *unknown = g_strdup_printf (ngettext ("%s decision is about nobody in this case.",
                                                        "%s decisions are about nobody in this case.", totals->unknown_decisions), lost);

  if (totals->decisions == 0 && totals->unknown_decisions == 0)
    return NULL;
  return totals->unknown_decisions == 0 ? g_steal_pointer (&applied) : g_strconcat (applied, " ", unknown, NULL);
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
  g_autofree char *orphans = msp_words_dup_number (totals->orphans), *conflicts = msp_words_dup_number (totals->conflicts);
  g_autofree char *rest = g_strdup_printf (ngettext ("Beside them %s finding belongs to nobody that is named (orphans.csv). In conflict,"
                                                     " kept apart: %s.",
                                                     "Beside them %s findings belong to nobody that is named (orphans.csv). In conflict,"
                                                     " kept apart: %s.", msp_words_plural (totals->orphans)), orphans, conflicts);
  g_autofree char *decisions = msp_people_dup_decisions (totals);

  msp_terminal_append_paragraph (out, affected, COLUMNS, 0);
  msp_terminal_append_paragraph (out, rest, COLUMNS, 0);
  if (decisions != NULL)
    msp_terminal_append_paragraph (out, decisions, COLUMNS, 0);
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
    all += totals->standing.by_verdict[i].people;
  if (all == 0)
    return;
  append_heading (out, colour, _("Affected people by the worst that is known of access"));
  for (int i = 0; i <= MSP_N_VERDICTS; i++)
    {
      const MspHeads *heads = &totals->standing.by_verdict[i];
      g_autofree char *number = msp_words_dup_number (heads->people), *bounds = msp_heads_dup_bounds (heads);

      if (heads->upper == 0)
        continue;
      g_string_append (out, "  ");
      msp_terminal_append_cell (out, msp_access_words_verdict ((MspAccessVerdict) i), 46, FALSE);
      msp_terminal_append_cell (out, number, 10, TRUE);
      if (heads->lower != heads->upper)
        g_string_append_printf (out, "  (%s)", bounds);
      g_string_append_c (out, '\n');
    }
}

/* "T1  1 204  name with … (72 hours) [source, date]" */
static void
append_duty (GString *out, const MspDuty *duty)
{
  static const char *const units[] = { "", N_("accounts"), N_("messages") };
  const MspTriggerInfo *info = duty->info;
  g_autofree char *number = msp_words_dup_number (duty->count);
  const char *first = info->rule == NULL ? info->id : duty->place[0] != '\0' ? duty->place : _("above");
  g_autofree char *unit = info->scope != MSP_SCOPE_PERSON ? g_strdup_printf ("%s: ", _(units[info->scope])) : g_strdup ("");
  g_autofree char *deadline = info->deadline != NULL ? g_strdup_printf (" (%s)", _(info->deadline)) : g_strdup ("");
  g_autofree char *text = g_strdup_printf ("  %-8s %8s  %s%s%s [%s, %s]", first, number, unit, _(info->title), deadline, info->source,
                                           info->as_of);

  msp_terminal_append_paragraph (out, text, COLUMNS, 20);
}

static void
append_triggers (GString *out, gboolean colour, MspRoster *roster, const MspTriggers *triggers)
{
  g_autoptr (GArray) duties = msp_duties_new (roster, triggers);

  append_heading (out, colour, _("Who may have to be told: candidates for counsel, not legal advice"));
  for (guint i = 0; i < duties->len; i++)
    append_duty (out, &g_array_index (duties, MspDuty, i));
}

/* The places with the most people. */
static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const MspPlace *x = a, *y = b;

  return x->people != y->people ? (x->people > y->people ? -1 : 1) : strcmp (x->place, y->place);
}

static void
append_places (GString *out, gboolean colour, MspRoster *roster, const MspTriggers *triggers)
{
  g_autoptr (GArray) places = msp_places_new (roster, triggers);

  g_array_sort (places, compare_places);
  append_heading (out, colour, _("Where they live, by addresses and numbers"));
  for (guint i = 0; i < places->len && i < MOST_PLACES; i++)
    {
      const MspPlace *place = &g_array_index (places, MspPlace, i);
      g_autofree char *number = msp_words_dup_number (place->people);

      g_string_append (out, "  ");
      msp_terminal_append_cell (out, place->place[0] != '\0' ? place->place : _("not known"), 46, FALSE);
      msp_terminal_append_cell (out, number, 10, TRUE);
      g_string_append_c (out, '\n');
    }
  if (places->len > MOST_PLACES)
    g_string_append_printf (out, "  %s\n", _("… and others: by_state.csv has all."));
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
  append_places (out, colour, roster, triggers);
  append_worst (out, colour, roster);
  return g_string_free (out, FALSE);
}
