/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Tells on standard error, once each, which modules cannot be used, and so what will not be read. */

#include "cli/progress.h"
#include "pipeline/modules.h"

typedef struct {
  MspProgress *progress;                /* whose line is in the way, or NULL */
  gboolean     is_told[MSP_N_MODULES];
} MspModuleNotes;

/* Before anything is read: of modules whose file is missing, which costs nothing to see, and if open_all of those that do not open, such as
   for want of a library. Else it shows when one is needed. */
void msp_module_notes_begin (MspModuleNotes *self, gboolean open_all);

/* For msp_collector_set_module_func: a process that reads mail needs it. */
void msp_module_notes_take  (gpointer self, MspModule module);
