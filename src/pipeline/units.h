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
  MspMime             *mime;       /* of the message itself */
  MspMimeEngine        engine;
  MspDetector         *detector;   /* NULL: texts are observed and no more */
  const MspLimits     *limits;
  GPtrArray           *mimes;      /* MspMime for messages inside parts, by depth */
  guint                groups;     /* numbers given to groups of alternatives */
  guint64              size;       /* of the current message */
  guint64              expanded;   /* bytes unpacked from its parts */
  MspText             *text;
  GByteArray          *decoded;
  GArray              *parts;      /* MspPartRecord of the current message */
  GStringChunk        *strings;    /* of the current message */
  MspRepeats          *repeats;
  const char          *subject;    /* of the current message */
  MspAnalyserObserver  observer;
  gpointer             observer_data;
} MspUnits;

/* A mail whose parts are scanned: the message itself, or one inside a part of it. */
typedef struct {
  const MspMail *mail;
  MspMime       *mime;     /* that parsed it */
  const char    *title;    /* its subject */
  const char    *prefix;   /* of its sections: "", or "2!/a.eml#" */
  guint          depth;    /* 0 for the message itself */
  guint          group;    /* its groups of alternatives have numbers above this */
} MspUnitsMail;

void msp_units_init        (MspUnits *self, MspMime *mime, MspMimeEngine engine, MspDetector *detector, const MspLimits *limits);

/* Forgets the current message; the next one has size bytes. */
void msp_units_reset       (MspUnits *self, guint64 size);

/* Subject, addresses and labels of the message itself. */
void msp_units_scan_header (MspUnits *self, const MspMailHeaders *headers);

/* All parts: decodes what can yield text, scans it, records every leaf's fate. title: the subject. */
void msp_units_scan_parts  (MspUnits *self, const MspMail *mail, const char *title);

/* Header and parts of a message inside a part. */
void msp_units_scan_mail   (MspUnits *self, const MspUnitsMail *mail);

/* The text of one leaf; files found inside are put into items (NULL: not asked for), for whoever calls to scan. */
void msp_units_scan_content (MspUnits *self, MspMime *mime, const MspMailPart *part, const MspUnit *unit, GPtrArray *items,
                             MspOutcome *out);

/* The name of a file, whose record has this section. */
void msp_units_scan_name   (MspUnits *self, const char *section, const char *filename);

/* What became of the part whose record is number at. */
void msp_units_set_outcome (MspUnits *self, guint at, const MspOutcome *outcome);

/* The bytes of a document as the one part "1". */
void msp_units_scan_document (MspUnits *self, MspSpan bytes, gboolean truncated, const char *name);

void msp_units_clear       (MspUnits *self);
