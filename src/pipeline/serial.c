/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/serial.h"

typedef struct {
  const MspSerialRequest *request;
  const MspPlanUnit      *unit;
} Serial;

static gboolean
on_step (gpointer data, const MspScanMark *mark, guint64 bytes, GError **error)
{
  const Serial *self = data;
  MspScanStats shown = *self->request->stats;

  shown.bytes += bytes - MIN (bytes, self->unit->start);
  if (self->request->progress != NULL)
    self->request->progress (self->request->progress_data, &shown);
  return TRUE;
}

static gboolean
run_unit (const MspSerialRequest *request, const MspPlanUnit *unit, GError **error)
{
  Serial self = { request, unit };
  g_auto (MspTally) file_row = { 0 };
  const MspScanWork work = { .file = unit->file, .start = unit->start, .end = unit->end };
  const MspScanRequest scan = {
    .analyser = request->analyser, .sink = msp_collector_get_sink (request->collector), .limits = request->limits,
    .stop = request->stop, .step = on_step, .step_data = &self,
  };

  msp_collector_set_unit (request->collector, &file_row);
  if (!msp_scan_work (&scan, &work, error))
    return FALSE;
  request->stats->bytes += MIN (unit->end, unit->file->size) - MIN (unit->start, unit->file->size);
  return msp_collector_end_unit (request->collector, unit, &file_row, error);
}

gboolean
msp_serial_run (const MspSerialRequest *request, GError **error)
{
  gboolean good = TRUE;

  while (good)
    {
      g_autoptr (MspPlanUnit) unit = msp_plan_next (request->plan);

      if (unit == NULL)
        break;
      good = run_unit (request, unit, error);
    }
  return good;
}
