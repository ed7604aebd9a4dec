/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/scan.h"

#include "container/layout.h"
#include "container/reader.h"
#include "export/uids.h"
#include "model/locator.h"
#include "pipeline/claims.h"
#include "pipeline/document.h"
#include "pipeline/tally.h"

/* An input file may expand to so much whatever its size: reading it takes about a second. */
#define EXPANDED_FREE (G_GUINT64_CONSTANT (1) << 30)

G_DEFINE_QUARK (msp-pipeline-error-quark, msp_pipeline_error)

typedef struct {
  const MspScanRequest *request;
  const MspScanWork    *work;
  MspSink               counter;      /* stands before the request's sink and counts messages */
  guint64               messages;
  MspStream            *input;        /* the input file being read */
  MspScanMark           mark;         /* where the scan stands; rows are borrowed */
  gboolean              resumed;      /* the open rows have what was counted before */
  gboolean              in_part;      /* the outermost row is for a part of the file only */
  MspClaims            *claims;       /* what the file says of its export */
  guint64               expanded;     /* bytes read from entries of archives, at whatever depth */
} Scan;

/* What to do with the next step. */
typedef enum { STEP_TAKE, STEP_PASS, STEP_POISONED } Step;

/* Where a stream was found. path is the layout's: raw bytes, '/' between. flags and labels are what its container says of it. */
typedef struct {
  const char *locator, *parent, *path;
  guint       depth;
  guint32     flags;
  const char *labels;
} Place;

static gboolean
check_stop (const Scan *self, GError **error)
{
  if (self->request->stop == NULL || !*self->request->stop)
    return TRUE;
  g_set_error_literal (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_INTERRUPTED, "interrupted");
  return FALSE;
}

static const MspScanPoison *
find_poison (const MspScanWork *work, guint64 step)
{
  for (gsize i = 0; i < work->n_poisons; i++)
    if (work->poisons[i].step == step)
      return &work->poisons[i];
  return NULL;
}

/* Steps before the mark are passed over; at the mark the open rows get back what was counted in them. */
static Step
get_step (Scan *self)
{
  const MspScanMark *from = self->work->from;

  if (from != NULL && self->mark.steps < from->steps)
    return STEP_PASS;
  if (from != NULL && !self->resumed)
    for (guint i = 0; i < MIN (from->rows->len, self->mark.rows->len); i++)
      msp_tally_restore (g_ptr_array_index (self->mark.rows, i), g_ptr_array_index (from->rows, i));
  self->resumed = TRUE;
  if (self->request->current != NULL)
    *self->request->current = self->mark.steps;
  return find_poison (self->work, self->mark.steps) != NULL ? STEP_POISONED : STEP_TAKE;
}

static MspReason
get_poison (const Scan *self)
{
  return find_poison (self->work, self->mark.steps)->reason;
}

/* The step is done, or was before. */
static gboolean
end_step (Scan *self, Step step, GError **error)
{
  self->mark.steps++;
  if (step == STEP_PASS || self->request->step == NULL)
    return TRUE;
  return self->request->step (self->request->step_data, &self->mark, self->input != NULL ? msp_stream_tell (self->input) : 0,
                              error);
}

static gboolean
send_row (Scan *self, Step step, const MspTally *row, GError **error)
{
  MspSourceRecord record = msp_tally_to_record (row);

  if (step != STEP_PASS && !msp_sink_source (self->request->sink, &record, error))
    return FALSE;
  return end_step (self, step, error);
}

static void
open_row (Scan *self, MspTally *row, const Place *place)
{
  msp_tally_init (row, place->locator, place->parent);
  g_ptr_array_add (self->mark.rows, row);
}

/* The row opened last is complete. */
static gboolean
finish_row (Scan *self, GError **error)
{
  Step step = get_step (self);
  const MspTally *row = g_ptr_array_steal_index (self->mark.rows, self->mark.rows->len - 1);

  return send_row (self, step, row, error);
}

