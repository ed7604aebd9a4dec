/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a reader of evidence sends to its sink, as bytes for a socket. The reader trusts nothing: strings are whole and valid UTF-8,
   enumerations and times in range, or the bytes are refused. */

#include <glib.h>

#include "evidence/event.h"
#include "evidence/file.h"
#include "pipeline/bytes.h"

typedef enum {
  MSP_EVENT_WIRE_EVENT,
  MSP_EVENT_WIRE_REJECT,
  MSP_EVENT_WIRE_PASS,
  MSP_EVENT_WIRE_MARK,
  MSP_EVENT_WIRE_READER,   /* the file is read by it */
  MSP_EVENT_WIRE_END,      /* of the file, read whole or not */
  MSP_EVENT_WIRE_N_TYPES
} MspEventWireType;

/* Each appends one frame to out. */
void     msp_event_wire_put_event  (GByteArray *out, const MspEvent *event);
void     msp_event_wire_put_reject (GByteArray *out, guint64 line, const char *reason, const MspEvent *known);
void     msp_event_wire_put_pass   (GByteArray *out, guint64 line);
void     msp_event_wire_put_mark   (GByteArray *out, MspEvidenceMark mark);
void     msp_event_wire_put_reader (GByteArray *out, const MspEvidenceReader *reader);
/* error: why it could not be read to its end, or NULL. */
void     msp_event_wire_put_end    (GByteArray *out, const MspEvidenceFile *file, const GError *error);

/* What was read from one frame. It borrows from the bytes and from self until the next call. */
typedef struct {
  MspEventWireType         type;
  MspEvent                 event;
  gboolean                 has_event;  /* of REJECT: event is what is known */
  guint64                  line;       /* of REJECT, PASS */
  const char              *reason;     /* of REJECT; of END: NULL if all was read */
  MspEvidenceMark          mark;
  const MspEvidenceReader *reader;
  MspEvidenceFile          file;       /* of END, without reader; sha256 is borrowed */
  MspEventRule             rule;       /* of event */
  GArray                  *items;      /* MspEventItem */
  GPtrArray               *lists;      /* of strings */
} MspEventWire;

void     msp_event_wire_init  (MspEventWire *self);

/* Takes the next frame off bytes. FALSE if it is none. */
gboolean msp_event_wire_take  (MspEventWire *self, MspBytes *bytes);
void     msp_event_wire_clear (MspEventWire *self);
