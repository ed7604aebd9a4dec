/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/evidence.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "cli/fail.h"
#include "model/locator.h"
#include "pipeline/excerpt.h"
#include "pipeline/locate.h"
#include "container/reader.h"
#include "pipeline/scan.h"
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

  g_print ("%s\n", message->locator);
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
        self->section = g_strdup (step->name);
      else if (step->kind == MSP_STEP_TEXT)
        self->offset = step->offset;
    }
  return steps != NULL;
}

/* Label and path of each root, as the locating wants them. */
static GStrv
dup_roots (MspCase *file, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (file, MSP_VIEW_ROOTS, NULL, error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean end = FALSE, good = query != NULL;
  MspPairRow row;

  while (good && (good = msp_query_next_pair (query, &row, &end, error)) && !end)
    {
      g_autofree char *path = *row.value != '\0' ? g_filename_from_uri (row.value, NULL, NULL) : g_strdup ("");

      g_strv_builder_add_many (builder, row.key, path != NULL ? path : "", NULL);
    }
  return good ? g_strv_builder_end (builder) : NULL;
}

static gboolean
show (Evidence *self, MspCase *file, const char *locator, GError **error)
{
  g_autoptr (MspRules) rules = msp_rules_load (NULL, error);
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "mailspill", NULL);
  g_autoptr (MspPatterns) patterns = rules != NULL ? msp_patterns_new (rules, cache, error) : NULL;
  g_auto (GStrv) roots = dup_roots (file, error);
  static const guint8 no_key[MSP_KEY_LEN];
  MspLimits limits;

  if (patterns == NULL || roots == NULL)
    return FALSE;
  msp_limits_init (&limits);
  const MspAnalyserConfig config = {
    .patterns = patterns, .key = msp_case_get_key (file) != NULL ? msp_case_get_key (file) : no_key, .limits = &limits,
    .since = G_MININT64, .until = G_MAXINT64,
  };
  g_autoptr (MspAnalyser) analyser = msp_analyser_new (&config);
  const MspLocateRequest request = { (const char *const *) roots, &limits, analyser };
  msp_analyser_observe (analyser, keep_text, self);
  return msp_locate (&request, locator, &self->sink, error);
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
msp_evidence_print (const char *case_path, const char *locator)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspCase) file = msp_case_open (case_path, &error);
  Evidence self = { .sink = { &evidence_class } };
  gboolean good;

  if (file == NULL)
    return msp_fail_error (error);
  self.texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
  good = read_target (&self, locator, &error) && show (&self, file, locator, &error);
  g_hash_table_unref (self.texts);
  g_free (self.section);
  return good ? MSP_EXIT_OK : fail (error);
}
