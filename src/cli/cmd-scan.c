/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-object.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/heap.h"
#include "cli/commands.h"
#include "cli/job.h"
#include "cli/summary.h"
#include "cli/fail.h"
#include "cli/help.h"
#include "cli/sandbox.h"
#include "people/decisions.h"
#include "pipeline/shard-auto.h"

/* Each takes a socket, and of those most systems allow 1024. */
#define JOBS_MAX 1000
#define USUAL_HEAP (24 * 1024 * 1024)   /* most of it the pages that SQLite keeps of the case */

typedef struct {
  MspJob run;
  char      *output, *key_file, *since, *until, *engine, *sandbox, *shard, *sample;
  gint64     seed;
  char     **paths, **rules, **excludes;
  int        jobs;
  gboolean   no_progress, json, quiet;
} Options;

static gboolean
on_limit (const char *option, const char *value, gpointer data, GError **error)
{
  Options *options = data;

  return msp_limits_parse (&options->run.limits, option + strlen ("--max-"), value, error);
}

/* One --max-NAME for every limit; the help lists them apart. */
static void
add_limits (GOptionGroup *group, GStringChunk *strings)
{
  for (const MspLimitInfo *info = msp_limits_get_table (); info->name != NULL; info++)
    {
      g_autofree char *name = g_strconcat ("max-", info->name, NULL);
      const GOptionEntry entries[] = {
        { g_string_chunk_insert (strings, name), 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_CALLBACK, (gpointer) (GCallback) on_limit,
          NULL, "N" },
        G_OPTION_ENTRY_NULL,
      };

      g_option_group_add_entries (group, entries);
    }
}

/* "8M" for whole mebibytes and so on, as the option takes it. */
static char *
dup_amount (guint64 value)
{
  static const char units[] = { 'G', 'M', 'K' };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (value % (G_GUINT64_CONSTANT (1) << (30 - 10 * i)) == 0)
      return g_strdup_printf ("%" G_GUINT64_FORMAT "%c", value >> (30 - 10 * i), units[i]);
  return g_strdup_printf ("%" G_GUINT64_FORMAT, value);
}

