/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/job.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/fail.h"
#include "cli/modules.h"
#include "cli/progress.h"
#include "cli/sandbox.h"
#include "detect/self-test.h"
#include "format/module.h"
#include "format/ocr.h"
#include "pipeline/confine.h"
#include "pipeline/pool.h"
#include "pipeline/scan.h"
#include "store/case.h"
#include "store/query.h"

/* Bytes that take seconds to read, so that 30 ms for opening every module do not count. */
#define LARGE (G_GUINT64_CONSTANT (256) * 1024 * 1024)

static volatile sig_atomic_t stop_signal;
static MspModuleNotes module_notes;

static void
on_signal (int number)
{
  stop_signal = number;
}

/* What the caller does on these signals holds again behind the scan. */
static const int stop_signals[] = { SIGINT, SIGTERM, SIGHUP };
static struct sigaction caller_actions[G_N_ELEMENTS (stop_signals)];

/* What was ignored stays ignored: nohup, and jobs that a shell put into the background. */
static void
set_handlers (void)
{
  struct sigaction action = { .sa_handler = on_signal };

  sigemptyset (&action.sa_mask);
  for (gsize i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    if (sigaction (stop_signals[i], NULL, &caller_actions[i]) == 0 && caller_actions[i].sa_handler != SIG_IGN)
      (void) sigaction (stop_signals[i], &action, NULL);
}

static void
reset_handlers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    (void) sigaction (stop_signals[i], &caller_actions[i], NULL);
}

void
msp_job_init (MspJob *self)
{
  *self = (MspJob) { .since = G_MININT64, .until = G_MAXINT64 };
  msp_limits_init (&self->limits);
}

/* The evidence is read-only to us: a case file inside an input directory would change what is audited. */
static gboolean
is_outside_inputs (const char *const *roots, const char *case_path)
{
  g_autofree char *directory = g_path_get_dirname (case_path);
  g_autofree char *real = realpath (directory, NULL);

  for (gsize i = 0; real != NULL && roots[i] != NULL; i += 2)
    {
      g_autofree char *root = realpath (roots[i + 1], NULL);
      gsize len = root != NULL ? strlen (root) : 0;

      if (root == NULL || !g_file_test (root, G_FILE_TEST_IS_DIR) || strncmp (real, root, len) != 0)
        continue;
      if (real[len] == '\0' || real[len] == '/' || len == 1)
        {
          msp_fail (MSP_EXIT_USAGE, _("the case file '%s' would lie inside the input '%s'; choose another place with -o"),
                             case_path, roots[i + 1]);
          return FALSE;
        }
    }
  return TRUE;
}

/* The nearest folder above path that is in roots too, or NULL. */
static const char *
find_root_above (GHashTable *roots, const char *path)
{
  g_autofree char *above = g_strdup (path);
  const char *found = NULL;

  for (char *slash = strrchr (above, '/'); slash != NULL && found == NULL && path[1] != '\0'; slash = strrchr (above, '/'))
    {
      slash[slash == above ? 1 : 0] = '\0';
      found = g_hash_table_lookup (roots, above);
      if (slash == above)
        break;
    }
  return found;
}

/* A message counted twice would make the answer wrong. */
gboolean
msp_job_are_apart (const char *const *roots)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; roots[i] != NULL; i += 2)
    if (!g_hash_table_add (seen, (gpointer) roots[i + 1]))
      {
        msp_fail (MSP_EXIT_USAGE, _("'%s' is given twice"), roots[i + 1]);
        return FALSE;
      }
  for (gsize i = 0; roots[i] != NULL; i += 2)
    {
      const char *above = find_root_above (seen, roots[i + 1]);

      if (above != NULL)
        {
          msp_fail (MSP_EXIT_USAGE, _("'%s' lies inside '%s', which is given too"), roots[i + 1], above);
          return FALSE;
        }
    }
  return TRUE;
}

