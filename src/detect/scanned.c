/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/scanned.h"

#include "detect/detector.h"

MspScanned *
msp_scanned_new (const MspPatterns *patterns, MspMatcherScratch *scratch, const MspUnit *unit, MspText *text, const char *subject)
{
  MspScanned *self = g_new0 (MspScanned, 1);

  self->text = text;
  msp_scan_init (&self->scan, patterns, scratch);
  msp_scan_run (&self->scan, unit, text, subject);
  self->fresh = g_array_copy (self->scan.tried);
  return self;
}

MspScan *
msp_scanned_load (MspScanned *self, const MspUnit *unit)
{
  self->scan.unit = unit;
  g_array_set_size (self->scan.tried, 0);
  if (self->fresh->len > 0)
    g_array_append_vals (self->scan.tried, self->fresh->data, self->fresh->len);
  return &self->scan;
}

const MspText *
msp_scanned_get_text (const MspScanned *self)
{
  return self->text;
}

void
msp_scanned_free (MspScanned *self)
{
  if (self == NULL)
    return;
  msp_scan_clear (&self->scan);
  g_array_unref (self->fresh);
  msp_text_free (self->text);
  g_free (self);
}
