/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cli/commands.h"
#include "report/terminal.h"
#include "report/verdict.h"

typedef struct {
  char  *policy, *baseline, *as_of;
  char **rest;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->policy);
  g_free (self->baseline);
  g_free (self->as_of);
  g_strfreev (self->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse (Options *self, int argc, char **argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "policy", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &self->policy, N_("what may be there; needed"), N_("FILE") },
    { "baseline", 'b', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &self->baseline, N_("count only what this case does not hold"), N_("CASE") },
    { "as-of", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->as_of, N_("the day to judge expiry by, instead of today"), N_("YYYY-MM-DD") },
    { G_OPTION_REMAINING, 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("CASE…"));

  g_option_context_set_summary (context, _("Judges cases by a policy: exit 0 when it holds, 1 when it is violated, 3 when it holds but not all could be read."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return FALSE;
  if (self->rest == NULL || self->policy == NULL)
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("name a policy and what to check; 'mailspill check --help' explains"));
  else if (self->as_of != NULL && !msp_policy_is_date (self->as_of))
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no day such as 2026-12-31"), self->as_of);
  else
    return TRUE;
  return FALSE;
}

static MspExit
fail (const GError *error, MspExit code)
{
  g_printerr (_("mailspill check: %s\n"), error->message);
  return code;
}

static void
print_lines (const char *name, const char *kind, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autofree char *shown = g_filename_display_name (name);

      msp_terminal_append (out, shown, 0);
      g_string_append_printf (out, ": %s: ", kind);
      msp_terminal_append (out, lines->pdata[i], 0);
      g_print ("%s\n", out->str);
    }
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
    return fail (error, MSP_EXIT_USAGE);
  if (!msp_verdict_report_fill (&report, policy, source, today, &error))
    return fail (error, MSP_EXIT_INTERNAL);
  g_autofree char *state = msp_case_dup_run (source, "state");
  print_lines (name, _("violation"), report.violations);
  print_lines (name, _("notice"), report.notices);
  if (g_strcmp0 (state, "unbalanced") == 0)
    return MSP_EXIT_INTERNAL;
  if (report.violations->len > 0)
    return MSP_EXIT_VIOLATED;
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

MspExit
msp_cmd_check (int argc, char **argv)
{
  g_auto (Options) options = { NULL };
  g_autoptr (GError) error = NULL;
  MspExit code = MSP_EXIT_OK;

  if (!parse (&options, argc, argv, &error))
    return fail (error, MSP_EXIT_USAGE);
  g_autoptr (MspPolicy) policy = msp_policy_load (options.policy, &error);
  if (policy == NULL)
    return fail (error, MSP_EXIT_USAGE);
  for (gsize i = 0; options.rest[i] != NULL; i++)
    code = get_worse (code, check_case (&options, policy, options.rest[i], options.rest[i]));
  return code;
}