static char *
dup_limits_help (const MspLimits *limits)
{
  g_autoptr (GString) out = g_string_new (_("Limits: reaching one is reported. N takes K, M or G; defaults in parentheses."));

  for (const MspLimitInfo *info = msp_limits_get_table (); info->name != NULL; info++)
    {
      g_autofree char *amount = dup_amount (msp_limits_get (limits, info));

      g_string_append_printf (out, "\n  --max-%s=N%*s%s (%s)", info->name, (int) (17 - strlen (info->name)), "", _(info->summary),
                              amount);
    }
  g_string_append_c (out, '\n');
  g_string_append_printf (out, _("\nConfinement on this machine: %s"), msp_confine_get_level (MSP_SANDBOX_AUTO));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static GOptionContext *
new_context (Options *options, GStringChunk *strings)
{
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output, N_("Write the case file here (./mailspill.case)"), N_("CASE") },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs, N_("Work with N processes (one for each processor)"), "N" },
    { "sandbox", 0, 0, G_OPTION_ARG_STRING, &options->sandbox, N_("auto, require or off: confine the processes"),
      "HOW" },
    { "rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->rules, N_("Add or replace detectors from a rule file"), N_("FILE") },
    { "self-test", 0, 0, G_OPTION_ARG_NONE, &options->run.self_test, N_("First try each rule on its own examples"), NULL },
    { "exclude", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->excludes, N_("Skip files whose path or name matches"), N_("GLOB") },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options->since, N_("Skip messages dated before this day"), N_("YYYY-MM-DD") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options->until, N_("Skip messages dated on this day or later"), N_("YYYY-MM-DD") },
    { "key-file", 0, 0, G_OPTION_ARG_FILENAME, &options->key_file, N_("Use this case key, to compare cases by value"),
      N_("FILE") },
    { "shard", 0, 0, G_OPTION_ARG_STRING, &options->shard, N_("Scan share K of N, to be joined by 'mailspill merge'"), "K/N|auto" },
    { "sample", 0, 0, G_OPTION_ARG_STRING, &options->sample, N_("Scan parts drawn by chance, and estimate the whole"), "P%" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, N_("Draw the sample by this number (1)"), "S" },
    { "restart", 0, 0, G_OPTION_ARG_NONE, &options->run.restart, N_("Begin anew, whatever an interrupted scan left"), NULL },
    { "ocr", 0, 0, G_OPTION_ARG_NONE, &options->run.ocr, N_("Read text and codes in pictures, which takes long"), NULL },
    { "mime-engine", 0, 0, G_OPTION_ARG_STRING, &options->engine, N_("auto, or gmime to parse every message with GMime"),
      N_("ENGINE") },
    { "no-progress", 0, 0, G_OPTION_ARG_NONE, &options->no_progress, N_("Show no progress on the terminal"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_("Show progress as JSON, one line a second"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, N_("Print no summary when done"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->paths, NULL, N_("PATH…") },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new (NULL);
  GOptionGroup *group = g_option_group_new ("main", NULL, NULL, options, NULL);
  g_autofree char *limits = dup_limits_help (&options->run.limits);

  g_option_context_set_summary (context, _("Audits mail archives and writes a case file. PATH is a file, a directory\n"
                                           "or - for standard input."));
  msp_help_set_end (context, limits,
                    "mailspill scan /evidence/export -o incident.case\n"
                    "mailspill report incident.case --format csv -o report/\n"
                    "mailspill scan /evidence/export --sample 1%\n"
                    "mailspill scan /evidence/export -o shard3.case --shard 3/8 --key-file all.key",
                    _("0  done\n"
                      "2  wrong use: unknown option, missing path, bad rule file\n"
                      "3  done, but an item failed or an input could not be read; the case says which\n"
                      "4  the case file cannot be written, or its ledger does not balance\n"
                      "Interrupted by a signal or a full disk: the same command goes on from there."));
  g_option_group_add_entries (group, entries);
  add_limits (group, strings);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_set_main_group (context, group);
  return context;
}

static gboolean
parse_day (const char *text, gint64 *out_seconds, GError **error)
{
  g_autofree char *iso = text != NULL ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GDateTime) day = iso != NULL && strlen (text) == 10 ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;

  if (text == NULL)
    return TRUE;
  if (day == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no date of the form YYYY-MM-DD"), text);
      return FALSE;
    }
  *out_seconds = g_date_time_to_unix (day);
  return TRUE;
}

static gboolean
parse_days (Options *options, GError **error)
{
  MspJob *run = &options->run;

  if (!parse_day (options->since, &run->since, error) || !parse_day (options->until, &run->until, error))
    return FALSE;
  if (run->since < run->until)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("no message is dated since %s and before %s"), options->since,
               options->until);
  return FALSE;
}

static gboolean
parse_shard (Options *options, GError **error)
{
  MspShard *shard = &options->run.shard;

  if (options->shard == NULL)
    return TRUE;
  if (strcmp (options->shard, "auto") == 0 ? !msp_shard_auto (shard, error) : !msp_shard_parse (options->shard, shard, error))
    return FALSE;
  if (shard->count == 1 || options->key_file != NULL)
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("--shard needs --key-file, the same for all shards; the first makes it"));
  return FALSE;
}

static gboolean
parse_sample (Options *options, GError **error)
{
  MspSample *sample = &options->run.sample;

  sample->seed = (guint64) options->seed;
  if (options->sample == NULL)
    return TRUE;
  if (options->run.shard.count == 0)
    return msp_sample_parse (options->sample, &sample->share, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("a sample is not divided into shards"));
  return FALSE;
}

/* GOption takes a value only apart from its letter, but "-j4" is what the hand types after years of make. */
static void
part_jobs (int argc, char **argv, GStringChunk *strings)
{
  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++)
    if (g_str_has_prefix (argv[i], "-j") && g_ascii_isdigit (argv[i][2]))
      {
        g_autofree char *word = g_strconcat ("--jobs=", argv[i] + 2, NULL);

        argv[i] = g_string_chunk_insert (strings, word);
      }
}

