/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What it takes to read the sources of a case again as its scan did: rules, limits, engine, key, places. */

#include <glib.h>

#include "pipeline/reread.h"
#include "store/case.h"

typedef struct {
  MspRules         *rules;
  MspPatterns      *patterns;
  char            **roots;      /* label, absolute path, … NULL */
  MspLimits         limits;
  MspAnalyserConfig analyser;   /* points into the others */
  char            **readable;
  char             *directory;
  MspWorkerConfig   worker;
  MspRereadConfig   reread;     /* of msp_rescan_shut_in: for a process of its own, which may read the inputs and no more */
} MspRescan;

/* Without rules: for what needs nothing found in the mail. Errors of the case. */
gboolean msp_rescan_init_sources (MspRescan *self, MspCase *file, GError **error);

/* rules: the rule files of the scan, NULL-terminated, or NULL. file is borrowed. Errors of rules, patterns, limits or the case. */
gboolean msp_rescan_init  (MspRescan *self, MspCase *file, const char *const *rules, GError **error);

/* Fills reread; temporary files go beside the case. Borrows self, which must not move. sandbox: of msp_sandbox_get. */
void     msp_rescan_shut_in (MspRescan *self, const char *case_path, MspSandbox sandbox);

/* Tells on standard error if the rules are others than those of the scan: what is found can differ then. */
void     msp_rescan_warn  (const MspRescan *self, MspCase *file);
void     msp_rescan_clear (MspRescan *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspRescan, msp_rescan_clear)

/* Notes in the case that raw values are shown, before they are: who cannot write it down does not see them. */
gboolean msp_rescan_note_reveal (const char *case_path, const char *what, GError **error);
