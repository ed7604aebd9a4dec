/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/evidence.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "cli/fail.h"
#include "container/reader.h"
#include "model/locator.h"
#include "pipeline/excerpt.h"
#include "pipeline/locate.h"
#include "pipeline/scan.h"
#include "report/roots.h"
#include "report/terminal.h"
#include "store/query.h"

typedef struct {
  MspSink     sink;
  GHashTable *texts;      /* section to its text as scanned */
  char       *section;    /* wanted, or NULL for all */
  guint64     offset;     /* wanted, or G_MAXUINT64 */
} Evidence;

static void
keep_text (gpointer data, const MspUnit *unit, const MspText *text)
{
  Evidence *self = data;

  g_hash_table_replace (self->texts, g_strdup (unit->section), g_string_new_len (text->text->str, (gssize) text->text->len));
}

static void
print_field (const char *name, const char *value)
{
  g_autoptr (GString) line = g_string_new ("  ");

  if (*value == '\0')
    return;
  msp_terminal_append_cell (line, name, 12, FALSE);
  msp_terminal_append (line, value, 0);
  g_print ("%s\n", line->str);
}

static void
print_message (const MspMessageRecord *message)
{
  g_autoptr (GDateTime) date = message->date != MSP_DATE_UNKNOWN ? g_date_time_new_from_unix_utc (message->date) : NULL;
  g_autofree char *when = date != NULL ? g_date_time_format_iso8601 (date) : NULL;
  g_autofree char *score = g_strdup_printf ("%u, %s", message->score, msp_severity_get_name (message->severity));

  g_autoptr (GString) locator = g_string_new (NULL);

  msp_terminal_append (locator, message->locator, 0);
  g_print ("%s\n", locator->str);
  print_field (_("Mailbox"), message->mailbox);
  print_field (_("Folder"), message->folder);
  print_field (_("Date"), when != NULL ? when : "");
  print_field (_("From"), message->from);
  print_field (_("To"), message->recipients);
  print_field (_("Subject"), message->subject);
  print_field (_("Score"), score);
  print_field (_("because"), message->score_reasons);
}

static void
print_finding (const Evidence *self, const MspMessageRecord *message, gsize which)
{
  const MspFinding *finding = &message->findings[which];
  const GString *text = g_hash_table_lookup (self->texts, finding->section);
  g_autoptr (GString) locator = g_string_new (NULL);
  g_autofree char *excerpt = text != NULL
    ? msp_excerpt_dup (text->str, text->len, message->findings, message->n_findings, which) : NULL;

  msp_locator_append_section (locator, finding->section);
  msp_locator_append_text (locator, finding->start);
  g_print ("\n%s  %s  %s %u  %s\n", locator->str, finding->detector, msp_band_get_name (finding->band), finding->confidence,
           msp_category_get_name (finding->category));
  print_field (_("value"), finding->masked);
  print_field (_("label"), finding->label != NULL ? finding->label : "");
  print_field (_("context"), excerpt != NULL ? excerpt : "");
  print_field (_("because"), finding->reasons);
}

static gboolean
is_asked_for (const Evidence *self, const MspFinding *finding)
{
  gsize len = self->section != NULL ? strlen (self->section) : 0;

  if (self->section != NULL
      && (strncmp (finding->section, self->section, len) != 0 || (finding->section[len] != '\0' && finding->section[len] != '.')))
    return FALSE;
  return self->offset == G_MAXUINT64 || (finding->start <= self->offset && self->offset < finding->end);
}

static gboolean
print_record (MspSink *sink, const MspMessageRecord *message, GError **error)
{
  const Evidence *self = (const Evidence *) (const void *) sink;
  gsize shown = 0;

  print_message (message);
  for (gsize i = 0; i < message->n_findings; i++)
    if (is_asked_for (self, &message->findings[i]))
      {
        print_finding (self, message, i);
        shown++;
      }
  if (shown == 0)
    g_print ("\n%s\n", _("No finding here."));
  return TRUE;
}

static const MspSinkClass evidence_class = { print_record, NULL, NULL };

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

/* The section and text steps at the end of the locator. */
static gboolean
read_target (Evidence *self, const char *locator, GError **error)
{
  g_autoptr (GPtrArray) steps = msp_locator_parse (locator, error);

  self->offset = G_MAXUINT64;
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const MspStep *step = g_ptr_array_index (steps, i);

      if (step->kind == MSP_STEP_SECTION)
        {
          g_free (self->section);
          self->section = g_strdup (step->name);
        }
      else if (step->kind == MSP_STEP_TEXT)
        self->offset = step->offset;
    }
  return steps != NULL;
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

/* Other rules can find other things: whoever compares must know. */
static void
warn_of_other_rules (MspCase *file, const MspRules *rules)
{
  g_autofree char *hash = msp_case_dup_run (file, "rules_hash");

  if (g_strcmp0 (hash, msp_rules_get_hash (rules)) != 0)
    (void) msp_fail (MSP_EXIT_OK, "%s",
                     _("the rules are not those of the scan, so findings and score can differ; name its rule files with --rules"));
}

static gboolean
show (Evidence *self, MspCase *file, const MspEvidenceRequest *request, GError **error)
{
  g_autoptr (MspRules) rules = msp_rules_load (request->rules, error);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "mailspill", NULL);
  g_autoptr (MspPatterns) patterns = rules != NULL ? msp_patterns_new (rules, cache, error) : NULL;
  g_auto (GStrv) roots = patterns != NULL ? msp_roots_dup (file, error) : NULL;
  g_autofree char *engine = msp_case_dup_run (file, "mime_engine");
  static const guint8 no_key[MSP_KEY_LEN];
  MspLimits limits;

  if (roots == NULL || !read_limits (file, &limits, error))
    return FALSE;
  warn_of_other_rules (file, rules);
  const MspAnalyserConfig config = {
    .patterns = patterns, .key = msp_case_get_key (file) != NULL ? msp_case_get_key (file) : no_key, .limits = &limits,
    .engine = g_strcmp0 (engine, "gmime") == 0 ? MSP_MIME_ENGINE_GMIME : MSP_MIME_ENGINE_AUTO,
    .since = G_MININT64, .until = G_MAXINT64,
  };
  g_autoptr (MspAnalyser) analyser = msp_analyser_new (&config);
  const MspLocateRequest locate = { (const char *const *) roots, &limits, analyser };
  msp_analyser_observe (analyser, keep_text, self);
  return msp_locate (&locate, request->locator, &self->sink, error);
}

static MspExit
fail (const GError *error)
{
  if (g_error_matches (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_NOT_FOUND))
    return msp_fail (MSP_EXIT_USAGE, "%s", error->message);
  if (error->domain == G_IO_ERROR || error->domain == MSP_CONTAINER_ERROR)
    return msp_fail (MSP_EXIT_INCOMPLETE, "%s", error->message);
  return msp_fail_error (error);
}

MspExit
msp_evidence_print (const MspEvidenceRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspCase) file = msp_case_open (request->case_path, &error);
  Evidence self = { .sink = { &evidence_class } };
  gboolean good;

  if (file == NULL)
    return msp_fail (MSP_EXIT_USAGE, "%s", error->message);
  self.texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
  good = read_target (&self, request->locator, &error) && show (&self, file, request, &error);
  g_hash_table_unref (self.texts);
  g_free (self.section);
  return good ? MSP_EXIT_OK : fail (error);
}
