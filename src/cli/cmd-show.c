/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/evidence.h"
#include "cli/fail.h"
#include "cli/help.h"

MspExit
msp_cmd_show (int argc, char **argv)
{
  g_auto (GStrv) words = NULL, rules = NULL;
  g_autoptr (GError) error = NULL;
  gboolean reveal = FALSE;
  const GOptionEntry entries[] = {
    { "reveal", 0, 0, G_OPTION_ARG_NONE, &reveal, N_("Show values as they are; this is noted in the case"), NULL },
    { "rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rules, N_("A rule file that the scan was given"), N_("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &words, NULL, N_("CASE LOCATOR") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _("Shows the evidence behind findings, masked, by reading the source again.\n"
                                           "LOCATOR is a message's or a finding's, as the reports print it."));
  msp_help_set_end (context, NULL,
                    "mailspill show incident.case 'export.zip!/jane/inbox.mbox@48213'\n"
                    "mailspill show incident.case 'export.zip!/jane/inbox.mbox@48213#2.1'",
                    _("0  done\n"
                      "2  wrong use: no case file, no such locator\n"
                      "3  the source is gone or changed\n"
                      "4  internal error, or the case is damaged"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!msp_help_parse (context, argc, argv, &error))
    return msp_fail_error (error);
  if (words == NULL || g_strv_length (words) != 2)
    return msp_fail (MSP_EXIT_USAGE, _("a case file and a locator are needed; 'mailspill show --help' explains"));
  return msp_evidence_print (&(MspEvidenceRequest) { words[0], words[1], (const char *const *) rules, reveal });
}
