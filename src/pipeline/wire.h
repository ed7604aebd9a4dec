/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Records as bytes for a socket: what a worker sends to the coordinator. The reader trusts nothing: a frame either holds
   well-formed records
   (lengths inside the frame, valid UTF-8, enumerations in range, bytes that sum to the size) or is refused whole. */

#include <glib.h>

#include "base/span.h"
#include "model/claim.h"
#include "model/record.h"
#include "pipeline/scan.h"

typedef enum {
  MSP_WIRE_MESSAGE = 1,
  MSP_WIRE_SOURCE,
  MSP_WIRE_PROBLEM,
  MSP_WIRE_MARK,        /* all records before it belong to steps up to this mark */
  MSP_WIRE_DONE,        /* the unit is finished */
  MSP_WIRE_WORK,        /* to a worker: do this */
  MSP_WIRE_CLAIM,
  MSP_WIRE_DIGEST,
  MSP_WIRE_N_TYPES
} MspWireType;

/* The longest frame that is sent or taken. */
#define MSP_WIRE_MAX (64 * 1024 * 1024)

/* Bytes before every frame: u32 length of the rest, u32 type, both in the machine's order (both ends are one machine). */
#define MSP_WIRE_HEADER 8

/* Each appends one whole frame to out. */
void     msp_wire_put_message (GByteArray *out, const MspMessageRecord *message);
void     msp_wire_put_source  (GByteArray *out, const MspSourceRecord *source);
void     msp_wire_put_problem (GByteArray *out, const MspProblem *problem);
void     msp_wire_put_claim   (GByteArray *out, const MspClaimRecord *claim);
void     msp_wire_put_digest  (GByteArray *out, const MspDigestRecord *digest);
void     msp_wire_put_mark    (GByteArray *out, const MspScanMark *mark, guint64 bytes);
void     msp_wire_put_done    (GByteArray *out);
void     msp_wire_put_work    (GByteArray *out, const MspScanWork *work);

/* Length of the frame that begins at bytes, its header included; 0 if more bytes are needed to know; G_MAXSIZE if it cannot
   be one. */
gsize    msp_wire_get_size    (MspSpan bytes);

/* What was read from one frame. It borrows from the frame and from self until the next call; rows of marks are self's own. */
typedef struct {
  MspWireType      type;
  MspMessageRecord message;
  MspSourceRecord  source;
  MspThread        thread;     /* of message, which points to it if it has one */
  MspProblem       problem;
  MspClaimRecord   claim;
  MspDigestRecord  digest;
  MspScanMark      mark;       /* of MARK, and where WORK begins */
  guint64          bytes;      /* of MARK: of the file, read so far */
  MspScanWork      work;
  MspFile          file;       /* of WORK */
  GArray          *parts, *findings, *problems, *poisons;
} MspWireRecord;

void     msp_wire_record_init  (MspWireRecord *self);

/* FALSE if frame is not exactly one well-formed frame. */
gboolean msp_wire_record_read  (MspWireRecord *self, MspSpan frame);

void     msp_wire_record_clear (MspWireRecord *self);
