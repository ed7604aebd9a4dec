/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What 'check' found, as SARIF 2.1.0 (OASIS): one run a case; a result for each finding that the policy counts, and one for each condition
   that is violated. Values are masked; the fingerprint of a finding is the keyed hash of its value. */

#include <glib.h>

#include "detect/rules.h"
#include "report/verdict.h"

/* The most findings of one run: what reads such files refuses more. What is left out is said in the run. */
#define MSP_SARIF_MAX_RESULTS 20000

typedef struct _MspSarif MspSarif;

MspSarif *msp_sarif_new     (void);

/* A run for each case: begin, the findings (a MspVerdictFindingFunc with the MspSarif as its data), end. name is what the user knows the
   case as; rules name detectors and may be NULL. */
void      msp_sarif_begin   (MspSarif *self);
void      msp_sarif_finding (const MspFindingRow *row, gpointer self);
void      msp_sarif_end     (MspSarif *self, const char *name, const MspVerdictReport *report, const MspRules *rules);

/* G_FILE_ERROR. */
gboolean  msp_sarif_write   (const MspSarif *self, const char *path, GError **error);
void      msp_sarif_free    (MspSarif *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspSarif, msp_sarif_free)
