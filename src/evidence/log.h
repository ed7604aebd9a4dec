/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads a file whose records are lines: hands out line by line, rejects those that are too long, marks a cut end, and keeps the
   strings of an event while it is made. */

#include "evidence/lines.h"
#include "evidence/reader.h"

/* The longest line of a server's log: requests and headers in it are limited by the servers to far less. */
#define MSP_LOG_LINE_MAX (1024 * 1024)

typedef struct {
  MspLines                  lines;
  const MspEvidenceOptions *options;
  MspEventSink             *sink;
  GStringChunk             *strings;
  guint                     marks;     /* MspEvidenceMark that were sent */
} MspLog;

/* What a line says, into the sink of log: event, reject or pass. FALSE with error: stop. */
typedef gboolean (*MspLogFunc) (gpointer self, MspLog *log, MspSpan line, GError **error);

/* Calls func with self for every line of stream that is not empty. */
gboolean    msp_log_read   (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, MspLogFunc func,
                            gpointer self, GError **error);

/* text with a NUL behind it, borrowed until the next line; "" for nothing. */
const char *msp_log_keep   (MspLog *log, MspSpan text);

/* To the sink, by the number of the line. pass and reject are TRUE, for functions that end with them. */
gboolean    msp_log_send   (MspLog *log, MspEvent *event, GError **error);
gboolean    msp_log_pass   (MspLog *log);
gboolean    msp_log_reject (MspLog *log, const char *reason);

/* Once a file. */
void        msp_log_mark   (MspLog *log, MspEvidenceMark mark);

/* Lines of head, the last of which may be cut: FALSE at the end. */
gboolean    msp_log_next_head_line (MspSpan *head, MspSpan *out_line);
