/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The confined side of pipeline/evidence.h. It sends batches: the length of the rest as u32, then frames of pipeline/event-wire.h. An
   empty one is a sign of life. */

#include "pipeline/evidence.h"

/* The longest batch: an event takes at most a few times what its record took. */
#define MSP_EVIDENCE_BATCH_MAX (4 * MSP_EVIDENCE_RECORD_MAX)

typedef struct {
  const MspEvidenceRequest *request;
  MspStream                *stream;
  const MspEvidenceOptions *options;
} MspEvidenceTask;

/* Confines the process and sends what comes of the task, an MspEvidenceTask, to fd. Does not return. */
void msp_evidence_child_run (int fd, gpointer task);
