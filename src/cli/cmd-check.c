/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "cli/job.h"
#include "cli/target.h"
#include "detect/rules.h"
#include "report/terminal.h"
#include "report/verdict.h"
#include "report/words.h"
#include "report/writer-junit.h"
#include "report/writer-sarif.h"

typedef struct {
  char     *policy, *baseline, *as_of, *junit_path, *sarif_path;
  char    **rules, **rest;
  MspJunit *junit;        /* NULL: not asked for */
  MspSarif *sarif;
  MspRules *loaded;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->policy);
  g_free (self->baseline);
  g_free (self->as_of);
  g_free (self->junit_path);
  g_free (self->sarif_path);
  msp_junit_free (self->junit);
  msp_sarif_free (self->sarif);
  msp_rules_free (self->loaded);
  g_strfreev (self->rules);
  g_strfreev (self->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "policy", 'p', 0, G_OPTION_ARG_FILENAME, &self->policy, N_("Judge by this policy; must be given"), N_("FILE") },
    { "baseline", 'b', 0, G_OPTION_ARG_FILENAME, &self->baseline, N_("Count only what this case does not hold"), N_("CASE") },
    { "rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rules, N_("Add or replace detectors from a rule file"), N_("FILE") },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &self->as_of, N_("Judge expiry by this day instead of today"), N_("YYYY-MM-DD") },
    { "junit", 0, 0, G_OPTION_ARG_FILENAME, &self->junit_path, N_("Also write the verdict as JUnit XML"), N_("FILE") },
    { "sarif", 0, 0, G_OPTION_ARG_FILENAME, &self->sarif_path, N_("Also write the findings that count as SARIF"), N_("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, N_("PATH|CASE…") },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, _("Judges archives or cases by a policy. Each violation is a line."));
  msp_help_set_end (context, NULL,
                    "mailspill check fixtures/ --policy archive.policy\n"
                    "mailspill check new.case --policy archive.policy --baseline released.case",
                    _("0  the policy holds\n"
                      "1  the policy is violated\n"
                      "2  wrong use: unknown option, missing path, bad policy\n"
                      "3  the policy holds, but an item failed or an input could not be read\n"
                      "4  internal error, or a case is damaged or does not balance"));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!msp_help_parse (context, argc, argv, error))
    return FALSE;
  if (self->rest == NULL || self->policy == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
                         _("name a policy and what to check; 'mailspill check --help' explains"));
  else if (self->as_of != NULL && !msp_policy_is_date (self->as_of))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no day such as 2026-12-31"), self->as_of);
  else
    return TRUE;
  return FALSE;
}

static void
print_line (const char *name, const char *kind, const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *shown = g_filename_display_name (name);

  msp_terminal_append (out, shown, 0);
  g_string_append_printf (out, ": %s: ", kind);
  msp_terminal_append (out, text, 0);
  g_print ("%s\n", out->str);
}

static gboolean
print_violations (const char *name, const MspVerdictReport *report)
{
  gboolean any = FALSE;

  for (guint i = 0; i < report->checks->len; i++)
    {
      const MspVerdictCheck *check = &g_array_index (report->checks, MspVerdictCheck, i);

      if (check->violation == NULL)
        continue;
      print_line (name, _("violation"), check->violation);
      any = TRUE;
    }
  return any;
}

static void
print_lines (const char *name, const char *kind, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    print_line (name, kind, lines->pdata[i]);
}

/* For build servers: what was judged, and whether all of it could be. */
static void
keep (const Options *self, const char *name, const MspVerdictReport *report, const char *state)
{
  g_autofree char *failed = msp_words_dup_failed (report->failed);
  const char *incomplete = report->failed > 0 ? failed : g_strcmp0 (state, "complete") != 0 ? _("the scan of this case was not finished") : NULL;

  if (self->junit != NULL)
    msp_junit_add (self->junit, name, report, incomplete);
  if (self->sarif != NULL)
    msp_sarif_end (self->sarif, name, report, self->loaded);
}

/* Nobody should have to guess why the policy holds and the exit status is not 0. */
static void
tell_incomplete (const char *name, guint64 failed, const char *state)
{
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_free);

  if (failed > 0)
    g_ptr_array_add (notices, msp_words_dup_failed (failed));
  if (g_strcmp0 (state, "sample") == 0)
    g_ptr_array_add (notices, g_strdup (_("this case is a sample: what it does not hold may still be there")));
  else if (g_strcmp0 (state, "complete") != 0)
    g_ptr_array_add (notices, g_strdup (_("the scan of this case was not finished")));
  print_lines (name, _("notice"), notices);
}

/* name is what the user gave, path the case that came of it. */
static MspExit
check_case (const Options *self, const MspPolicy *policy, const char *name, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspCase) source = msp_case_open (path, &error);
  g_auto (MspVerdictReport) report = { NULL };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = self->as_of != NULL ? g_strdup (self->as_of) : g_date_time_format (now, "%Y-%m-%d");

  if (source == NULL || (self->baseline != NULL && !msp_case_attach_baseline (source, self->baseline, &error)))
    return msp_fail_error (error);
  if (self->sarif != NULL)
    msp_sarif_begin (self->sarif);
  if (!msp_verdict_report_fill (&report, policy, source, today, self->sarif != NULL ? msp_sarif_finding : NULL, self->sarif, &error))
    return msp_fail (MSP_EXIT_INTERNAL, "%s", error->message);
  g_autofree char *state = msp_case_dup_run (source, "state");
  gboolean violated = print_violations (name, &report);
  print_lines (name, _("notice"), report.notices);
  keep (self, name, &report, state);
  if (g_strcmp0 (state, "unbalanced") == 0)
    return MSP_EXIT_INTERNAL;
  if (violated)
    return MSP_EXIT_VIOLATED;
  tell_incomplete (name, report.failed, state);
  return report.failed > 0 || g_strcmp0 (state, "complete") != 0 ? MSP_EXIT_INCOMPLETE : MSP_EXIT_OK;
}