/* What a pipe has given is gone. */
static gboolean
can_resume (const MspJob *self, MspWalk *walk)
{
  const char *const *roots = msp_walk_get_roots (walk);
  gboolean can = self->resumes;
  struct stat info;

  for (gsize i = 0; can && roots[i] != NULL; i += 2)
    can = stat (roots[i + 1], &info) == 0 && (S_ISREG (info.st_mode) || S_ISDIR (info.st_mode));
  return can;
}

static MspCase *
create_case (const MspJob *self, MspWalk *walk, const MspRules *rules, GError **error)
{
  gboolean is_shard = self->shard.count > 1;
  const MspRunRecord run = {
    .tool_version = PACKAGE_VERSION, .rules_hash = msp_rules_get_hash (rules),
    .confinement = msp_confine_get_level (msp_sandbox_get (self->sandbox)),
    .mime_engine = self->engine == MSP_MIME_ENGINE_GMIME ? "gmime" : "auto", .roots = msp_walk_get_roots (walk),
    .options = self->options, .limits = &self->limits, .started = g_get_real_time () / G_USEC_PER_SEC,
    .shard = is_shard ? self->shard.number : 0, .n_shards = is_shard ? self->shard.count : 0,
    .sample_share = self->sample.share, .sample_seed = self->sample.seed,
    .sample_part = msp_sample_get_part (&self->sample, msp_walk_get_total (walk)),
  };

  if (can_resume (self, walk))
    return msp_case_reopen (self->case_path, self->key_file, &run, self->restart, error);
  if (!is_shard && self->sample.share == 0)
    return msp_case_create (self->case_path, self->key_file, &run, error);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("a pipe cannot be divided into shards, nor sampled"));
  return NULL;
}

