/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "cli/target.h"
#include "report/difference.h"
#include "report/text-people.h"
#include "report/words.h"

static gboolean
parse (int argc, char **argv, char **out_target, char ***out_rest, GError **error)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, out_target, N_("Write each difference to this CSV file, or '-'"), N_("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, out_rest, NULL, N_("OLD NEW") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _("Says what one case holds that another does not: findings, scores, people."));
  msp_help_set_end (context, NULL,
                    "mailspill diff monday.case friday.case\n"
                    "mailspill diff monday.case friday.case -o changes.csv",
                    _("0  done, whether they differ or not\n"
                      "2  wrong use: unknown option, no case file\n"
                      "4  a case is damaged, or the file cannot be written"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!msp_help_parse (context, argc, argv, error))
    return FALSE;
  if (*out_rest != NULL && g_strv_length (*out_rest) == 2)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("name two case files; 'mailspill diff --help' explains"));
  return FALSE;
}

static void
print_counts (const MspDifference *found)
{
  g_autofree char *new_findings = msp_words_dup_number (found->new_findings), *gone = msp_words_dup_number (found->gone_findings);
  g_autofree char *changed = msp_words_dup_messages (found->changed_messages), *people = msp_words_dup_number (found->new_people);
  g_autofree char *left = msp_words_dup_number (found->gone_people);

  g_print (_("findings: %s new, %s gone\n"), new_findings, gone);
  g_print (_("scores: %s scored otherwise\n"), changed);
  if (found->shares_key)
    g_print (_("people: %s new, %s gone\n"), people, left);
  else
    g_print ("%s\n", _("people: cannot be compared, since the cases have different keys (scan --key-file)"));
}

static void
print_decisions (const char *path, const MspRosterTotals *totals)
{
  g_autofree char *decisions = msp_people_dup_decisions (totals);

  if (decisions != NULL)
    g_print (_("people of '%s': %s\n"), path, decisions);
}

MspExit
msp_cmd_diff (int argc, char **argv)
{
  g_autofree char *target = NULL;
  g_auto (GStrv) rest = NULL;
  g_autoptr (GError) error = NULL;
  MspDifference found;

  if (!parse (argc, argv, &target, &rest, &error))
    return msp_fail_error (error);
  if (!msp_target_spares (rest[0], target, &error) || !msp_target_spares (rest[1], target, &error))
    return msp_fail_error (error);
  if (!msp_difference_find (rest[0], rest[1], target, &found, &error))
    return msp_fail_error (error);
  if (g_strcmp0 (target, "-") != 0)
    {
      print_counts (&found);
      print_decisions (rest[0], &found.old_totals);
      print_decisions (rest[1], &found.new_totals);
    }
  return MSP_EXIT_OK;
}
