/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/collector.h"

#include "model/locator.h"

struct _MspCollector {
  MspSink       sink;      /* must be first */
  MspSink      *target;
  MspManifest  *manifest;
  MspScanStats *stats;
  MspTally     *row;       /* of the unit's file; borrowed */
  GHashTable   *ended;     /* path of a file that was cut, to the number of its units that ended */
  MspModuleFunc on_module;
  gpointer      module_data;
};

/* Of limits and of pages that are pictures it is known beforehand that they stay unread. */
static void
count_source (MspCollector *self, const MspSourceRecord *source)
{
  gboolean expected = source->reason == MSP_REASON_LIMIT || source->reason == MSP_REASON_IMAGE;

  if (source->fate == MSP_FATE_FAILED || (source->fate == MSP_FATE_PARTIAL && !expected) || source->bytes[MSP_FATE_FAILED] > 0)
    self->stats->failed++;
}

static gboolean
take_source (MspSink *sink, const MspSourceRecord *source, GError **error)
{
  MspCollector *self = (MspCollector *) (void *) sink;

  if (source->parent != NULL)
    {
      count_source (self, source);
      return msp_sink_source (self->target, source, error);
    }
  /* A unit that is given up behind its last step has sent the row before. */
  if (self->row->kind == NULL)
    msp_tally_from_record (self->row, source);
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
  MspModule module = self->on_module != NULL ? msp_modules_find (problem->locator, problem->detail) : MSP_N_MODULES;

  if (module != MSP_N_MODULES)
    self->on_module (self->module_data, module);
  return msp_sink_problem (self->target, problem, error);
}

static gboolean
take_claim (MspSink *sink, const MspClaimRecord *claim, GError **error)
{
  return msp_sink_claim (((MspCollector *) (void *) sink)->target, claim, error);
}

static gboolean
take_digest (MspSink *sink, const MspDigestRecord *digest, GError **error)
{
  return msp_sink_digest (((MspCollector *) (void *) sink)->target, digest, error);
}

static const MspSinkClass collector_class = { take_message, take_source, take_problem, NULL, take_claim, take_digest };

MspCollector *
msp_collector_new (MspSink *sink, MspManifest *manifest, MspScanStats *stats)
{
  MspCollector *self = g_new0 (MspCollector, 1);

  self->sink.klass = &collector_class;
  self->target = sink;
  self->manifest = manifest;
  self->stats = stats;
  self->ended = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
msp_collector_set_module_func (MspCollector *self, MspModuleFunc func, gpointer data)
{
  self->on_module = func;
  self->module_data = data;
}

void
msp_collector_set_unit (MspCollector *self, MspTally *file_row)
{
  self->row = file_row;
}

MspSink *
msp_collector_get_sink (MspCollector *self)
{
  return &self->sink;
}

/* Whether no other unit of the file is left for this scan. */
static gboolean
is_last (MspCollector *self, const MspPlanUnit *unit)
{
  gpointer before = NULL;

  if (unit->n_mine == 1)
    return TRUE;
  (void) g_hash_table_lookup_extended (self->ended, unit->file->path, NULL, &before);
  if (GPOINTER_TO_UINT (before) + 1 == unit->n_mine)
    return g_hash_table_remove (self->ended, unit->file->path) || TRUE;
  g_hash_table_insert (self->ended, g_strdup (unit->file->path), GUINT_TO_POINTER (GPOINTER_TO_UINT (before) + 1));
  return FALSE;
}

gboolean
msp_collector_end_unit (MspCollector *self, const MspPlanUnit *unit, const MspTally *file_row, GError **error)
{
  g_autoptr (GString) locator = g_string_new (NULL);
  g_autofree char *sha256 = NULL;
  const MspFile *file = unit->file;
  MspSourceRecord record = msp_tally_to_record (file_row);

  msp_locator_append_file (locator, file->path);
  record.locator = locator->str;
  if (is_last (self, unit))
    {
      self->stats->files++;
      if (self->manifest != NULL && unit->hashed)
        sha256 = msp_manifest_take (self->manifest, file->real_path, NULL);
    }
  record.sha256 = sha256;
  count_source (self, &record);
  if (unit->n_parts == 1)
    return msp_sink_source (self->target, &record, error);
  record.kind = file_row->kind;
  const MspSliceRecord slice = { record, unit->start, unit->n_parts, file->size };
  return msp_sink_slice (self->target, &slice, error);
}

void
msp_collector_free (MspCollector *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->ended);
  g_free (self);
}