/* The roots' absolute paths, and where the modules lie. */
static const char **
new_readable (MspWalk *walk)
{
  const char *const *roots = msp_walk_get_roots (walk);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (gsize i = 0; roots[i] != NULL; i += 2)
    g_ptr_array_add (paths, (gpointer) roots[i + 1]);
  g_ptr_array_add (paths, (gpointer) msp_module_get_folder ());
  g_ptr_array_add (paths, NULL);
  return (const char **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

/* What changes no result, and tests want small. */
static guint64
get_test_number (const char *name, guint64 usual)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : usual;
}

/* Bytes from which on a file is cut. A case that was begun as a sample keeps its own. */
static guint64
get_part (MspCase *file)
{
  g_autofree char *part = msp_case_dup_run (file, "sample.part");

  return part != NULL ? MAX (g_ascii_strtoull (part, NULL, 10), 1) : MAX (get_test_number ("MAILSPILL_TEST_PART", MSP_PLAN_PART), 1);
}

static void
tell_continued (const MspJob *self, const MspCheckpoints *checkpoints, const MspScanStats *stats)
{
  g_autofree char *done = g_format_size (msp_checkpoints_get_bytes (checkpoints)), *total = g_format_size (stats->total_bytes);

  if (!self->quiet)
    g_printerr (_("mailspill: going on where the scan was interrupted: %s of %s were done\n"), done, total);
}

/* It takes a processor's time of its own beside the scan, so it has a line of its own. */
static void
tell_hashed (const MspJob *self, const MspScanStats *stats)
{
  if (self->progress == MSP_PROGRESS_TERMINAL && !self->quiet && isatty (STDERR_FILENO))
    g_printerr (_("mailspill: SHA-256 of the inputs: %.2f s of processor time\n"), stats->hash_seconds);
}

static gboolean
run_plan (const MspJob *self, MspWalk *walk, const MspPatterns *patterns, MspCase *file, MspCheckpoints *checkpoints,
          MspScanStats *stats, GError **error)
{
  g_autoptr (MspManifest) manifest = msp_manifest_new ();
  g_autoptr (MspPlan) plan = msp_plan_new (walk, manifest, get_part (file));
  g_autoptr (MspCollector) collector = msp_collector_new (msp_case_get_sink (file), manifest, stats);
  g_autofree const char **readable = new_readable (walk);
  g_autofree char *directory = g_path_get_dirname (self->case_path);
  MspProgress progress;
  const MspPoolRequest request = {
    .plan = plan, .collector = collector, .checkpoints = checkpoints,
    .n_workers = self->jobs > 0 ? self->jobs : g_get_num_processors (),
    .worker = {
      .analyser = {
        .patterns = patterns, .key = msp_case_get_key (file), .limits = &self->limits, .engine = self->engine,
        .since = self->since, .until = self->until,
      },
      .sandbox = msp_sandbox_get (self->sandbox), .readable = readable, .memory = msp_sandbox_get_memory (&self->limits),
      .spool = directory,
    },
    .seconds = self->limits.seconds, .stop = &stop_signal, .progress = msp_progress_update, .progress_data = &progress,
    .stats = stats,
  };
  gboolean good;

  if (checkpoints != NULL)
    msp_plan_set_choice (plan, msp_checkpoints_choose, checkpoints);
  msp_progress_init (&progress, self->progress, checkpoints != NULL ? msp_checkpoints_get_bytes (checkpoints) : 0);
  module_notes.progress = &progress;
  msp_collector_set_module_func (collector, msp_module_notes_take, &module_notes);
  good = msp_pool_run (&request, error);
  module_notes.progress = NULL;
  msp_progress_clear (&progress);
  stats->hash_seconds = msp_manifest_get_cpu_seconds (manifest);
  if (good)
    tell_hashed (self, stats);
  g_autofree char *digest = msp_plan_dup_digest (plan);
  return good && (self->shard.count <= 1 || msp_case_put_run (file, "shard.plan", digest, error));
}

/* Bytes that this job is to read, roughly. */
static guint64
get_share (const MspJob *self, guint64 total)
{
  guint64 share = total / MAX (self->shard.count, 1);

  return self->sample.share > 0 ? (guint64) ((double) share * self->sample.share / 1e6) : share;
}

/* All that is to be done before the case can be finished. */
static gboolean
scan_into (const MspJob *self, MspWalk *walk, const MspPatterns *patterns, MspCase *file, MspSampler *sampler, MspScanStats *stats,
           GError **error)
{
  g_autoptr (MspWalk) inputs = NULL;
  g_autoptr (MspCheckpoints) checkpoints = NULL;

  *stats = (MspScanStats) { .total_bytes = get_share (self, msp_walk_get_total (walk)) };
  if (msp_case_is_scanned (file))
    return TRUE;
  if (!can_resume (self, walk))
    return run_plan (self, walk, patterns, file, NULL, stats, error);
  if (msp_case_is_continued (file))
    inputs = msp_walk_new (self->paths, self->excludes, error);
  if (msp_case_is_continued (file) && inputs == NULL)
    return FALSE;
  checkpoints = msp_checkpoints_new (file, self->shard, inputs, get_part (file), stats, error);
  if (checkpoints == NULL)
    return FALSE;
  msp_checkpoints_set_interval (checkpoints, (gint64) get_test_number ("MAILSPILL_TEST_INTERVAL", MSP_CHECKPOINTS_INTERVAL));
  if (sampler != NULL)
    msp_checkpoints_set_sampler (checkpoints, sampler);
  if (msp_case_is_continued (file))
    tell_continued (self, checkpoints, stats);
  if (!run_plan (self, walk, patterns, file, checkpoints, stats, error))
    return FALSE;
  if (sampler != NULL)
    msp_case_set_sample (file, msp_sampler_get_frame (sampler));
  return TRUE;
}

/* What was written so far stands beside the case's name until it is finished. */
static void
remove_part (const MspJob *self)
{
  g_autofree char *part = g_strconcat (self->case_path, ".part", NULL);

  (void) unlink (part);
}

static MspExit
end_unfinished (const MspJob *self, gboolean kept, const GError *error)
{
  gboolean by_signal = g_error_matches (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_INTERRUPTED);

  if (!by_signal && kept && msp_fail_get_code (error) == MSP_EXIT_INTERNAL
      && !g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_LEDGER))
    return msp_fail (MSP_EXIT_INTERNAL, _("%s; the same command will go on from there"), error->message);
  if (!by_signal)
    return msp_fail_error (error);
  if (!kept)
    remove_part (self);
  (void) msp_fail (MSP_EXIT_INTERNAL, "%s",
                   kept ? _("interrupted: the same command goes on where this one stopped")
                        : _("interrupted: no case file was written"));
  reset_handlers ();
  (void) raise (stop_signal);
  return MSP_EXIT_INTERNAL;
}

