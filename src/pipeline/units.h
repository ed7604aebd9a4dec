/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Turns the headers and parts of a message into texts for the detector, and says what became of each part. */

#include <glib.h>

#include "base/limits.h"
#include "detect/detector.h"
#include "mime/mail.h"
#include "model/record.h"
#include "pipeline/analyser.h"
#include "pipeline/repeats.h"

typedef struct {
  MspMime             *mime;
  MspDetector         *detector;
  const MspLimits     *limits;
  MspText             *text;
  GByteArray          *decoded;
  GArray              *parts;      /* MspPartRecord of the current message */
  GStringChunk        *strings;    /* of the current message */
  MspRepeats          *repeats;
  const char          *subject;    /* of the current message */
  MspAnalyserObserver  observer;
  gpointer             observer_data;
} MspUnits;

void msp_units_init        (MspUnits *self, MspMime *mime, MspDetector *detector, const MspLimits *limits);

/* Forgets the current message. */
void msp_units_reset       (MspUnits *self);

/* Subject, addresses and labels of the message itself. */
void msp_units_scan_header (MspUnits *self, const MspMailHeaders *headers);

/* All parts: decodes what can yield text, scans it, records every leaf's fate. title: the subject. */
void msp_units_scan_parts  (MspUnits *self, const MspMail *mail, const char *title);

/* The bytes of a document as the one part "1". */
void msp_units_scan_document (MspUnits *self, MspSpan bytes, gboolean truncated, const char *name);

void msp_units_clear       (MspUnits *self);