static const char *
get_name (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

static gboolean
count_message (MspSink *sink, const MspMessageRecord *message, GError **error)
{
  Scan *self = (Scan *) (void *) ((char *) sink - G_STRUCT_OFFSET (Scan, counter));

  self->messages += message->kind == MSP_MESSAGE_MAIL;
  return msp_sink_message (self->request->sink, message, error);
}

static const MspSinkClass counter_class = { count_message, NULL, NULL };

/* locator: room for the message's, which begins with that of its place. */
static gboolean
scan_message (Scan *self, const Place *place, const MspLayout *layout, const MspEntry *entry, gboolean one_of_many,
              GString *locator, MspTally *row, GError **error)
{
  guint64 bytes[MSP_N_FATES] = { 0 }, before = self->messages;
  Step step = get_step (self);
  gboolean good = TRUE;

  g_string_truncate (locator, strlen (place->locator));
  if (one_of_many || entry->offset > 0)
    msp_locator_append_message (locator, entry->offset);
  const MspAnalyserInput input = {
    .locator = locator->str, .source = place->locator, .mailbox = layout->mailbox, .folder = layout->folder,
    .labels = entry->labels != NULL ? entry->labels : place->labels,
    .flags = layout->flags | place->flags | entry->flags, .offset = entry->offset, .size = entry->size, .bytes = entry->bytes,
    .is_in_mbox = one_of_many, .truncated = entry->truncated, .reason = entry->reason, .detail = entry->detail,
  };
  if (step == STEP_POISONED)
    good = msp_analyser_fail (&input, get_poison (self), &self->counter, bytes, error);
  else if (step == STEP_TAKE)
    good = check_stop (self, error) && msp_analyser_message (self->request->analyser, &input, &self->counter, bytes, error);
  row->messages += self->messages - before;
  msp_tally_add (row, bytes);
  return good && end_step (self, step, error);
}

/* Bytes that are no message: part of the container's own row, and a row of their own unless they are known to be harmless. */
static gboolean
scan_range (Scan *self, const Place *place, const MspEntry *entry, MspTally *row, GError **error)
{
  g_autoptr (GString) locator = g_string_new (place->locator);
  g_auto (MspTally) range = { 0 };
  Step step = get_step (self);

  if (step != STEP_PASS)
    row->bytes[entry->fate] += entry->size;
  msp_locator_append_message (locator, entry->offset);
  msp_tally_init (&range, locator->str, place->locator);
  msp_tally_set (&range, entry->fate == MSP_FATE_READ ? "index" : "unrecognised", entry->fate, entry->reason, entry->detail);
  range.bytes[entry->fate] = range.size = entry->size;
  return send_row (self, step, &range, error);
}

static gboolean scan_stream (Scan *self, MspStream *stream, const Place *place, MspTally *row, GError **error);

/* Whether what the input file may expand to is used up. Each archive is bounded by itself, but a thousand of them in one are
   not. */
static gboolean
is_exhausted (const Scan *self)
{
  guint64 size = self->work->file->size, ratio = self->request->limits->expanded_ratio;

  return self->expanded > EXPANDED_FREE && self->expanded / ratio > size;
}

static gboolean
scan_entry (Scan *self, const Place *place, const MspEntry *entry, MspTally *outer, GError **error)
{
  g_autoptr (GString) locator = g_string_new (place->locator);
  g_autofree char *path = g_strconcat (place->path, "/", entry->name, NULL);
  g_auto (MspTally) row = { 0 };

  if (get_step (self) != STEP_PASS)
    outer->entries++;
  msp_locator_append_entry (locator, entry->name);
  const Place inner = { locator->str, place->locator, path, place->depth + 1, entry->flags, entry->labels };
  open_row (self, &row, &inner);
  if (entry->stream == NULL)
    {
      msp_tally_set (&row, "entry", entry->fate, entry->reason, entry->detail);
      row.bytes[entry->fate] = row.size = entry->size;
    }
  else if (is_exhausted (self))
    {
      msp_tally_set (&row, "entry", MSP_FATE_PARTIAL, MSP_REASON_LIMIT, "the file expands beyond the limit expanded-ratio");
      row.size = msp_stream_tell (entry->stream);
      msp_tally_fill (&row, row.size, MSP_FATE_PARTIAL);
    }
  else if (inner.depth > self->request->limits->depth)
    {
      g_autoptr (GError) bad = NULL;

      msp_tally_set (&row, "entry", MSP_FATE_PARTIAL, MSP_REASON_LIMIT, "nested deeper than the limit depth");
      msp_document_drain (entry->stream, self->request->stop, &bad);
      row.size = msp_stream_tell (entry->stream);
      msp_tally_fill (&row, row.size, MSP_FATE_PARTIAL);
    }
  else if (!scan_stream (self, entry->stream, &inner, &row, error))
    return FALSE;
  if (entry->stream != NULL)
    self->expanded += msp_stream_tell (entry->stream);
  return finish_row (self, error);
}

/* An entry's size is what its archive says, which may be a lie: only reading to the end tells. */
static guint64
measure (const Scan *self, MspStream *stream, const Place *place, GError **error)
{
  gint64 size = msp_stream_get_size (stream);

  if (place->depth == 0 && size >= 0)
    return MAX ((guint64) size, msp_stream_tell (stream));
  msp_document_drain (stream, self->request->stop, error);
  if (size > 0 && *error == NULL && msp_stream_tell (stream) < (guint64) size)
    g_set_error_literal (error, MSP_CONTAINER_ERROR, MSP_CONTAINER_ERROR_CORRUPT, "shorter than its archive says");
  return msp_stream_tell (stream);
}

static MspFate
get_rest_fate (const MspTally *row, gboolean bad)
{
  if (!bad)
    return MSP_FATE_READ;
  if (row->fate == MSP_FATE_OPAQUE)
    return MSP_FATE_OPAQUE;
  return row->reason == MSP_REASON_LIMIT ? MSP_FATE_PARTIAL : MSP_FATE_FAILED;
}

/* What the reader did not hand out: the archive's own structure as read, and what an error cut off as failed. Of messages and
   ranges every byte is handed out, so nothing is filled in there: the sum must come out by itself. */
static void
close_row (Scan *self, MspTally *row, MspStream *stream, const Place *place, gboolean fill, const GError *bad)
{
  g_autoptr (GError) further = NULL;
  guint64 reached = msp_stream_tell (stream);

  /* What was counted before the mark must be there before the rest is. */
  (void) get_step (self);
  if (self->in_part && place->depth == 0)
    {
      if (bad != NULL)
        msp_tally_fail (row, bad);
      row->size = msp_tally_get_sum (row);
      return;
    }
  if (bad != NULL)
    {
      gboolean failed, opaque;

      msp_tally_fail (row, bad);
      failed = row->fate == MSP_FATE_FAILED;
      opaque = row->fate == MSP_FATE_OPAQUE;
      msp_tally_fill (row, reached, failed ? MSP_FATE_FAILED : get_rest_fate (row, opaque));
    }
  row->size = measure (self, stream, place, &further);
  if (further != NULL && bad == NULL)
    msp_tally_fail (row, further);
  if (fill || bad != NULL || further != NULL)
    msp_tally_fill (row, row->size, get_rest_fate (row, bad != NULL));
}

static gboolean
scan_container (Scan *self, MspStream *stream, MspReader *reader, const Place *place, MspTally *row, GError **error)
{
  g_autoptr (GError) bad = NULL;
  g_auto (MspLayout) layout = { 0 };
  g_autoptr (GString) locator = g_string_new (place->locator);
  gboolean end = FALSE, good = TRUE, is_mbox = g_str_has_prefix (msp_reader_get_kind (reader), "mbox");
  MspEntry entry;

  msp_layout_init (&layout, place->path, msp_reader_get_kind (reader));
  while (good && msp_reader_next (reader, &entry, &end, &bad) && !end)
    {
      if (entry.kind == MSP_ENTRY_MESSAGE)
        good = scan_message (self, place, &layout, &entry, is_mbox, locator, row, error);
      else if (entry.kind == MSP_ENTRY_RANGE)
        good = scan_range (self, place, &entry, row, error);
      else
        good = check_stop (self, error) && scan_entry (self, place, &entry, row, error);
    }
  g_free (row->kind);
  row->kind = g_strdup (msp_reader_get_kind (reader));
  if (good && row->bytes[MSP_FATE_FAILED] + row->bytes[MSP_FATE_PARTIAL] > 0)
    {
      row->fate = MSP_FATE_PARTIAL;
      row->reason = row->bytes[MSP_FATE_FAILED] > 0 ? MSP_REASON_DAMAGED : MSP_REASON_LIMIT;
    }
  close_row (self, row, stream, place, msp_reader_is_archive (reader), bad);
  return good;
}

static gboolean
begin_claim (gpointer data)
{
  return get_step (data) == STEP_TAKE;
}

static gboolean
end_claim (gpointer data, GError **error)
{
  Scan *self = data;

  return check_stop (self, error) && end_step (self, get_step (self), error);
}

/* Within a step that takes its time. */
static gboolean
tick_claim (gpointer data, GError **error)
{
  Scan *self = data;

  return check_stop (self, error)
         && (self->request->step == NULL || !begin_claim (self)
             || self->request->step (self->request->step_data, &self->mark, msp_stream_tell (self->input), error));
}

static MspClaimSteps
get_claim_steps (Scan *self)
{
  return (MspClaimSteps) { self, self->request->sink, begin_claim, end_claim, tick_claim };
}

static gboolean
scan_claims (Scan *self, const MspExportReader *reader, const GByteArray *bytes, gboolean cut, const Place *place, GError **error)
{
  const MspClaimSteps steps = get_claim_steps (self);
  const MspClaimSource source = {
    .reader = reader, .bytes = { (const char *) bytes->data, bytes->len }, .is_cut = cut, .name = get_name (place->path),
    .locator = place->locator, .file = self->work->file, .depth = place->depth,
  };

  return msp_claims_read (self->claims, &source, &steps, error);
}

static gboolean
scan_document (Scan *self, MspStream *stream, const Place *place, const MspLayout *layout, MspTally *row, GError **error)
{
  g_autoptr (GError) bad = NULL;
  const char *name = get_name (place->path);
  gsize limit = layout->is_index && !msp_uids_is_name (name) ? 0 : self->request->limits->message_bytes;
  g_autoptr (GByteArray) bytes = msp_document_read (stream, limit, self->request->stop, &bad);
  const MspExportReader *export = msp_export_find (msp_span_new ((const char *) bytes->data, bytes->len), name);
  MspDocumentResult result = { .is_sidecar = export != NULL && export->is_sidecar };
  Step step = get_step (self);

  if (layout->is_index)
    {
      msp_tally_set (row, "index", MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED, "index of a mail program");
      msp_tally_fill (row, msp_stream_tell (stream), MSP_FATE_OPAQUE);
    }
  else if (step == STEP_TAKE)
    {
      if (!msp_document_analyse (self->request->analyser, place->locator, place->path, layout, stream, bytes, &self->counter,
                                 &result, error))
        return FALSE;
      msp_tally_set (row, export != NULL ? export->id : result.kind, result.fate, result.reason, result.detail);
      msp_tally_add (row, result.bytes);
    }
  else if (step == STEP_POISONED)
    {
      msp_tally_set (row, "unreadable", MSP_FATE_FAILED, get_poison (self), "broke the process that read it");
      msp_tally_fill (row, msp_stream_tell (stream), MSP_FATE_FAILED);
    }
  gboolean cut = bad != NULL || msp_stream_tell (stream) > bytes->len;
  if (!end_step (self, step, error) || (export != NULL && !scan_claims (self, export, bytes, cut, place, error)))
    return FALSE;
  close_row (self, row, stream, place, TRUE, bad);
  return TRUE;
}

static gboolean
scan_stream (Scan *self, MspStream *stream, const Place *place, MspTally *row, GError **error)
{
  g_autoptr (GError) bad = NULL;
  g_auto (MspLayout) layout = { 0 };
  g_autoptr (MspReader) reader = NULL;

  msp_layout_init (&layout, place->path, NULL);
  if (layout.is_index)
    return scan_document (self, stream, place, &layout, row, error);
  if (layout.is_message)
    reader = msp_reader_open_message (stream, get_name (place->path), self->request->limits, &bad);
  else
    reader = msp_reader_open (stream, get_name (place->path), self->request->limits, &bad);
  if (reader != NULL)
    return scan_container (self, stream, reader, place, row, error);
  if (bad == NULL)
    return scan_document (self, stream, place, &layout, row, error);
  msp_tally_set (row, "unreadable", MSP_FATE_FAILED, MSP_REASON_IO, NULL);
  close_row (self, row, stream, place, TRUE, bad);
  return TRUE;
}

/* The whole file, or the messages that begin in its part. */
static gboolean
scan_part (Scan *self, const Place *place, MspTally *row, GError **error)
{
  const MspScanWork *work = self->work;
  g_autoptr (GError) bad = NULL;
  g_autoptr (MspReader) reader = NULL;

  if (work->start == 0 && work->end == G_MAXUINT64)
    return scan_stream (self, self->input, place, row, error);
  reader = msp_reader_open_range (self->input, get_name (place->path), self->request->limits, work->start, work->end, &bad);
  self->in_part = reader != NULL;
  if (reader != NULL)
    return scan_container (self, self->input, reader, place, row, error);
  /* No mailbox that can be cut: its first part is the whole. To know that, some of it was read. */
  if (work->start > 0)
    return TRUE;
  if (!msp_stream_can_seek (self->input) || msp_stream_seek (self->input, 0, NULL))
    return scan_stream (self, self->input, place, row, error);
  msp_tally_set (row, "unreadable", MSP_FATE_FAILED, MSP_REASON_IO, "cannot go back to its beginning");
  return TRUE;
}

/* What its own entries say of an archive's entries. */
static gboolean
scan_again (Scan *self, const Place *place, GError **error)
{
  const MspClaimSteps steps = get_claim_steps (self);

  return msp_claims_again (self->claims, self->input, get_name (place->path), place->locator, self->request->limits,
                           &steps, error);
}

static gboolean
scan_file (Scan *self, GError **error)
{
  const MspFile *file = self->work->file;
  g_autoptr (GString) locator = g_string_new (NULL);
  g_autoptr (GError) bad = NULL;
  g_autoptr (MspStream) stream = NULL;
  g_auto (MspTally) row = { 0 };
  gboolean good = TRUE;

  msp_locator_append_file (locator, file->path);
  const Place place = { .locator = locator->str, .path = file->path };
  open_row (self, &row, &place);
  if (file->fate == MSP_FATE_READ)
    stream = msp_file_open (file, &bad);
  self->input = stream;
  if (stream != NULL)
    good = scan_part (self, &place, &row, error) && scan_again (self, &place, error);
  else
    {
      gboolean opened = file->fate == MSP_FATE_READ;

      msp_tally_set (&row, "file", opened ? MSP_FATE_FAILED : file->fate, opened ? MSP_REASON_IO : file->reason,
                     opened ? bad->message : file->detail);
      row.size = file->size;
      row.bytes[row.fate] = row.size;
    }
  /* A later part of what is no mailbox has nothing to say. */
  if (good && row.kind != NULL)
    good = finish_row (self, error);
  self->input = NULL;
  return good;
}

gboolean
msp_scan_work (const MspScanRequest *request, const MspScanWork *work, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (MspClaims) claims = msp_claims_new ();
  Scan self = { .request = request, .counter = { &counter_class }, .work = work, .mark = { 0, rows }, .claims = claims };

  return check_stop (&self, error) && scan_file (&self, error) && check_stop (&self, error);
}
