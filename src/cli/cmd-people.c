/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "cli/letters.h"
#include "cli/target.h"
#include "people/roster.h"
#include "report/text-people.h"
#include "report/writer-people.h"

typedef struct {
  char  *target, *decisions, *triggers, *since, *split;
  char **join, **rules, **rest;
  gboolean reveal;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->target);
  g_free (self->decisions);
  g_free (self->triggers);
  g_free (self->since);
  g_free (self->split);
  g_strfreev (self->join);
  g_strfreev (self->rules);
  g_strfreev (self->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->target, N_("Write people.csv to FILE; all tables to the folder FILE/"), N_("FILE") },
    { "decisions", 0, 0, G_OPTION_ARG_FILENAME, &self->decisions, N_("What was decided about persons (CASE.decisions)"), N_("FILE") },
    { "join", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->join, N_("Decide: give it twice, both are one person"), N_("ID") },
    { "split", 0, 0, G_OPTION_ARG_STRING, &self->split, N_("Decide: different names in it are different persons"), N_("ID") },
    { "triggers", 0, 0, G_OPTION_ARG_FILENAME, &self->triggers, N_("Rules of who may have to be told (built in)"), N_("FILE") },
    { "since", 0, 0, G_OPTION_ARG_FILENAME, &self->since, N_("Also changes.csv: against this earlier people.csv"), N_("FILE") },
    { "reveal", 0, 0, G_OPTION_ARG_NONE, &self->reveal,
      N_("letters.csv: raw names and addresses; noted in the case"), NULL },
    { "rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rules, N_("A rule file that the scan was given, for --reveal"), N_("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, N_("CASE") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _("Says who is affected: how many people at least and at most, whose data it is,\n"
                                           "who may have to be told. Everything is masked but in letters.csv."));
  msp_help_set_end (context, NULL,
                    "mailspill people incident.case\n"
                    "mailspill people incident.case -o people/\n"
                    "mailspill people incident.case --split P1f0c2a9b3d4e5f60\n"
                    "mailspill people incident.case --reveal -o letters.csv",
                    _("0  done\n"
                      "2  wrong use: unknown option, no case file, a bad file of decisions\n"
                      "   or triggers\n"
                      "3  --reveal: a source is gone or changed; letters.csv says whose\n"
                      "4  a table cannot be written, or the case is damaged"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return msp_help_parse (context, argc, argv, error);
}

static gboolean
check (const Options *self, GError **error)
{
  guint n_join = self->join != NULL ? g_strv_length (self->join) : 0;
  gboolean folder = self->target != NULL && g_str_has_suffix (self->target, "/");
  const char *wrong = NULL;

  if (self->rest == NULL || g_strv_length (self->rest) != 1)
    wrong = _("name one case file; 'mailspill people --help' explains");
  else if (n_join != 0 && n_join != 2)
    wrong = _("--join takes two persons: give it twice");
  else if (self->since != NULL && !folder && (self->target == NULL || !g_file_test (self->target, G_FILE_TEST_IS_DIR)))
    wrong = _("--since writes a table of changes: name a folder with -o FOLDER/");
  else if (self->reveal && (self->target == NULL || strcmp (self->target, "-") == 0))
    wrong = _("--reveal writes a file that nobody else can read: name it, or a folder, with -o");
  if (wrong != NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, wrong);
  return wrong == NULL;
}

static gboolean
decide (const Options *self, GError **error)
{
  g_autofree char *path = self->decisions != NULL ? g_strdup (self->decisions) : msp_decisions_dup_path (self->rest[0]);

  if (self->join != NULL && !msp_decisions_append (path, self->join[0], self->join[1], error))
    return FALSE;
  return self->split == NULL || msp_decisions_append (path, self->split, NULL, error);
}

static gboolean
is_folder (const Options *self)
{
  return g_str_has_suffix (self->target, "/") || g_file_test (self->target, G_FILE_TEST_IS_DIR);
}

static gboolean
write_roster (const Options *self, MspRoster *roster, const MspTriggers *triggers, GError **error)
{
  const char *no_color = g_getenv ("NO_COLOR");
  gboolean colour = isatty (STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0');

  if (self->target == NULL)
    {
      g_autofree char *text = msp_people_report_dup (roster, triggers, colour);

      g_print ("%s", text);
      return TRUE;
    }
  if (is_folder (self))
    return msp_writer_people_write_all (roster, triggers, self->target, self->since, error);
  return self->reveal || msp_writer_people_write (roster, strcmp (self->target, "-") == 0 ? NULL : self->target, error);
}

static MspExit
run (const Options *self)
{
  MspExit code = MSP_EXIT_OK;
  g_autoptr (GError) error = NULL;
  g_autoptr (MspCase) source = msp_case_open (self->rest[0], &error);
  g_autoptr (MspTriggers) triggers = source != NULL ? msp_triggers_load (self->triggers, &error) : NULL;

  if (triggers == NULL || !msp_target_is_free (source, self->target, &error))
    return msp_fail_error (error);
  if (!decide (self, &error))
    return msp_fail (error->domain == MSP_PEOPLE_ERROR ? MSP_EXIT_USAGE : MSP_EXIT_INTERNAL, "%s", error->message);
  g_autoptr (MspRoster) roster = msp_roster_new (source, self->decisions, triggers, &error);
  if (roster == NULL)
    return msp_fail_error (error);
  if (!write_roster (self, roster, triggers, &error))
    return msp_fail (error->domain == MSP_PEOPLE_ERROR ? MSP_EXIT_USAGE : MSP_EXIT_INTERNAL, "%s", error->message);
  if (self->reveal)
    {
      g_autofree char *letters = is_folder (self) ? g_build_filename (self->target, "letters.csv", NULL) : g_strdup (self->target);

      code = msp_letters_write (source, self->rest[0], roster, (const char *const *) self->rules, letters);
    }
  g_autofree char *decisions = msp_people_dup_decisions (msp_roster_get_totals (roster));
  if (decisions != NULL && self->target != NULL)
    (void) msp_fail (MSP_EXIT_OK, "%s", decisions);
  return code;
}

MspExit
msp_cmd_people (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;

  if (!parse (&options, argc, argv, &error) || !check (&options, &error))
    return msp_fail_error (error);
  return run (&options);
}
