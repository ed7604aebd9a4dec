/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/scan.h"

#include "container/layout.h"
#include "container/reader.h"
#include "model/locator.h"
#include "pipeline/document.h"
#include "pipeline/tally.h"

/* Input files hashed ahead of the scan. */
#define AHEAD 16

G_DEFINE_QUARK (msp-pipeline-error-quark, msp_pipeline_error)

typedef struct {
  const MspScanRequest *request;
  MspScanStats         *stats;
  MspSink               counter;      /* stands before the request's sink and counts findings */
  const MspStream      *input;        /* the input file being read, for progress */
  guint64               done;         /* bytes of the input files before it */
} Scan;

/* Where a stream was found. path is the layout's: raw bytes, '/' between. */
typedef struct {
  const char *locator, *parent, *path;
  guint       depth;
} Place;

static gboolean
check_stop (const Scan *self, GError **error)
{
  if (self->request->stop == NULL || !*self->request->stop)
    return TRUE;
  g_set_error_literal (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_INTERRUPTED, "interrupted");
  return FALSE;
}

static void
report_progress (Scan *self)
{
  if (self->request->progress == NULL)
    return;
  self->stats->bytes = self->done + (self->input != NULL ? msp_stream_tell (self->input) : 0);
  self->request->progress (self->request->progress_data, self->stats);
}

static gboolean
send_row (Scan *self, MspTally *row, const char *sha256, GError **error)
{
  MspSourceRecord record = msp_tally_to_record (row);

  record.sha256 = sha256;
  if (row->fate == MSP_FATE_FAILED || (row->fate == MSP_FATE_PARTIAL && row->reason != MSP_REASON_LIMIT)
      || row->bytes[MSP_FATE_FAILED] > 0)
    self->stats->failed++;
  return msp_sink_source (self->request->sink, &record, error);
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

  self->stats->findings += message->n_findings;
  if (message->kind == MSP_MESSAGE_MAIL)
    self->stats->messages++;
  else
    self->stats->documents++;
  for (gsize i = 0; i < message->n_parts; i++)
    if (message->parts[i].fate == MSP_FATE_FAILED)
      self->stats->failed++;
  return msp_sink_message (self->request->sink, message, error);
}

static const MspSinkClass counter_class = { count_message, NULL, NULL };

static gboolean
scan_message (Scan *self, const Place *place, const MspLayout *layout, const MspEntry *entry, gboolean one_of_many, MspTally *row,
              GError **error)
{
  g_autoptr (GString) locator = g_string_new (place->locator);
  guint64 bytes[MSP_N_FATES], before = self->stats->messages;

  if (one_of_many)
    msp_locator_append_message (locator, entry->offset);
  const MspAnalyserInput input = {
    .locator = locator->str, .source = place->locator, .mailbox = layout->mailbox, .folder = layout->folder, .labels = entry->labels,
    .flags = layout->flags | entry->flags, .offset = entry->offset, .size = entry->size, .bytes = entry->bytes,
    .truncated = entry->truncated, .reason = entry->reason, .detail = entry->detail,
  };
  if (!check_stop (self, error) || !msp_analyser_message (self->request->analyser, &input, &self->counter, bytes, error))
    return FALSE;
  row->messages += self->stats->messages - before;
  msp_tally_add (row, bytes);
  report_progress (self);
  return TRUE;
}

/* Bytes that are no message: part of the container's own row, and a row of their own unless they are known to be harmless. */
static gboolean
scan_range (Scan *self, const Place *place, const MspEntry *entry, MspTally *row, GError **error)
{
  g_autoptr (GString) locator = g_string_new (place->locator);
  g_auto (MspTally) range = { 0 };

  row->bytes[entry->fate] += entry->size;
  msp_locator_append_message (locator, entry->offset);
  msp_tally_init (&range, locator->str, place->locator);
  msp_tally_set (&range, entry->fate == MSP_FATE_READ ? "index" : "unrecognised", entry->fate, entry->reason, entry->detail);
  range.bytes[entry->fate] = range.size = entry->size;
  return send_row (self, &range, NULL, error);
}

static gboolean scan_stream (Scan *self, MspStream *stream, const Place *place, MspTally *row, GError **error);

