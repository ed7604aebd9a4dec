/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/gather.h"

#include <string.h>

#include "base/sha256.h"
#include "source/walk.h"

#define REJECTS_KEPT 1000

/* Receives the events of one file. */
typedef struct {
  MspEventSink    sink;
  MspGather      *gather;
  MspTrail       *trail;
  MspGatherInput *input;
  guint32         number;      /* of the input */
  guint64         line;        /* of the record met last, 0 at first */
} Receiver;

/* Counts as a duplicate what another record replaced. */
static gboolean
is_new_record (Receiver *self, const MspEvent *event)
{
  guint32 dropped;
  gboolean is_new = msp_records_take (self->gather->records, event, event->id, self->number, &dropped);

  if (dropped == self->number)
    self->input->duplicates++;
  else if (dropped != G_MAXUINT32)
    g_array_index (self->gather->inputs, MspGatherInput, dropped).duplicates++;
  return is_new;
}

static void
widen (MspGatherInput *input, gint64 time)
{
  if (time == MSP_TIME_UNKNOWN)
    return;
  if (input->first == MSP_TIME_UNKNOWN || time < input->first)
    input->first = time;
  if (input->last == MSP_TIME_UNKNOWN || time > input->last)
    input->last = time;
}

/* A record may yield several events. */
static void
count_record (Receiver *self, const MspEvent *event, gboolean is_new)
{
  if (event->line == self->line)
    return;
  self->line = event->line;
  self->input->records++;
  self->input->duplicates += !is_new;
}

static gboolean
take_event (MspEventSink *sink, const MspEvent *event, GError **error G_GNUC_UNUSED)
{
  Receiver *self = (Receiver *) sink;
  gboolean is_new = is_new_record (self, event);

  count_record (self, event, is_new);
  widen (self->input, event->time);
  if (is_new)
    msp_trail_add (self->trail, event, self->number, event->id);
  return TRUE;
}

static void
take_reject (MspEventSink *sink, guint64 line, const char *reason, const MspEvent *known)
{
  Receiver *self = (Receiver *) sink;
  MspGatherReject reject = { line, g_string_chunk_insert_const (self->gather->reasons, reason) };

  self->input->rejected++;
  msp_records_reject (self->gather->records, self->number, line, known);
  if (self->input->rejects->len < REJECTS_KEPT)
    g_array_append_val (self->input->rejects, reject);
}

static void
take_pass (MspEventSink *sink, guint64 line G_GNUC_UNUSED)
{
  ((Receiver *) sink)->input->passed++;
}

static void
take_mark (MspEventSink *sink, MspEvidenceMark mark)
{
  ((Receiver *) sink)->input->marks |= (guint) mark;
}

/* In this process: the word of one that has read the file would be good for that file alone. */
static char *
dup_sha256 (const MspFile *file, guint64 *out_size, GError **error)
{
  g_autoptr (MspStream) stream = msp_file_open (file, error);
  g_autoptr (MspSha256) hash = msp_sha256_new (FALSE);
  g_autofree char *block = g_malloc (1 << 18);
  gssize n = 0;

  *out_size = 0;
  while (stream != NULL && (n = msp_stream_read (stream, block, 1 << 18, error)) > 0)
    {
      msp_sha256_update (hash, block, (gsize) n);
      *out_size += (guint64) n;
    }
  return stream != NULL && n == 0 ? msp_sha256_finish (hash) : NULL;
}

static gboolean
has_sha256 (const MspGather *self, const char *sha256)
{
  for (guint i = 0; i < self->inputs->len; i++)
    if (g_strcmp0 (g_array_index (self->inputs, MspGatherInput, i).sha256, sha256) == 0)
      return TRUE;
  return FALSE;
}

/* What records without an id are known by: the last name of label, unless a file before has it too. */
static const char *
get_short_name (const MspGather *self, const char *label)
{
  const char *last = strrchr (label, '/') != NULL ? strrchr (label, '/') + 1 : label;

  for (guint i = 0; i < self->inputs->len; i++)
    if (g_str_has_suffix (g_array_index (self->inputs, MspGatherInput, i).label, last))
      return label;
  return last;
}

/* What a pipe has given is gone. */
static gboolean
can_reopen (const MspFile *file)
{
  return file->real_path != NULL && !file->is_pipe;
}

/* Only files of one size can be the same. */
static gboolean
has_twin (const GPtrArray *files, const MspFile *file)
{
  guint n = 0;

  for (guint i = 0; i < files->len; i++)
    n += ((const MspFile *) g_ptr_array_index (files, i))->size == file->size;
  return n > 1;
}

static gboolean
read_by_request (const MspGatherRequest *request, MspStream *stream, MspEventSink *sink, MspEvidenceFile *out_file, GError **error)
{
  return request->read != NULL ? request->read (request->read_data, stream, request->options, sink, out_file, error)
                               : msp_evidence_file_read (stream, request->options, sink, NULL, out_file, error);
}

