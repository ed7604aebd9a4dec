/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Where the pipeline's records go: the case file, a test's recorder, a socket. Calls come in a fixed order: the messages and
   problems of a source, then the source itself; nested sources before the one that contains them. Of a file that was cut come the
   slices of its parts, in any order, and no source: the sink puts them together (model/slice.h). */

#include "model/claim.h"
#include "model/record.h"

typedef struct _MspSink MspSink;

typedef struct {
  gboolean (*message) (MspSink *self, const MspMessageRecord *message, GError **error);
  gboolean (*source)  (MspSink *self, const MspSourceRecord *source, GError **error);
  /* A problem that belongs to no message. */
  gboolean (*problem) (MspSink *self, const MspProblem *problem, GError **error);
  /* NULL where files come whole. */
  gboolean (*slice)   (MspSink *self, const MspSliceRecord *slice, GError **error);
  /* NULL where nobody asks what an export says about itself. A source's claims come before it, digests at any time. */
  gboolean (*claim)   (MspSink *self, const MspClaimRecord *claim, GError **error);
  gboolean (*digest)  (MspSink *self, const MspDigestRecord *digest, GError **error);
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

static inline gboolean
msp_sink_claim (MspSink *self, const MspClaimRecord *claim, GError **error)
{
  return self->klass->claim == NULL || self->klass->claim (self, claim, error);
}

static inline gboolean
msp_sink_digest (MspSink *self, const MspDigestRecord *digest, GError **error)
{
  return self->klass->digest == NULL || self->klass->digest (self, digest, error);
}
