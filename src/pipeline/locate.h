/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Back from a locator to the bytes: opens the source again and analyses the one message or document that is named. */

#include <glib.h>

#include "pipeline/analyser.h"

typedef struct {
  const char *const *roots;      /* label, absolute path, … NULL, as recorded in the case */
  const MspLimits   *limits;
  MspAnalyser       *analyser;
} MspLocateRequest;

/* Sends the record of the message that locator names (its section and text steps are not looked at) to sink, with the locator of
   the message itself. Errors: G_OPTION_ERROR for a text that is no locator or names a root the case does not have;
   MSP_CONTAINER_ERROR and G_IO_ERROR when the source cannot be read; MSP_PIPELINE_ERROR_NOT_FOUND when the source holds no such
   item. */
gboolean msp_locate (const MspLocateRequest *request, const char *locator, MspSink *sink, GError **error);
