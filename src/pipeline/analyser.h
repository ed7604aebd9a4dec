/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One message or document at a time through mime, extract, detect and score, to one record for the sink. Everything a worker
   keeps between messages lives here; nothing in it is shared. */

#include <glib.h>

#include "base/limits.h"
#include "detect/detector.h"
#include "mime/mail.h"
#include "model/sink.h"

typedef struct _MspAnalyser MspAnalyser;

typedef struct {
  const MspPatterns *patterns;
  const guint8      *key;          /* MSP_KEY_LEN bytes */
  const MspLimits   *limits;
  MspMimeEngine      engine;
  gint64             since, until; /* seconds since 1970 UTC: messages dated outside [since, until) are skipped */
} MspAnalyserConfig;

/* What the container knows of a message or document; bytes is borrowed. */
typedef struct {
  const char *locator, *source;
  const char *mailbox, *folder, *labels;   /* labels may be NULL */
  const char *name;                        /* last name of the path, for documents */
  guint32     flags;                       /* MspMessageFlags */
  guint64     offset, size;
  MspSpan     bytes;
  gboolean    is_in_mbox;                  /* a header of its own may state its UID */
  gboolean    only_findings;               /* of a document: no record if nothing is found in it */
  gboolean    truncated;                   /* bytes stop before the message does, for this reason */
  MspReason   reason;
  const char *detail;
} MspAnalyserInput;

/* Sees each text as it is scanned; for showing evidence. */
typedef void (*MspAnalyserObserver) (gpointer data, const MspUnit *unit, const MspText *text);

/* Copies config; the things it points to are borrowed. */
MspAnalyser *msp_analyser_new      (const MspAnalyserConfig *config);
void         msp_analyser_observe  (MspAnalyser *self, MspAnalyserObserver observer, gpointer data);

/* The detector, for what a sink may ask of it while it is given a record: raw names, where those were asked for. */
MspDetector *msp_analyser_get_detector (MspAnalyser *self);

/* Both fill out_bytes (MSP_N_FATES of them, summing to input->size) and fail only when the sink does. */
gboolean     msp_analyser_message  (MspAnalyser *self, const MspAnalyserInput *input, MspSink *sink, guint64 *out_bytes,
                                    GError **error);

/* Records the message without looking at it: FAILED for reason. */
gboolean     msp_analyser_fail     (const MspAnalyserInput *input, MspReason reason, MspSink *sink, guint64 *out_bytes,
                                    GError **error);

/* A file that is no mail. Its record goes to the sink only if it held text. out_kind: media type by content, out_detail: what is to
   be said of it or NULL, both static. */
gboolean     msp_analyser_document (MspAnalyser *self, const MspAnalyserInput *input, MspSink *sink, guint64 *out_bytes,
                                    const char **out_kind, MspFate *out_fate, MspReason *out_reason, const char **out_detail,
                                    GError **error);

void         msp_analyser_free     (MspAnalyser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspAnalyser, msp_analyser_free)
