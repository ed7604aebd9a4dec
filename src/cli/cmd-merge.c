/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "report/words.h"
#include "store/case.h"
#include "store/query.h"

typedef struct {
  char  *output, *key_file;
  char **rest;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->output);
  g_free (self->key_file);
  g_strfreev (self->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output, N_("Write the joined case here; must be given"), N_("CASE") },
    { "key-file", 0, 0, G_OPTION_ARG_FILENAME, &self->key_file, N_("Use this case key; it must be that of the cases"),
      N_("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, N_("CASE…") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _("Joins the cases of all shards of one scan, or of other files each, into one."));
  msp_help_set_end (context, NULL,
                    "mailspill merge -o incident.case shard1.case shard2.case shard3.case",
                    _("0  done\n"
                      "2  wrong use, or the cases do not fit together\n"
                      "3  done, but an item failed, in a shard or as a promise of an export\n"
                      "4  the joined case cannot be written, or its ledger does not balance"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!msp_help_parse (context, argc, argv, error))
    return FALSE;
  if (self->rest != NULL && self->output != NULL)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                       _("name the cases and, with -o, the joined one; 'mailspill merge --help' explains"));
  return FALSE;
}

/* As 'scan' ends for the whole: what exports promise can be held against all shards only. */
static MspExit
judge (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspCase) source = msp_case_open (path, &error);
  MspTotals totals;

  if (source == NULL || !msp_query_totals (source, &totals, &error))
    return msp_fail (MSP_EXIT_INTERNAL, "%s", error->message);
  if (totals.failed == 0)
    return MSP_EXIT_OK;
  g_autofree char *failed = msp_words_dup_failed (totals.failed);
  return msp_fail (MSP_EXIT_INCOMPLETE, _("%s; 'mailspill report' names what failed"), failed);
}

MspExit
msp_cmd_merge (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;

  if (!parse (&options, argc, argv, &error)
      || !msp_case_merge (options.output, (const char *const *) options.rest, options.key_file, &error))
    return msp_fail_error (error);
  return judge (options.output);
}
