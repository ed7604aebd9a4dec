/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads a file of evidence in a process of its own that is shut in like a worker, and gives what it sends to a sink, as if the file had
   been read here. One that breaks the process costs this file from there on, and no other. */

#include <glib.h>

#include "evidence/file.h"
#include "pipeline/confine.h"

typedef struct {
  MspSandbox sandbox;
  guint64    memory;    /* bytes that the process may take beyond what it starts with; 0: no limit */
  guint      seconds;   /* that it may be silent; 0: for ever */
  /* NULL, or is called in the confined process for every event: tests plant their crashes here. */
  void     (*observer) (const MspEvent *event);
} MspEvidenceRequest;

/* As msp_evidence_file_read, and an MspEvidenceReadFunc; request is an MspEvidenceRequest. stream is read on by the process, and not to
   be used afterwards. What the file is hashed to is the word of that process, so it is good for this file alone; NULL if it did not get to the
   end. MSP_PIPELINE_ERROR_WORKER if the process broke, took too long or too much memory. */
gboolean msp_evidence_read (gpointer request, MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink,
                            MspEvidenceFile *out_file, GError **error);
