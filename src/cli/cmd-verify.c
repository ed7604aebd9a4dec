/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "report/exports.h"
#include "report/terminal.h"
#include "report/verify.h"
#include "report/words.h"

#define COLUMNS 80

static const struct {
  MspCaseCheck check;
  const char  *title;
} checks[] = {
  { MSP_CASE_CHECK_FILE, N_("file structure") },
  { MSP_CASE_CHECK_REFERENCES, N_("references") },
  { MSP_CASE_CHECK_LEDGER, N_("ledger") },
};

/* From the mail or from the system: shown so that it cannot steer the terminal. */
static void
print_line (const char *title, const char *result)
{
  g_autoptr (GString) line = g_string_new (NULL);

  msp_terminal_append (line, title, 0);
  g_string_append (line, ": ");
  msp_terminal_append (line, result, 0);
  g_print ("%s\n", line->str);
}

static void
print_difference (const char *locator, const char *why, gpointer user_data)
{
  g_autofree char *missing = why != NULL ? g_strdup_printf (_("MISSING: %s"), why) : NULL;

  print_line (locator, missing != NULL ? missing : _("CHANGED: its SHA-256 is another than at the scan"));
}

static gboolean
run_checks (MspCase *source, GError **error)
{
  gboolean good = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *broken = NULL;

      if (!msp_case_check (source, checks[i].check, &broken, error))
        return FALSE;
      print_line (_(checks[i].title), broken != NULL ? broken : _("ok"));
      good = good && broken == NULL;
    }
  return good;
}

static MspExit
run_inputs (MspCase *source, GError **error)
{
  MspVerifyCounts counts;

  if (!msp_verify_inputs (source, print_difference, NULL, &counts, error))
    return MSP_EXIT_INTERNAL;
  g_autofree char *unchanged = msp_words_dup_number (counts.unchanged), *changed = msp_words_dup_number (counts.changed);
  g_autofree char *missing = msp_words_dup_number (counts.missing), *unhashed = msp_words_dup_number (counts.unhashed);
  g_print (_("inputs: %s unchanged, %s changed, %s missing, %s never hashed\n"), unchanged, changed, missing, unhashed);
  return counts.changed + counts.missing > 0 ? MSP_EXIT_INCOMPLETE : MSP_EXIT_OK;
}

/* What makes a scan end with 3 is no less broken later. */
static MspExit
run_exports (MspCase *source, GError **error)
{
  g_autofree char *sentence = msp_exports_dup_sentence (source, error);
  g_autoptr (MspQuery) query = sentence != NULL ? msp_query_new (source, MSP_VIEW_BROKEN_PROMISES, NULL, error) : NULL;
  MspProblemRow row;
  gboolean end = FALSE, any = FALSE;

  while (query != NULL && msp_query_next_problem (query, &row, &end, error) && !end)
    {
      any = TRUE;
      print_line (row.locator, row.detail);
    }
  if (sentence != NULL)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      msp_terminal_append_paragraph (out, sentence, COLUMNS, 0);
      g_print ("%s", out->str);
    }
  return any ? MSP_EXIT_INCOMPLETE : MSP_EXIT_OK;
}

static char *
parse (int argc, char **argv, GError **error)
{
  g_auto (GStrv) rest = NULL;
  const GOptionEntry entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, N_("CASE") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _("Checks that a case is whole: its file, its ledger, and that the inputs are\n"
                                           "what was scanned. Says what exports promise and do not hold."));
  msp_help_set_end (context, NULL,
                    "mailspill verify incident.case",
                    _("0  all is as it was\n"
                      "2  wrong use: unknown option, no case file\n"
                      "3  an input changed or is missing, or an export does not hold what it\n"
                      "   promises\n"
                      "4  the case is damaged, or its ledger does not balance"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!msp_help_parse (context, argc, argv, error))
    return NULL;
  if (rest != NULL && g_strv_length (rest) == 1)
    return g_strdup (rest[0]);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("name one case file; 'mailspill verify --help' explains"));
  return NULL;
}

MspExit
msp_cmd_verify (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = parse (argc, argv, &error);
  g_autoptr (MspCase) source = path != NULL ? msp_case_open (path, &error) : NULL;

  if (source == NULL)
    return msp_fail_error (error);
  gboolean good = run_checks (source, &error);
  MspExit inputs = error == NULL ? run_inputs (source, &error) : MSP_EXIT_INTERNAL;
  MspExit exports = error == NULL ? run_exports (source, &error) : MSP_EXIT_INTERNAL;
  if (error != NULL)
    return msp_fail (MSP_EXIT_INTERNAL, "%s", error->message);
  if (!good)
    return MSP_EXIT_INTERNAL;
  return inputs != MSP_EXIT_OK ? inputs : exports;
}
