/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The right to say "not shown": for which mailboxes, and which days, access was recorded without a gap. */

#include <glib.h>

#include "access/index.h"
#include "access/exposure.h"
#include "store/access.h"

typedef enum { MSP_GRADE_NONE, MSP_GRADE_ASSUMED, MSP_GRADE_PROVED } MspGrade;

typedef struct {
  MspGrade    grade;
  const char *reason;        /* static, English */
  gboolean    is_audit_off;  /* by the settings given */
  gboolean    is_expired;    /* the window begins before what is still kept */
} MspCoverageGrade;

typedef struct _MspCoverage MspCoverage;

/* settings: NULL, or a CSV file of mailboxes with AuditEnabled, AuditBypassEnabled and what is audited. retention: days that records
   are kept, 0: not stated; as_of: when they were exported. Borrows index and window. */
MspCoverage     *msp_coverage_new  (const MspIndex *index, const MspExposure *window, const char *settings, guint retention, gint64 as_of,
                                    gboolean is_complete, GError **error);

/* mailbox: of the trail, or 0. */
MspCoverageGrade msp_coverage_get  (const MspCoverage *self, guint32 mailbox);

/* Puts a row for each audited mailbox and day. */
gboolean         msp_coverage_write (const MspCoverage *self, MspAccessWriter *out, GError **error);
void             msp_coverage_free (MspCoverage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspCoverage, msp_coverage_free)

/* "none", "assumed", "proved"; static. */
const char      *msp_grade_get_name (MspGrade grade);
