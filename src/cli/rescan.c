/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/rescan.h"

#include <glib/gi18n.h>

#include "cli/fail.h"
#include "cli/sandbox.h"
#include "format/module.h"
#include "report/roots.h"

/* Where the inputs lay, or where they lie now below the current directory, and the modules. */
static char **
dup_readable (const char *const *roots)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (gsize i = 0; roots[i] != NULL; i += 2)
    {
      g_ptr_array_add (paths, g_strdup (roots[i + 1]));
      g_ptr_array_add (paths, g_canonicalize_filename (roots[i], NULL));
    }
  g_ptr_array_add (paths, g_strdup (msp_module_get_folder ()));
  g_ptr_array_add (paths, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}

/* The limits of the scan: with others, other bytes would have been read. */
static gboolean
read_limits (MspCase *file, MspLimits *out_limits, GError **error)
{
  msp_limits_init (out_limits);
  for (const MspLimitInfo *info = msp_limits_get_table (); info->name != NULL; info++)
    {
      g_autofree char *key = g_strconcat ("limit.", info->name, NULL), *value = msp_case_dup_run (file, key);

      if (value != NULL && !msp_limits_parse (out_limits, info->name, value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
msp_rescan_init_sources (MspRescan *self, MspCase *file, GError **error)
{
  static const guint8 no_key[MSP_KEY_LEN];
  g_autofree char *engine = msp_case_dup_run (file, "mime_engine");

  *self = (MspRescan) { .roots = msp_roots_dup (file, error) };
  if (self->roots == NULL || !read_limits (file, &self->limits, error))
    return FALSE;
  self->analyser = (MspAnalyserConfig) {
    .key = no_key, .limits = &self->limits,
    .engine = g_strcmp0 (engine, "gmime") == 0 ? MSP_MIME_ENGINE_GMIME : MSP_MIME_ENGINE_AUTO,
    .since = G_MININT64, .until = G_MAXINT64,
  };
  return TRUE;
}

gboolean
msp_rescan_init (MspRescan *self, MspCase *file, const char *const *rules, GError **error)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "mailspill", NULL);

  if (!msp_rescan_init_sources (self, file, error))
    return FALSE;
  self->rules = msp_rules_load (rules, error);
  self->patterns = self->rules != NULL ? msp_patterns_new (self->rules, cache, error) : NULL;
  self->analyser.patterns = self->patterns;
  if (msp_case_get_key (file) != NULL)
    self->analyser.key = msp_case_get_key (file);
  return self->patterns != NULL;
}

void
msp_rescan_shut_in (MspRescan *self, const char *case_path, MspSandbox sandbox)
{
  self->readable = dup_readable ((const char *const *) self->roots);
  self->directory = g_path_get_dirname (case_path);
  self->worker = (MspWorkerConfig) {
    .analyser = self->analyser, .sandbox = sandbox,
    .readable = (const char *const *) self->readable, .memory = msp_sandbox_get_memory (&self->limits), .spool = self->directory,
  };
  self->reread = (MspRereadConfig) { &self->worker, (const char *const *) self->roots, self->limits.seconds };
}

/* Other rules can find other things: whoever compares must know. */
void
msp_rescan_warn (const MspRescan *self, MspCase *file)
{
  g_autofree char *hash = msp_case_dup_run (file, "rules_hash");

  if (g_strcmp0 (hash, msp_rules_get_hash (self->rules)) != 0)
    (void) msp_fail (MSP_EXIT_OK, "%s",
                     _("the rules are not those of the scan, so findings and score can differ; name its rule files with --rules"));
}

void
msp_rescan_clear (MspRescan *self)
{
  g_clear_pointer (&self->patterns, msp_patterns_free);
  g_clear_pointer (&self->rules, msp_rules_free);
  g_clear_pointer (&self->roots, g_strfreev);
  g_clear_pointer (&self->readable, g_strfreev);
  g_clear_pointer (&self->directory, g_free);
}

gboolean
msp_rescan_note_reveal (const char *case_path, const char *what, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *when = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  return msp_case_note_reveal (case_path, when, what, error);
}