static gboolean
scan_entry (Scan *self, const Place *place, const MspEntry *entry, MspTally *outer, GError **error)
{
  g_autoptr (GString) locator = g_string_new (place->locator);
  g_autofree char *path = g_strconcat (place->path, "/", entry->name, NULL);
  g_auto (MspTally) row = { 0 };

  outer->entries++;
  msp_locator_append_entry (locator, entry->name);
  const Place inner = { locator->str, place->locator, path, place->depth + 1 };
  msp_tally_init (&row, inner.locator, inner.parent);
  if (entry->stream == NULL)
    {
      msp_tally_set (&row, "entry", entry->fate, entry->reason, entry->detail);
      row.bytes[entry->fate] = row.size = entry->size;
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
  return send_row (self, &row, NULL, error);
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

/* What the reader did not hand out: the archive's own structure as read, and what an error cut off as failed. Of messages and ranges
   every byte is handed out, so nothing is filled in there: the sum must come out by itself. */
static void
close_row (const Scan *self, MspTally *row, MspStream *stream, const Place *place, gboolean fill, const GError *bad)
{
  g_autoptr (GError) further = NULL;
  guint64 reached = msp_stream_tell (stream);

  if (bad != NULL)
    {
      msp_tally_fail (row, bad);
      msp_tally_fill (row, reached, row->fate == MSP_FATE_FAILED ? MSP_FATE_FAILED : get_rest_fate (row, row->fate == MSP_FATE_OPAQUE));
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
  gboolean end = FALSE, good = TRUE;
  MspEntry entry;

  msp_layout_init (&layout, place->path, msp_reader_get_kind (reader));
  while (good && msp_reader_next (reader, &entry, &end, &bad) && !end)
    {
      if (entry.kind == MSP_ENTRY_MESSAGE)
        good = scan_message (self, place, &layout, &entry, g_str_has_prefix (msp_reader_get_kind (reader), "mbox"), row, error);
      else if (entry.kind == MSP_ENTRY_RANGE)
        good = scan_range (self, place, &entry, row, error);
      else
        good = check_stop (self, error) && scan_entry (self, place, &entry, row, error);
    }
  g_free (row->kind);
  row->kind = g_strdup (msp_reader_get_kind (reader));
  if (good && row->bytes[MSP_FATE_FAILED] > 0)
    {
      row->fate = MSP_FATE_PARTIAL;
      row->reason = MSP_REASON_DAMAGED;
    }
  close_row (self, row, stream, place, msp_reader_is_archive (reader), bad);
  return good;
}

static gboolean
scan_document (Scan *self, MspStream *stream, const Place *place, MspTally *row, GError **error)
{
  g_autoptr (GError) bad = NULL;
  g_autoptr (GByteArray) bytes = msp_document_read (stream, self->request->limits->message_bytes, self->request->stop, &bad);
  g_auto (MspLayout) layout = { 0 };
  MspDocumentResult result;

  msp_layout_init (&layout, place->path, NULL);
  if (!msp_document_analyse (self->request->analyser, place->locator, place->path, &layout, stream, bytes, &self->counter, &result, error))
    return FALSE;
  msp_tally_set (row, result.kind, result.fate, result.reason, NULL);
  msp_tally_add (row, result.bytes);
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
    {
      msp_document_drain (stream, self->request->stop, &bad);
      msp_tally_set (row, "index", MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED, "index of a mail program");
      msp_tally_fill (row, msp_stream_tell (stream), MSP_FATE_OPAQUE);
      close_row (self, row, stream, place, TRUE, bad);
      return TRUE;
    }
  if (layout.is_message)
    reader = msp_reader_open_message (stream, get_name (place->path), self->request->limits, &bad);
  else
    reader = msp_reader_open (stream, get_name (place->path), self->request->limits, &bad);
  if (reader != NULL)
    return scan_container (self, stream, reader, place, row, error);
  if (bad == NULL)
    return scan_document (self, stream, place, row, error);
  msp_tally_set (row, "unreadable", MSP_FATE_FAILED, MSP_REASON_IO, NULL);
  close_row (self, row, stream, place, TRUE, bad);
  return TRUE;
}

static gboolean
scan_file (Scan *self, const MspFile *file, GError **error)
{
  g_autoptr (GString) locator = g_string_new (NULL);
  g_autoptr (GError) bad = NULL;
  g_autoptr (MspStream) stream = NULL;
  g_autofree char *sha256 = NULL;
  g_auto (MspTally) row = { 0 };

  msp_locator_append_file (locator, file->path);
  msp_tally_init (&row, locator->str, NULL);
  const Place place = { locator->str, NULL, file->path, 0 };
  if (file->fate == MSP_FATE_READ)
    stream = msp_file_open (file, &bad);
  if (file->fate != MSP_FATE_READ)
    {
      msp_tally_set (&row, "file", file->fate, file->reason, file->detail);
      row.bytes[file->fate] = row.size = file->size;
    }
  else if (stream == NULL)
    {
      msp_tally_set (&row, "file", MSP_FATE_FAILED, MSP_REASON_IO, bad->message);
      row.bytes[MSP_FATE_FAILED] = row.size = file->size;
    }
  else if (self->input = stream, !scan_stream (self, stream, &place, &row, error))
    return FALSE;
  self->input = NULL;
  if (stream != NULL && file->real_path != NULL && self->request->manifest != NULL)
    sha256 = msp_manifest_take (self->request->manifest, file->real_path, NULL);
  self->stats->files++;
  self->done += row.size;
  report_progress (self);
  return send_row (self, &row, sha256, error);
}

/* The next file, with the manifest some files ahead so that hashing never waits for the scan. */
static MspFile *
next_file (const MspScanRequest *request, GQueue *ahead)
{
  MspFile *file;

  while (ahead->length < AHEAD && (file = msp_walk_next (request->walk)) != NULL)
    {
      if (request->manifest != NULL && file->fate == MSP_FATE_READ && file->real_path != NULL)
        msp_manifest_add (request->manifest, file->real_path);
      g_queue_push_tail (ahead, file);
    }
  return g_queue_pop_head (ahead);
}

gboolean
msp_scan (const MspScanRequest *request, MspScanStats *out_stats, GError **error)
{
  Scan self = { .request = request, .stats = out_stats, .counter = { &counter_class } };
  GQueue ahead = G_QUEUE_INIT;
  gboolean good = TRUE;

  *out_stats = (MspScanStats) { .total_bytes = msp_walk_get_total (request->walk) };
  while (good)
    {
      g_autoptr (MspFile) file = next_file (request, &ahead);

      if (file == NULL)
        break;
      good = check_stop (&self, error) && scan_file (&self, file, error);
    }
  good = good && check_stop (&self, error);
  g_queue_clear_full (&ahead, (GDestroyNotify) msp_file_free);
  out_stats->bytes = self.done;
  if (request->manifest != NULL)
    out_stats->hash_seconds = msp_manifest_get_cpu_seconds (request->manifest);
  return good;
}