static gboolean
parse (Options *options, int argc, char **argv, GError **error)
{
  g_autoptr (GStringChunk) strings = g_string_chunk_new (1024);
  g_autoptr (GOptionContext) context = new_context (options, strings);
  MspJob *run = &options->run;

  part_jobs (argc, argv, strings);
  if (!msp_help_parse (context, argc, argv, error) || !parse_days (options, error))
    return FALSE;
  if (options->engine != NULL && strcmp (options->engine, "auto") != 0 && strcmp (options->engine, "gmime") != 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no MIME engine: auto or gmime"), options->engine);
      return FALSE;
    }
  if (!msp_sandbox_parse (options->sandbox, &run->sandbox, error))
    return FALSE;
  if (!parse_shard (options, error) || !parse_sample (options, error))
    return FALSE;
  if (options->jobs < 0 || options->jobs > JOBS_MAX)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%d' is no number of processes: 1 to %d"), options->jobs,
                   JOBS_MAX);
      return FALSE;
    }
  if (options->output != NULL && (options->output[0] == '\0' || strcmp (options->output, "-") == 0 || g_str_has_suffix (options->output, "/")))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("'%s' is no name of a case file"), options->output);
      return FALSE;
    }
  if (options->paths == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _("no path given; 'mailspill scan --help' explains"));
      return FALSE;
    }
  return TRUE;
}

/* The words that change what is found; where the case lies and how progress is shown do not. */
static GStrv
dup_result_options (const Options *options)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  MspLimits defaults;

  msp_limits_init (&defaults);
  if (options->since != NULL)
    g_strv_builder_add_many (builder, "--since", options->since, NULL);
  if (options->until != NULL)
    g_strv_builder_add_many (builder, "--until", options->until, NULL);
  for (gsize i = 0; options->excludes != NULL && options->excludes[i] != NULL; i++)
    g_strv_builder_add_many (builder, "--exclude", options->excludes[i], NULL);
  if (options->engine != NULL)
    g_strv_builder_add_many (builder, "--mime-engine", options->engine, NULL);
  if (options->run.ocr)
    g_strv_builder_add (builder, "--ocr");
  for (const MspLimitInfo *info = msp_limits_get_table (); info->name != NULL; info++)
    if (msp_limits_get (&options->run.limits, info) != msp_limits_get (&defaults, info))
      {
        g_autofree char *word = g_strdup_printf ("--max-%s=%" G_GUINT64_FORMAT, info->name,
                                                 msp_limits_get (&options->run.limits, info));

        g_strv_builder_add (builder, word);
      }
  return g_strv_builder_end (builder);
}

static void
options_clear (Options *options)
{
  g_free (options->output);
  g_free (options->key_file);
  g_free (options->since);
  g_free (options->until);
  g_free (options->engine);
  g_free (options->sandbox);
  g_free (options->shard);
  g_free (options->sample);
  g_strfreev (options->paths);
  g_strfreev (options->rules);
  g_strfreev (options->excludes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

MspExit
msp_cmd_scan (int argc, char **argv)
{
  g_auto (Options) options = { .seed = 1 };
  g_autoptr (GError) error = NULL;
  MspScanStats stats = { 0 };

  msp_job_init (&options.run);
  if (!parse (&options, argc, argv, &error))
    return msp_fail_error (error);
  g_auto (GStrv) words = dup_result_options (&options);
  options.run.paths = (const char *const *) options.paths;
  options.run.rules = (const char *const *) options.rules;
  options.run.excludes = (const char *const *) options.excludes;
  options.run.options = (const char *const *) words;
  options.run.case_path = options.output != NULL ? options.output : "mailspill.case";
  options.run.key_file = options.key_file;
  options.run.engine = g_strcmp0 (options.engine, "gmime") == 0 ? MSP_MIME_ENGINE_GMIME : MSP_MIME_ENGINE_AUTO;
  options.run.jobs = (guint) options.jobs;
  options.run.progress = options.no_progress ? MSP_PROGRESS_NONE : options.json ? MSP_PROGRESS_JSON : MSP_PROGRESS_TERMINAL;
  options.run.resumes = TRUE;
  options.run.quiet = options.quiet;
  /* The summary applies them: who has to mend them should know before the scan, not at its end. */
  g_autoptr (MspDecisions) decisions = options.quiet ? NULL : msp_decisions_load (options.run.case_path, NULL, &error);
  if (error != NULL)
    return msp_fail_error (error);
  msp_heap_ask_for_large_pages (USUAL_HEAP);
  MspExit code = msp_job_run (&options.run, &stats);
  if ((code != MSP_EXIT_OK && code != MSP_EXIT_INCOMPLETE) || options.quiet)
    return code;
  MspExit printed = msp_summary_print (options.run.case_path);
  return printed != MSP_EXIT_OK ? printed : code;
}