static MspExit
get_exit (const MspScanStats *stats, MspCase *file)
{
  MspTotals totals = { 0 };

  /* Whoever only gives a scanned case its name has counted nothing, and what an export promised is known at the end. */
  if ((msp_case_is_scanned (file) || msp_query_has_exports (file)) && msp_query_totals (file, &totals, NULL) && totals.failed > 0)
    return MSP_EXIT_INCOMPLETE;
  return stats->failed > 0 ? MSP_EXIT_INCOMPLETE : MSP_EXIT_OK;
}

/* Indexes and checks of a large case take minutes. A signal ends the process at once: what was committed stays. */
static gboolean
finish_case (const MspJob *self, MspCase *file, GError **error)
{
  MspProgress progress;
  gboolean good;

  reset_handlers ();
  msp_progress_init (&progress, self->progress, 0);
  msp_progress_say (&progress, "finishing", _("all is read; finishing the case file"));
  good = msp_case_finish (file, g_get_real_time () / G_USEC_PER_SEC, error);
  msp_progress_clear (&progress);
  return good;
}

/* FALSE if what was asked for cannot be done. */
static gboolean
start_ocr (const MspJob *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->ocr || msp_ocr_start (&error))
    return TRUE;
  msp_fail (MSP_EXIT_USAGE, _("--ocr cannot be used: %s"), error->message);
  return FALSE;
}

/* They live until the process ends: to give back their many small pieces would take longer than to scan a small mailbox. */
static MspRules *rules;
static MspPatterns *patterns;

MspExit
msp_job_run (const MspJob *self, MspScanStats *out_stats)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "mailspill", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MspWalk) walk = msp_walk_new (self->paths, self->excludes, &error);
  gboolean good;
  guint n_tried = 0;

  rules = walk != NULL ? msp_rules_load (self->rules, &error) : NULL;
  patterns = rules != NULL ? msp_patterns_new (rules, cache, &error) : NULL;
  if (patterns == NULL || (self->self_test && !msp_self_test (rules, patterns, &n_tried, &error)))
    return msp_fail_error (error);
  if (!msp_confine_probe (msp_sandbox_get (self->sandbox), &error))
    return msp_fail (MSP_EXIT_USAGE, "%s", error->message);
  msp_module_notes_begin (&module_notes, get_share (self, msp_walk_get_total (walk)) >= get_test_number ("MAILSPILL_TEST_LARGE", LARGE));
  if (!start_ocr (self))
    return MSP_EXIT_USAGE;
  if (!msp_job_are_apart (msp_walk_get_roots (walk)) || !is_outside_inputs (msp_walk_get_roots (walk), self->case_path))
    return MSP_EXIT_USAGE;
  set_handlers ();
  MspCase *file = create_case (self, walk, rules, &error);
  if (file == NULL)
    {
      reset_handlers ();
      return msp_fail_error (error);
    }
  g_autoptr (MspSampler) sampler = self->sample.share > 0 ? msp_sampler_new (&self->sample) : NULL;
  good = scan_into (self, walk, patterns, file, sampler, out_stats, &error)
         && finish_case (self, file, &error);
  MspExit code = good ? get_exit (out_stats, file) : MSP_EXIT_INTERNAL;
  msp_case_free (file);
  if (!good)
    return end_unfinished (self, can_resume (self, walk), error);
  reset_handlers ();
  return code;
}
