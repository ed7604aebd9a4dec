/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Modules that are needed and cannot be used, as problems of the whole case: the process that reads mail finds out, the one that keeps the
   case tells. */

#include "model/sink.h"

/* Those that are used without being asked for. */
typedef enum { MSP_MODULE_PDF, MSP_MODULE_PST, MSP_MODULE_ARCHIVE, MSP_N_MODULES } MspModule;

typedef struct {
  const char *name;   /* for format/module.h */
  const char *kind;   /* of the files that it reads: "PDF" */
  MspProblem  problem;
} MspModuleInfo;

const MspModuleInfo *msp_modules_get (MspModule module);

/* Sends a problem for each that this process asked for in vain, from the number *n_told on, which grows. */
gboolean  msp_modules_tell (guint *n_told, MspSink *sink, GError **error);

/* The module that a problem of this locator and detail is about, or MSP_N_MODULES. */
MspModule msp_modules_find (const char *locator, const char *detail);
