/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Records of the Microsoft 365 unified audit log ("AuditData"), whatever they were wrapped in, to events. Key order and unknown
   keys do not matter; numbers may be strings; lists may be text that holds JSON. */

#include <glib.h>

#include "evidence/json-tree.h"
#include "evidence/reader.h"

typedef struct _MspAudit MspAudit;

/* What stands beside the record in its wrapper, for what the record itself lacks. Borrowed, "" where there is nothing. */
typedef struct {
  guint64      line;
  const char  *id, *operation, *user;
  const char  *time;       /* in any form */
  gboolean     is_utc;     /* … which the format documents as UTC */
  MspDateOrder order;      /* … of 3/4/2026, if known */
} MspAuditOuter;

typedef enum {
  MSP_AUDIT_DONE,          /* sent as events, passed or rejected */
  MSP_AUDIT_AMBIGUOUS,     /* nothing was done: its only date needs an order of day and month */
  MSP_AUDIT_FAILED,        /* the sink set the error */
} MspAuditResult;

/* Borrows all three. */
MspAudit      *msp_audit_new  (MspJsonTree *tree, const MspEvidenceOptions *options, MspEventSink *sink);
void           msp_audit_free (MspAudit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspAudit, msp_audit_free)

/* Sends what the record at root says. */
MspAuditResult msp_audit_send (MspAudit *self, MspNode root, const MspAuditOuter *outer, GError **error);

/* Rejects a record of which the wrapper alone can be read. */
void           msp_audit_reject (MspEventSink *sink, const MspAuditOuter *outer, const char *reason);

/* Whether the record has a time of its own, which is UTC; *out_time then. */
gboolean       msp_audit_get_time (const MspJsonTree *tree, MspNode root, gint64 *out_time);
