/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/locate.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "container/layout.h"
#include "container/reader.h"
#include "model/locator.h"
#include "pipeline/document.h"
#include "pipeline/scan.h"
#include "source/walk.h"

/* So far apart two messages of a file may begin that are read in one go: a reader that begins anew reads as much at once. */
#define RUN_GAP (1024 * 1024)

typedef struct {
  const char *text;                   /* the locator as given */
  gsize       number;                 /* its index */
  gboolean    begun;                  /* the visitor knows */
  GPtrArray  *steps;
} Target;

typedef struct {
  const MspLocateRequest *request;
  const MspLocateVisitor *visitor;
  GString                *locator;    /* of the item reached */
  GString                *path;       /* for the layout */
  guint32                 flags;      /* that the container says of the entry reached */
  gboolean                is_made;    /* it was made of what a mail store keeps otherwise */
} Locate;

static void
target_free (gpointer data)
{
  Target *self = data;

  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

static const MspStep *
get_step (const Target *target, guint at, MspStepKind kind)
{
  const MspStep *step = at < target->steps->len ? g_ptr_array_index (target->steps, at) : NULL;

  return step != NULL && step->kind == kind ? step : NULL;
}

/* error is NULL where it is just not there. */
static void
miss (const Locate *self, const GPtrArray *group, const GError *error)
{
  for (guint i = 0; i < group->len; i++)
    {
      const Target *target = group->pdata[i];
      g_autoptr (GError) absent = error == NULL ? g_error_new (MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_NOT_FOUND,
                                                               _("'%s' is not in its source"), target->text) : NULL;

      self->visitor->missed (self->visitor->data, target->number, error != NULL ? error : absent);
    }
}

static void
miss_all (const Locate *self, GHashTable *groups, const GError *error)
{
  g_autoptr (GList) values = g_hash_table_get_values (groups);

  for (GList *at = values; at != NULL; at = at->next)
    miss (self, at->data, error);
}

static void
add_all (GPtrArray *out, GHashTable *groups)
{
  g_autoptr (GList) values = g_hash_table_get_values (groups);

  for (GList *at = values; at != NULL; at = at->next)
    g_ptr_array_extend (out, at->data, NULL, NULL);
}

/* What the step at leads to, as a key: "!name", "@offset", or "" for the only message there is. */
static char *
dup_key (const Target *target, guint at)
{
  const MspStep *name = get_step (target, at, MSP_STEP_ENTRY), *offset = get_step (target, at, MSP_STEP_MESSAGE);

  return name != NULL ? g_strconcat ("!", name->name, NULL)
         : offset != NULL ? g_strdup_printf ("@%" G_GUINT64_FORMAT, offset->offset) : g_strdup ("");
}

static void
free_group (gpointer group)
{
  g_ptr_array_unref (group);
}

static GHashTable *
new_groups (const GPtrArray *targets, guint at)
{
  GHashTable *groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_group);

  for (guint i = 0; i < targets->len; i++)
    {
      g_autofree char *key = dup_key (targets->pdata[i], at);
      GPtrArray *group = g_hash_table_lookup (groups, key);

      if (group == NULL)
        g_hash_table_insert (groups, g_steal_pointer (&key), group = g_ptr_array_new ());
      g_ptr_array_add (group, targets->pdata[i]);
    }
  return groups;
}

static gboolean
analyse_message (const Locate *self, const MspLayout *layout, const MspEntry *entry, GError **error)
{
  guint64 bytes[MSP_N_FATES];
  const MspAnalyserInput input = {
    .locator = self->locator->str, .source = self->locator->str, .mailbox = layout->mailbox, .folder = layout->folder,
    .labels = entry->labels, .flags = layout->flags | self->flags | entry->flags, .offset = entry->offset, .size = entry->size,
    .bytes = entry->bytes, .truncated = entry->truncated, .reason = entry->reason, .detail = entry->detail,
  };

  return msp_analyser_message (self->request->analyser, &input, self->visitor->sink, bytes, error);
}

