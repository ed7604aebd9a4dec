/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/locate.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "container/layout.h"
#include "container/reader.h"
#include "model/locator.h"
#include "pipeline/document.h"
#include "pipeline/scan.h"
#include "source/walk.h"

typedef struct {
  const MspLocateRequest *request;
  const char             *text;       /* the locator as given */
  GPtrArray              *steps;
  guint                   at;         /* the step to be taken next */
  GString                *locator;    /* of the item reached */
  GString                *path;       /* for the layout */
  MspSink                *sink;
  guint32                 flags;      /* that the container says of the entry reached */
} Locate;

static gboolean
not_found (const Locate *self, GError **error)
{
  g_set_error (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_NOT_FOUND, _("'%s' is not in its source"), self->text);
  return FALSE;
}

static const MspStep *
get_step (const Locate *self, MspStepKind kind)
{
  const MspStep *step = self->at < self->steps->len ? g_ptr_array_index (self->steps, self->at) : NULL;

  return step != NULL && step->kind == kind ? step : NULL;
}

static gboolean
analyse_message (Locate *self, const MspLayout *layout, const MspEntry *entry, GError **error)
{
  guint64 bytes[MSP_N_FATES];
  const MspAnalyserInput input = {
    .locator = self->locator->str, .source = self->locator->str, .mailbox = layout->mailbox, .folder = layout->folder,
    .labels = entry->labels, .flags = layout->flags | self->flags | entry->flags, .offset = entry->offset, .size = entry->size,
    .bytes = entry->bytes, .truncated = entry->truncated, .reason = entry->reason, .detail = entry->detail,
  };

  return msp_analyser_message (self->request->analyser, &input, self->sink, bytes, error);
}

static gboolean descend (Locate *self, MspStream *stream, GError **error);

/* Whether entry is the one that the next step names. */
static gboolean
is_wanted (const Locate *self, const MspEntry *entry)
{
  const MspStep *name = get_step (self, MSP_STEP_ENTRY), *offset = get_step (self, MSP_STEP_MESSAGE);

  if (entry->kind == MSP_ENTRY_STREAM)
    return name != NULL && entry->stream != NULL && strcmp (name->name, entry->name) == 0;
  return entry->kind == MSP_ENTRY_MESSAGE && name == NULL && (offset == NULL || offset->offset == entry->offset);
}

static gboolean
take_entry (Locate *self, MspReader *reader, const MspEntry *entry, GError **error)
{
  g_auto (MspLayout) layout = { 0 };

  if (entry->kind == MSP_ENTRY_STREAM)
    {
      g_string_append_printf (self->path, "/%s", entry->name);
      msp_locator_append_entry (self->locator, entry->name);
      self->at++;
      self->flags = entry->flags;
      return descend (self, entry->stream, error);
    }
  msp_layout_init (&layout, self->path->str, msp_reader_get_kind (reader));
  if (get_step (self, MSP_STEP_MESSAGE) != NULL)
    msp_locator_append_message (self->locator, entry->offset);
  return analyse_message (self, &layout, entry, error);
}

static gboolean
search (Locate *self, MspReader *reader, GError **error)
{
  gboolean end = FALSE;
  MspEntry entry;

  while (msp_reader_next (reader, &entry, &end, error))
    {
      if (end)
        return not_found (self, error);
      if (is_wanted (self, &entry))
        return take_entry (self, reader, &entry, error);
    }
  return FALSE;
}

static gboolean
analyse_document (Locate *self, MspStream *stream, GError **error)
{
  g_autoptr (GByteArray) bytes = msp_document_read (stream, self->request->limits->message_bytes, NULL, error);
  g_auto (MspLayout) layout = { 0 };
  MspDocumentResult result;

  if (bytes == NULL)
    return FALSE;
  msp_layout_init (&layout, self->path->str, NULL);
  return msp_document_analyse (self->request->analyser, self->locator->str, self->path->str, &layout, stream, bytes, self->sink,
                               &result, error);
}

static gboolean
descend (Locate *self, MspStream *stream, GError **error)
{
  const MspStep *offset = get_step (self, MSP_STEP_MESSAGE);
  const char *slash = strrchr (self->path->str, '/'), *name = slash != NULL ? slash + 1 : self->path->str;
  g_autoptr (GError) bad = NULL;
  g_auto (MspLayout) layout = { 0 };
  g_autoptr (MspReader) reader = NULL;

  /* Readers count from where the stream stands, so that the message at the offset is the first one read. */
  if (offset != NULL && msp_stream_can_seek (stream) && !msp_stream_seek (stream, offset->offset, error))
    return FALSE;
  msp_layout_init (&layout, self->path->str, NULL);
  reader = layout.is_message ? msp_reader_open_message (stream, name, self->request->limits, &bad)
                             : msp_reader_open (stream, name, self->request->limits, &bad);
  if (reader != NULL)
    return search (self, reader, error);
  if (bad == NULL)
    return analyse_document (self, stream, error);
  g_propagate_error (error, g_steal_pointer (&bad));
  return FALSE;
}

/* The file on disk: the label of a root, then names below it. What is no longer where it was may lie below the current directory. */
static char *
dup_real_path (const char *const *roots, const char *path)
{
  for (gsize i = 0; roots[i] != NULL; i += 2)
    {
      gsize len = strlen (roots[i]);

      if (strncmp (path, roots[i], len) == 0 && (path[len] == '\0' || path[len] == '/'))
        {
          g_autofree char *there = g_strconcat (roots[i + 1], path + len, NULL);

          return *there == '\0' || g_file_test (there, G_FILE_TEST_EXISTS) || !g_file_test (path, G_FILE_TEST_EXISTS)
                   ? g_steal_pointer (&there) : g_strdup (path);
        }
    }
  return NULL;
}

gboolean
msp_locate (const MspLocateRequest *request, const char *locator, MspSink *sink, GError **error)
{
  g_autoptr (GPtrArray) steps = msp_locator_parse (locator, error);
  g_autoptr (GString) reached = g_string_new (NULL);
  g_autoptr (GString) path = g_string_new (NULL);

  if (steps == NULL)
    return FALSE;
  const MspStep *first = g_ptr_array_index (steps, 0);
  Locate self = { .request = request, .text = locator, .steps = steps, .at = 1, .locator = reached, .path = path, .sink = sink };
  g_autofree char *real_path = dup_real_path (request->roots, first->name);
  if (real_path == NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("the case has no input that holds '%s'"), locator);
      return FALSE;
    }
  if (*real_path == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("'%s' was standard input: it cannot be read again"), first->name);
      return FALSE;
    }
  const MspFile file = { .path = first->name, .real_path = real_path };
  g_autoptr (MspStream) stream = msp_file_open (&file, error);
  g_string_append (path, first->name);
  msp_locator_append_file (reached, first->name);
  return stream != NULL && descend (&self, stream, error);
}