/* What was found weighs more than what was not read, and an error more than both. */
static MspExit
get_worse (MspExit a, MspExit b)
{
  static const guint8 weights[] = {
    [MSP_EXIT_OK] = 0, [MSP_EXIT_INCOMPLETE] = 1, [MSP_EXIT_VIOLATED] = 2, [MSP_EXIT_USAGE] = 3, [MSP_EXIT_INTERNAL] = 4,
  };

  return weights[a] >= weights[b] ? a : b;
}

static const char *const scratch_suffixes[] = { "", ".key", ".part", ".part-wal", ".part-shm", ".part-journal", "-journal" };

/* The folder of the case that is thrown away and all that may lie in it, by names ready for a signal handler. */
static struct {
  char *folder;
  char *files[G_N_ELEMENTS (scratch_suffixes)];
} scratch;

static void
remove_scratch (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scratch.files); i++)
    (void) unlink (scratch.files[i]);
  (void) rmdir (scratch.folder);
}

static void
on_signal (int number)
{
  remove_scratch ();
  (void) raise (number);   /* by default, as SA_RESETHAND has it: it takes its course when this returns */
}

static gboolean
make_scratch (GError **error)
{
  static const int signals[] = { SIGHUP, SIGINT, SIGTERM };
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = (int) SA_RESETHAND }, old;

  scratch.folder = g_dir_make_tmp ("mailspill-check-XXXXXX", error);
  if (scratch.folder == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (scratch.files); i++)
    scratch.files[i] = g_strdup_printf ("%s/check.case%s", scratch.folder, scratch_suffixes[i]);
  sigemptyset (&action.sa_mask);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    if (sigaction (signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
      (void) sigaction (signals[i], &action, NULL);
  return TRUE;
}

/* The paths as one case that is gone afterwards; with the baseline's key, so that values can be compared. */
static MspExit
check_paths (const Options *self, const MspPolicy *policy, GPtrArray *paths)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key_file = self->baseline != NULL ? g_strconcat (self->baseline, ".key", NULL) : NULL;
  MspScanStats stats = { 0 };
  MspJob job;

  if (!make_scratch (&error))
    return msp_fail (MSP_EXIT_INTERNAL, "%s", error->message);
  const char *case_path = scratch.files[0], *name = paths->pdata[0];
  g_ptr_array_add (paths, NULL);
  msp_job_init (&job);
  job.paths = (const char *const *) paths->pdata;
  job.case_path = case_path;
  job.key_file = key_file != NULL && g_file_test (key_file, G_FILE_TEST_EXISTS) ? key_file : NULL;
  job.rules = (const char *const *) self->rules;
  job.progress = MSP_PROGRESS_TERMINAL;
  MspExit code = msp_job_run (&job, &stats);
  if (code == MSP_EXIT_OK || code == MSP_EXIT_INCOMPLETE)
    code = get_worse (code, check_case (self, policy, name, case_path));
  remove_scratch ();
  return code;
}

static gboolean
is_rule (const char *id, gpointer rules)
{
  return msp_rules_find (rules, id) != NULL;
}

static MspPolicy *
load_policy (Options *self, GError **error)
{
  g_autoptr (MspPolicy) policy = msp_policy_load (self->policy, error);
  g_autoptr (MspRules) rules = policy != NULL ? msp_rules_load ((const char *const *) self->rules, error) : NULL;

  if (rules == NULL || !msp_policy_check_detectors (policy, self->policy, is_rule, rules, error))
    return NULL;
  self->loaded = g_steal_pointer (&rules);
  return g_steal_pointer (&policy);
}

static gboolean
check_targets (const Options *self, GError **error)
{
  for (gsize i = 0; self->rest[i] != NULL; i++)
    if (!msp_target_spares (self->rest[i], self->junit_path, error) || !msp_target_spares (self->rest[i], self->sarif_path, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_files (const Options *self, GError **error)
{
  return (self->junit == NULL || msp_junit_write (self->junit, self->junit_path, error))
         && (self->sarif == NULL || msp_sarif_write (self->sarif, self->sarif_path, error));
}

MspExit
msp_cmd_check (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  MspExit code = MSP_EXIT_OK;

  if (!parse (&options, argc, argv, &error) || !check_targets (&options, &error))
    return msp_fail_error (error);
  g_autoptr (MspPolicy) policy = load_policy (&options, &error);
  if (policy == NULL)
    return msp_fail_error (error);
  options.junit = options.junit_path != NULL ? msp_junit_new () : NULL;
  options.sarif = options.sarif_path != NULL ? msp_sarif_new () : NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  for (gsize i = 0; options.rest[i] != NULL; i++)
    if (msp_case_is_case (options.rest[i]))
      code = get_worse (code, check_case (&options, policy, options.rest[i], options.rest[i]));
    else if (g_str_has_suffix (options.rest[i], ".case") && g_file_test (options.rest[i], G_FILE_TEST_IS_REGULAR))
      return msp_fail (MSP_EXIT_USAGE, _("'%s' is no case file"), options.rest[i]);
    else
      g_ptr_array_add (paths, options.rest[i]);
  if (paths->len > 0)
    code = get_worse (code, check_paths (&options, policy, paths));
  return write_files (&options, &error) ? code : msp_fail (MSP_EXIT_INTERNAL, "%s", error->message);
}