static void
begin_target (const Locate *self, Target *target)
{
  if (self->visitor->begin != NULL && !target->begun)
    self->visitor->begin (self->visitor->data, target->number);
  target->begun = TRUE;
}

static void
begin (const Locate *self, const GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    begin_target (self, group->pdata[i]);
}

/* What leads to one message alone is read for its sake. */
static void
begin_only (const Locate *self, const GPtrArray *group)
{
  if (group->len == 1)
    begin (self, group);
}

static void
end (const Locate *self, const GPtrArray *group)
{
  for (guint i = 0; self->visitor->ended != NULL && i < group->len; i++)
    self->visitor->ended (self->visitor->data, ((const Target *) group->pdata[i])->number);
}

static void descend (Locate *self, MspStream *stream, const GPtrArray *group, guint at);

static void
take_stream (Locate *self, MspReader *reader, const MspEntry *entry, const GPtrArray *group, guint at)
{
  gsize path = self->path->len, locator = self->locator->len;
  guint32 flags = self->flags;
  gboolean is_made = self->is_made;

  g_string_append_printf (self->path, "/%s", entry->name);
  msp_locator_append_entry (self->locator, entry->name);
  self->flags = entry->flags;
  self->is_made = strcmp (msp_reader_get_kind (reader), "pst") == 0;
  begin_only (self, group);
  descend (self, entry->stream, group, at + 1);
  self->flags = flags;
  self->is_made = is_made;
  g_string_truncate (self->path, path);
  g_string_truncate (self->locator, locator);
}

static void
hand_entry (const Locate *self, const MspEntry *entry, Target *target)
{
  const MspLocateVisitor *visitor = self->visitor;
  g_autoptr (GError) error = NULL;

  begin_target (self, target);
  if (!visitor->entry (visitor->data, target->number, entry, self->is_made, &error))
    visitor->missed (visitor->data, target->number, error);
  else if (visitor->ended != NULL)
    visitor->ended (visitor->data, target->number);
}

static void
take_message (Locate *self, MspReader *reader, const MspEntry *entry, const GPtrArray *group, guint at)
{
  g_auto (MspLayout) layout = { 0 };
  g_autoptr (GError) error = NULL;
  gsize locator = self->locator->len;

  for (guint i = 0; self->visitor->entry != NULL && i < group->len; i++)
    hand_entry (self, entry, group->pdata[i]);
  if (self->visitor->entry != NULL)
    return;
  msp_layout_init (&layout, self->path->str, msp_reader_get_kind (reader));
  if (get_step (group->pdata[0], at, MSP_STEP_MESSAGE) != NULL)
    msp_locator_append_message (self->locator, entry->offset);
  begin (self, group);
  if (analyse_message (self, &layout, entry, &error))
    end (self, group);
  else
    miss (self, group, error);
  g_string_truncate (self->locator, locator);
}

/* The group that entry is named by, taken out of groups; NULL if none. */
static GPtrArray *
take_group (GHashTable *groups, const MspEntry *entry)
{
  g_autofree char *key = entry->kind == MSP_ENTRY_STREAM ? g_strconcat ("!", entry->name, NULL)
                                                         : g_strdup_printf ("@%" G_GUINT64_FORMAT, entry->offset);
  gpointer found_key = NULL, group = NULL;

  if (entry->kind == MSP_ENTRY_RANGE || (entry->kind == MSP_ENTRY_STREAM && entry->stream == NULL))
    return NULL;
  if (g_hash_table_steal_extended (groups, key, &found_key, &group)
      || (entry->kind == MSP_ENTRY_MESSAGE && g_hash_table_steal_extended (groups, "", &found_key, &group)))
    g_free (found_key);
  return group;
}

