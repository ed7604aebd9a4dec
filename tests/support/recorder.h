/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A sink that writes every record as one line of text, for comparing. Slices become the row of their file once all are there. */

#include "model/sink.h"

typedef struct {
  MspSink  sink;
  GString *messages;   /* "LOCATOR mail|document SIZE SCORE detector@section+start …" a line */
  GString *sources;    /* "LOCATOR KIND SIZE MESSAGES FATE REASON" a line */
  guint64  n_messages, n_findings;
  guint    problems[MSP_N_REASONS];
  guint64  unbalanced; /* records whose bytes do not sum to their size */
  guint64  fail_after; /* the message with this number, from 1, is refused; 0: none */
  GHashTable *slices;  /* locator to MspSliceSum */
} Recorder;

void recorder_init  (Recorder *self);
void recorder_clear (Recorder *self);