/* Reads a file that no other one is the same as. */
static void
read_new (Receiver *self, const MspGatherRequest *request, const MspFile *file, GError **error)
{
  MspGatherInput *input = self->input;
  g_autoptr (MspStream) stream = msp_file_open (file, error);
  g_auto (MspEvidenceFile) result = { NULL };

  if (stream == NULL)
    return;
  gboolean good = read_by_request (request, stream, &self->sink, &result, error);
  input->reader = result.reader;
  if (input->sha256 == NULL && result.sha256 != NULL)
    {
      input->sha256 = g_steal_pointer (&result.sha256);
      input->size = result.size;
    }
  else if (input->sha256 == NULL && can_reopen (file))
    input->sha256 = dup_sha256 (file, &input->size, NULL);
  if (input->reader != NULL)
    input->state = good && input->rejected == 0 ? "read" : "partial";
  else if (good)
    input->detail = g_strdup (result.is_empty ? "the file is empty" : "no reader knows what this is");
}

static void
read_file (MspGather *self, const MspGatherRequest *request, const GPtrArray *files, const MspFile *file, MspTrail *trail)
{
  MspGatherInput input = {
    .label = g_utf8_make_valid (file->path, -1), .first = MSP_TIME_UNKNOWN, .last = MSP_TIME_UNKNOWN, .state = "unread",
    .rejects = g_array_new (FALSE, FALSE, sizeof (MspGatherReject)),
  };
  Receiver receiver = {
    .sink = { take_event, take_reject, take_pass, take_mark }, .gather = self, .trail = trail, .input = &input, .number = self->inputs->len,
  };
  g_autoptr (GError) error = NULL;

  msp_trail_add_input (trail, get_short_name (self, input.label));
  if (can_reopen (file) && has_twin (files, file))
    input.sha256 = dup_sha256 (file, &input.size, &error);
  if (input.sha256 != NULL && has_sha256 (self, input.sha256))
    input.state = "repeated";
  else if (error == NULL)
    read_new (&receiver, request, file, &error);
  if (error != NULL)
    {
      input.marks |= input.reader != NULL ? (guint) MSP_MARK_CUT : 0;
      g_free (input.detail);
      input.detail = g_strdup (error->message);
    }
  g_array_append_val (self->inputs, input);
}

static int
compare_files (gconstpointer left, gconstpointer right)
{
  return strcmp ((*(const MspFile *const *) left)->path, (*(const MspFile *const *) right)->path);
}

static GPtrArray *
list_files (const char *const *paths, GError **error)
{
  g_autoptr (MspWalk) walk = msp_walk_new (paths, NULL, error);
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) msp_file_free);
  MspFile *file;

  while (walk != NULL && (file = msp_walk_next (walk)) != NULL)
    g_ptr_array_add (files, file);
  g_ptr_array_sort (files, compare_files);
  if (walk == NULL)
    g_clear_pointer (&files, g_ptr_array_unref);
  return files;
}

static void
clear_input (gpointer data)
{
  MspGatherInput *input = data;

  g_free (input->label);
  g_free (input->sha256);
  g_free (input->detail);
  g_array_free (input->rejects, TRUE);
}

MspGather *
msp_gather_new (const MspGatherRequest *request, MspTrail *trail, GError **error)
{
  g_autoptr (GPtrArray) files = list_files (request->paths, error);

  if (files == NULL)
    return NULL;
  MspGather *self = g_new0 (MspGather, 1);
  self->inputs = g_array_new (FALSE, FALSE, sizeof (MspGatherInput));
  g_array_set_clear_func (self->inputs, clear_input);
  self->reasons = g_string_chunk_new (256);
  self->records = msp_records_new (trail);
  for (guint i = 0; i < files->len; i++)
    read_file (self, request, files, g_ptr_array_index (files, i), trail);
  self->holes = msp_records_end (self->records);
  msp_trail_sort (trail);
  return self;
}

gboolean
msp_gather_is_complete (const MspGather *self)
{
  for (guint i = 0; i < self->inputs->len; i++)
    {
      const MspGatherInput *input = &g_array_index (self->inputs, MspGatherInput, i);
      gboolean is_whole = strcmp (input->state, "read") == 0 || strcmp (input->state, "repeated") == 0;

      if (!is_whole || (input->marks & ~(guint) (MSP_MARK_NO_YEAR | MSP_MARK_SAMPLED)) != 0)
        return FALSE;
    }
  return TRUE;
}

void
msp_gather_free (MspGather *self)
{
  g_array_free (self->inputs, TRUE);
  g_string_chunk_free (self->reasons);
  msp_records_free (self->records);
  g_free (self);
}