/* What reader does not come by is added to left, or missed if there is none. */
static void
search (Locate *self, MspReader *reader, const GPtrArray *targets, guint at, GPtrArray *left)
{
  g_autoptr (GHashTable) groups = new_groups (targets, at);
  g_autoptr (GError) error = NULL;
  gboolean end = FALSE;
  MspEntry entry;

  while (g_hash_table_size (groups) > 0 && msp_reader_next (reader, &entry, &end, &error) && !end)
    {
      g_autoptr (GPtrArray) group = take_group (groups, &entry);

      if (group == NULL && self->visitor->passed != NULL)
        self->visitor->passed (self->visitor->data);
      if (group == NULL)
        continue;
      if (entry.kind == MSP_ENTRY_STREAM)
        take_stream (self, reader, &entry, group, at);
      else
        take_message (self, reader, &entry, group, at);
    }
  if (left == NULL)
    miss_all (self, groups, error);
  else
    add_all (left, groups);
}

static void
take_document (Locate *self, MspStream *stream, const GPtrArray *group)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) bytes = msp_document_read (stream, self->request->limits->message_bytes, NULL, &error);
  g_auto (MspLayout) layout = { 0 };
  MspDocumentResult result;

  msp_layout_init (&layout, self->path->str, NULL);
  begin (self, group);
  if (bytes != NULL && msp_document_analyse (self->request->analyser, self->locator->str, self->path->str, &layout, stream, bytes,
                                             self->visitor->sink, &result, &error))
    end (self, group);
  else
    miss (self, group, error);
}

/* NULL without error: it holds a document. */
static MspReader *
open_reader (const Locate *self, MspStream *stream, GError **error)
{
  const char *slash = strrchr (self->path->str, '/'), *name = slash != NULL ? slash + 1 : self->path->str;
  g_auto (MspLayout) layout = { 0 };

  msp_layout_init (&layout, self->path->str, NULL);
  return layout.is_message ? msp_reader_open_message (stream, name, self->request->limits, error)
                           : msp_reader_open (stream, name, self->request->limits, error);
}

static void
read_stream (Locate *self, MspStream *stream, const GPtrArray *group, guint at)
{
  g_autoptr (GError) bad = NULL;
  g_autoptr (MspReader) reader = open_reader (self, stream, &bad);

  if (reader != NULL)
    search (self, reader, group, at, NULL);
  else if (bad == NULL && self->visitor->entry == NULL)
    take_document (self, stream, group);
  else
    miss (self, group, bad);
}

static guint64
get_offset (gconstpointer target, guint at)
{
  return get_step (target, at, MSP_STEP_MESSAGE)->offset;
}

static gint
compare_offsets (gconstpointer a, gconstpointer b, gpointer at)
{
  guint64 left = get_offset (*(const Target *const *) a, GPOINTER_TO_UINT (at));
  guint64 right = get_offset (*(const Target *const *) b, GPOINTER_TO_UINT (at));

  return (left > right) - (left < right);
}

/* Readers count from where the stream stands, so that the first message of the group is the first one read. */
static void
read_from (Locate *self, MspStream *stream, const GPtrArray *group, guint at, GPtrArray *left)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MspReader) reader = NULL;

  if (!msp_stream_seek (stream, get_offset (group->pdata[0], at), &error))
    miss (self, group, error);
  else if (left == NULL)
    read_stream (self, stream, group, at);
  else if ((reader = open_reader (self, stream, NULL)) != NULL)
    search (self, reader, group, at, left);
  else
    g_ptr_array_extend (left, (GPtrArray *) group, NULL, NULL);
}

