/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/texts.h"

#include "pipeline/units.h"

struct _MspTexts {
  MspMime *mime;
  MspUnits units;
};

MspTexts *
msp_texts_new (MspMimeEngine engine, const MspLimits *limits, MspAnalyserObserver observer, gpointer data)
{
  MspTexts *self = g_new0 (MspTexts, 1);

  self->mime = msp_mime_new (engine, limits);
  msp_units_init (&self->units, self->mime, engine, NULL, limits);
  self->units.observer = observer;
  self->units.observer_data = data;
  return self;
}

void
msp_texts_read (MspTexts *self, MspSpan message, gboolean truncated, guint64 size)
{
  const MspMail *mail = msp_mime_parse (self->mime, message, truncated);

  msp_units_reset (&self->units, size);
  msp_units_scan_header (&self->units, &mail->headers);
  msp_units_scan_parts (&self->units, mail, mail->headers.subject);
}

void
msp_texts_free (MspTexts *self)
{
  if (self == NULL)
    return;
  msp_units_clear (&self->units);
  msp_mime_free (self->mime);
  g_free (self);
}
