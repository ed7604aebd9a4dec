/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/evidence.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/spool.h"
#include "cli/card.h"
#include "cli/fail.h"
#include "cli/rescan.h"
#include "container/reader.h"
#include "model/locator.h"
#include "pipeline/excerpt.h"
#include "pipeline/locate.h"
#include "pipeline/scan.h"
#include "report/terminal.h"
#include "store/query.h"

typedef struct {
  MspSink     sink;
  GHashTable *texts;      /* section to its text as scanned */
  char       *section;    /* wanted, or NULL for all */
  guint64     offset;     /* wanted, or G_MAXUINT64 */
  gboolean    shown;      /* a message or document was */
  gboolean    reveal;
} Evidence;

static void
keep_text (gpointer data, const MspUnit *unit, const MspText *text)
{
  Evidence *self = data;

  g_hash_table_replace (self->texts, g_strdup (unit->section), g_string_new_len (text->text->str, (gssize) text->text->len));
}

static void
print_finding (const Evidence *self, const MspMessageRecord *message, gsize which)
{
  const MspFinding *finding = &message->findings[which];
  const GString *text = g_hash_table_lookup (self->texts, finding->section);
  g_autoptr (GString) locator = g_string_new (NULL);
  gboolean reveal = self->reveal && msp_excerpt_may_reveal (finding) && text != NULL && finding->end <= text->len;
  g_autofree char *excerpt = text != NULL
    ? (self->reveal ? msp_excerpt_dup_raw : msp_excerpt_dup) (text->str, text->len, message->findings, message->n_findings, which) : NULL;
  g_autofree char *value = reveal ? g_strndup (text->str + finding->start, finding->end - finding->start) : g_strdup (finding->masked);

  msp_locator_append_place (locator, finding->section);
  msp_locator_append_text (locator, finding->start);
  g_print ("\n%s  %s  %s %u  %s\n", locator->str, finding->detector, msp_band_get_name (finding->band), finding->confidence,
           msp_category_get_name (finding->category));
  msp_card_print_field (_("value"), value);
  msp_card_print_field (_("label"), finding->label != NULL ? finding->label : "");
  msp_card_print_field (_("context"), excerpt != NULL ? excerpt : "");
  msp_card_print_field (_("because"), finding->reasons);
}

static gboolean
is_asked_for (const Evidence *self, const MspFinding *finding)
{
  gsize len = self->section != NULL ? strlen (self->section) : 0;

  if (self->section != NULL
      && (strncmp (finding->section, self->section, len) != 0 || strchr (".!@#", finding->section[len]) == NULL))
    return FALSE;
  return self->offset == G_MAXUINT64 || (finding->start <= self->offset && self->offset < finding->end);
}

static gboolean
print_record (MspSink *sink, const MspMessageRecord *message, GError **error)
{
  Evidence *self = (Evidence *) (void *) sink;
  gsize shown = 0;

  self->shown = TRUE;
  msp_card_print_message (message);
  if (self->reveal && msp_excerpt_is_marked (message->findings, message->n_findings))
    {
      self->reveal = FALSE;
      (void) msp_fail (MSP_EXIT_OK, "%s", _("this message bears classification markings: nothing of it is revealed"));
    }
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
  self->section = msp_locator_dup_place (locator);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const MspStep *step = g_ptr_array_index (steps, i);

      if (step->kind == MSP_STEP_TEXT)
        self->offset = step->offset;
    }
  return steps != NULL;
}

static gboolean
show (Evidence *self, MspCase *file, const MspEvidenceRequest *request, GError **error)
{
  g_auto (MspRescan) rescan = { NULL };

  if (!msp_rescan_init (&rescan, file, request->rules, error))
    return FALSE;
  msp_rescan_warn (&rescan, file);
  g_autoptr (MspAnalyser) analyser = msp_analyser_new (&rescan.analyser);
  const MspLocateRequest locate = { (const char *const *) rescan.roots, &rescan.limits, analyser };
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

/* A mailbox or an archive is no message: without this, the first message in it would be shown. */
static gboolean
holds_messages (const MspLedgerRow *row)
{
  return row->messages > 1 || g_str_has_prefix (row->kind, "mbox");
}

static gboolean
is_unread (const MspLedgerRow *row)
{
  return strcmp (row->fate, msp_fate_get_name (MSP_FATE_READ)) != 0;
}

/* Of what is no message the ledger tells what it is, whether it can be opened or not. */
static gboolean
show_item (Evidence *self, MspCase *file, const MspEvidenceRequest *request, GError **error)
{
  g_autoptr (GError) bad = NULL;
  gboolean found;

  if (!msp_card_print_source (file, request->locator, holds_messages, &found, error))
    return FALSE;
  if (found || (show (self, file, request, &bad) && self->shown))
    return TRUE;
  gboolean readable = bad == NULL || g_error_matches (bad, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_NOT_FOUND);
  if (!msp_card_print_source (file, request->locator, readable ? NULL : is_unread, &found, error))
    return FALSE;
  if (found || bad == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&bad));
  return FALSE;
}

MspExit
msp_evidence_print (const MspEvidenceRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspCase) file = msp_case_open (request->case_path, &error);
  g_autofree char *what = g_strconcat ("show ", request->locator, NULL);
  g_autofree char *directory = g_path_get_dirname (request->case_path);
  Evidence self = { .sink = { &evidence_class }, .reveal = request->reveal };
  gboolean good;

  if (file == NULL)
    return msp_fail_error (error);
  if (request->reveal && !msp_rescan_note_reveal (request->case_path, what, &error))
    return msp_fail (MSP_EXIT_INTERNAL, "%s", error->message);
  (void) msp_spool_open (directory, NULL);
  self.texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
  good = read_target (&self, request->locator, &error) && show_item (&self, file, request, &error);
  g_hash_table_unref (self.texts);
  g_free (self.section);
  return good ? MSP_EXIT_OK : fail (error);
}