/* Messages that lie near one another in one go; what is not met so is looked for by itself. targets are in order. */
static void
read_offsets (Locate *self, MspStream *stream, const GPtrArray *targets, guint at, gboolean together)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0, next; i < targets->len; i = next)
    {
      g_autoptr (GPtrArray) run = g_ptr_array_new ();
      guint64 last = get_offset (targets->pdata[i], at), first = last;

      for (next = i; next < targets->len && get_offset (targets->pdata[next], at) - last <= (together ? RUN_GAP : 0); next++)
        {
          last = get_offset (targets->pdata[next], at);
          g_ptr_array_add (run, targets->pdata[next]);
        }
      read_from (self, stream, run, at, last > first ? left : NULL);
    }
  g_ptr_array_sort_with_data (left, compare_offsets, GUINT_TO_POINTER (at));
  if (left->len > 0)
    read_offsets (self, stream, left, at, FALSE);
}

static void
descend (Locate *self, MspStream *stream, const GPtrArray *group, guint at)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new (), offsets = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (!msp_stream_can_seek (stream))
    {
      read_stream (self, stream, group, at);
      return;
    }
  for (guint i = 0; i < group->len; i++)
    g_ptr_array_add (get_step (group->pdata[i], at, MSP_STEP_MESSAGE) != NULL ? offsets : others, group->pdata[i]);
  g_ptr_array_sort_with_data (offsets, compare_offsets, GUINT_TO_POINTER (at));
  read_offsets (self, stream, offsets, at, TRUE);
  if (others->len == 0)
    return;
  if (offsets->len > 0 && !msp_stream_seek (stream, 0, &error))
    miss (self, others, error);
  else
    read_stream (self, stream, others, at);
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

static void
locate_in_file (const MspLocateRequest *request, const MspLocateVisitor *visitor, const GPtrArray *group)
{
  const Target *target = group->pdata[0];
  const MspStep *first = g_ptr_array_index (target->steps, 0);
  g_autoptr (GString) reached = g_string_new (NULL), path = g_string_new (first->name);
  Locate self = { .request = request, .visitor = visitor, .locator = reached, .path = path };
  g_autofree char *real_path = dup_real_path (request->roots, first->name);
  g_autoptr (MspStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  if (real_path == NULL)
    error = g_error_new (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("the case has no input that holds '%s'"), target->text);
  else if (*real_path == '\0')
    error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("'%s' was standard input: it cannot be read again"), first->name);
  else
    stream = msp_file_open (&(MspFile) { .path = first->name, .real_path = real_path }, &error);
  msp_locator_append_file (reached, first->name);
  begin_only (&self, group);
  if (stream != NULL)
    descend (&self, stream, group, 1);
  else
    miss (&self, group, error);
}

void
msp_locate_each (const MspLocateRequest *request, const char *const *locators, gsize n, const MspLocateVisitor *visitor)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (target_free);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (free_group);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      GPtrArray *steps = msp_locator_parse (locators[i], &error);

      if (steps == NULL)
        {
          visitor->missed (visitor->data, i, error);
          continue;
        }
      const char *name = ((const MspStep *) g_ptr_array_index (steps, 0))->name;
      GPtrArray *group = g_hash_table_lookup (by_name, name);
      Target *target = g_new (Target, 1);

      *target = (Target) { locators[i], i, FALSE, steps };
      g_ptr_array_add (targets, target);
      if (group == NULL)
        {
          g_ptr_array_add (files, group = g_ptr_array_new ());
          g_hash_table_insert (by_name, (gpointer) name, group);
        }
      g_ptr_array_add (group, target);
    }
  for (guint i = 0; i < files->len; i++)
    locate_in_file (request, visitor, files->pdata[i]);
}

static void
keep_error (gpointer data, gsize locator, const GError *error)
{
  GError **kept = data;

  if (*kept == NULL)
    *kept = g_error_copy (error);
}

gboolean
msp_locate (const MspLocateRequest *request, const char *locator, MspSink *sink, GError **error)
{
  GError *missed = NULL;
  const MspLocateVisitor visitor = { .sink = sink, .missed = keep_error, .data = &missed };

  msp_locate_each (request, &locator, 1, &visitor);
  if (missed != NULL)
    g_propagate_error (error, missed);
  return missed == NULL;
}
