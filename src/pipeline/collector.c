/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/collector.h"

#include "model/locator.h"
#include "pipeline/tally.h"

/* One input file whose row is not complete. */
typedef struct {
  MspTally row;
  guint    ended;     /* units */
  gboolean begun;     /* some unit sent a row */
} Pending;

struct _MspCollector {
  MspSink       sink;      /* must be first */
  MspSink      *target;
  MspManifest  *manifest;
  MspScanStats *stats;
  GHashTable   *pending;   /* locator to Pending */
};

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  msp_tally_clear (&pending->row);
  g_free (pending);
}

static Pending *
get_pending (MspCollector *self, const char *locator)
{
  Pending *pending = g_hash_table_lookup (self->pending, locator);

  if (pending == NULL)
    {
      pending = g_new0 (Pending, 1);
      msp_tally_init (&pending->row, locator, NULL);
      g_hash_table_insert (self->pending, pending->row.locator, pending);
    }
  return pending;
}

/* The worse of two fates; a file of which some part was read is PARTIAL, not FAILED. */
static void
merge_fate (Pending *pending, const MspSourceRecord *part)
{
  MspTally *row = &pending->row;
  gboolean mixed = pending->begun && (part->fate == MSP_FATE_FAILED) != (row->fate == MSP_FATE_FAILED);

  if (!pending->begun || (row->fate == MSP_FATE_READ && part->fate != MSP_FATE_READ))
    msp_tally_set (row, pending->begun ? row->kind : part->kind, part->fate, part->reason, part->detail);
  if (mixed && row->fate == MSP_FATE_FAILED)
    row->fate = MSP_FATE_PARTIAL;
}

static void
add_part (MspCollector *self, const MspSourceRecord *part)
{
  Pending *pending = get_pending (self, part->locator);

  merge_fate (pending, part);
  pending->begun = TRUE;
  pending->row.messages += part->messages;
  pending->row.size += part->size;
  msp_tally_add (&pending->row, part->bytes);
}

static gboolean
send_source (MspCollector *self, const MspSourceRecord *source, GError **error)
{
  if (source->fate == MSP_FATE_FAILED || (source->fate == MSP_FATE_PARTIAL && source->reason != MSP_REASON_LIMIT)
      || source->bytes[MSP_FATE_FAILED] > 0)
    self->stats->failed++;
  return msp_sink_source (self->target, source, error);
}

static gboolean
take_source (MspSink *sink, const MspSourceRecord *source, GError **error)
{
  MspCollector *self = (MspCollector *) (void *) sink;

  if (source->parent != NULL)
    return send_source (self, source, error);
  add_part (self, source);
  return TRUE;
}

static gboolean
take_message (MspSink *sink, const MspMessageRecord *message, GError **error)
{
  MspCollector *self = (MspCollector *) (void *) sink;
  gboolean failed = message->bytes[MSP_FATE_FAILED] > 0;

  self->stats->findings += message->n_findings;
  if (message->kind == MSP_MESSAGE_MAIL)
    self->stats->messages++;
  else
    self->stats->documents++;
  for (gsize i = 0; i < message->n_parts; i++)
    failed |= message->parts[i].fate == MSP_FATE_FAILED;
  self->stats->failed += failed;
  return msp_sink_message (self->target, message, error);
}

static gboolean
take_problem (MspSink *sink, const MspProblem *problem, GError **error)
{
  MspCollector *self = (MspCollector *) (void *) sink;

  return msp_sink_problem (self->target, problem, error);
}

static const MspSinkClass collector_class = { take_message, take_source, take_problem };

MspCollector *
msp_collector_new (MspSink *sink, MspManifest *manifest, MspScanStats *stats)
{
  MspCollector *self = g_new0 (MspCollector, 1);

  self->sink.klass = &collector_class;
  self->target = sink;
  self->manifest = manifest;
  self->stats = stats;
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, pending_free);
  return self;
}

MspSink *
msp_collector_get_sink (MspCollector *self)
{
  return &self->sink;
}

gboolean
msp_collector_end_unit (MspCollector *self, const MspPlanUnit *unit, GError **error)
{
  g_autoptr (GString) locator = g_string_new (NULL);
  g_autofree char *sha256 = NULL;
  const MspFile *file = unit->file;

  msp_locator_append_file (locator, file->path);
  Pending *pending = get_pending (self, locator->str);
  if (++pending->ended < unit->n_parts)
    return TRUE;
  /* Parts know only what they handed out: together it must be the file, unless some of it could not be read. */
  if (unit->n_parts > 1)
    pending->row.size = file->size;
  if (unit->n_parts > 1 && pending->row.fate != MSP_FATE_READ)
    msp_tally_fill (&pending->row, file->size, MSP_FATE_FAILED);
  MspSourceRecord record = msp_tally_to_record (&pending->row);
  if (self->manifest != NULL && file->fate == MSP_FATE_READ && file->real_path != NULL)
    sha256 = msp_manifest_take (self->manifest, file->real_path, NULL);
  record.sha256 = sha256;
  self->stats->files++;
  gboolean good = send_source (self, &record, error);
  g_hash_table_remove (self->pending, locator->str);
  return good;
}

void
msp_collector_free (MspCollector *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->pending);
  g_free (self);
}
