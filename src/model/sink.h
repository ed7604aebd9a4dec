/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Where the pipeline's records go: the case file, a test's recorder, a socket. Calls come in a fixed order: the messages and
   problems of a source, then the source itself; nested sources before the one that contains them. Of a file that was cut come the
   slices of its parts, in any order, and no source: the sink puts them together (model/slice.h). */

#include "model/record.h"

typedef struct _MspSink MspSink;

typedef struct {
  gboolean (*message) (MspSink *self, const MspMessageRecord *message, GError **error);
  gboolean (*source)  (MspSink *self, const MspSourceRecord *source, GError **error);
  /* A problem that belongs to no message. */
  gboolean (*problem) (MspSink *self, const MspProblem *problem, GError **error);
  /* NULL where files come whole. */
  gboolean (*slice)   (MspSink *self, const MspSliceRecord *slice, GError **error);
} MspSinkClass;

/* Embed as the first member. */
struct _MspSink {
  const MspSinkClass *klass;
};

static inline gboolean
msp_sink_message (MspSink *self, const MspMessageRecord *message, GError **error)
{
  return self->klass->message (self, message, error);
}

static inline gboolean
msp_sink_source (MspSink *self, const MspSourceRecord *source, GError **error)
{
  return self->klass->source (self, source, error);
}

static inline gboolean
msp_sink_problem (MspSink *self, const MspProblem *problem, GError **error)
{
  return self->klass->problem (self, problem, error);
}

static inline gboolean
msp_sink_slice (MspSink *self, const MspSliceRecord *slice, GError **error)
{
  return self->klass->slice (self, slice, error);
}
