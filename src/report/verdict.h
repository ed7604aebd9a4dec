/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A case against a policy. */

#include <glib.h>

#include "report/policy.h"
#include "store/query.h"

/* One condition of the policy. */
typedef struct {
  char *name;              /* "max-score", "detector us_ssn" */
  char *violation;         /* one line, or NULL: it holds */
} MspVerdictCheck;

typedef struct {
  GArray    *checks;       /* MspVerdictCheck, in the order of the policy */
  GPtrArray *notices;      /* char *: what expired, what matched nothing */
  guint64    failed;       /* items of the case that should have been readable */
} MspVerdictReport;

/* Is told of each finding that counts. */
typedef void (*MspVerdictFindingFunc) (const MspFindingRow *row, gpointer user_data);

/* func may be NULL. today is "2026-11-22". Counts only what is new if the case has a baseline. FALSE: MSP_STORE_ERROR. */
gboolean msp_verdict_report_fill  (MspVerdictReport *self, const MspPolicy *policy, MspCase *source, const char *today,
                                   MspVerdictFindingFunc func, gpointer user_data, GError **error);
void     msp_verdict_report_clear (MspVerdictReport *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspVerdictReport, msp_verdict_report_clear)
