/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One scan from paths to a finished case file, as scan and check need it. Prints its own errors. */

#include "cli/progress.h"
#include "base/limits.h"
#include "cli/exit.h"
#include "mime/mail.h"
#include "pipeline/collector.h"
#include "pipeline/confine.h"
#include "pipeline/sample.h"
#include "pipeline/shard.h"

typedef struct {
  const char *const *paths;       /* NULL-terminated */
  const char        *case_path;
  const char        *key_file;    /* NULL: beside the case */
  const char *const *rules;       /* NULL, or rule files, NULL-terminated */
  gboolean           self_test;   /* tries the rules on their own examples first */
  const char *const *excludes;    /* NULL, or globs, NULL-terminated */
  const char *const *options;     /* words of the command line that change results, for the record; may be NULL */
  MspLimits          limits;
  MspMimeEngine      engine;
  gint64             since, until;
  guint              jobs;        /* worker processes; 0: as many as there are processors */
  MspSandbox         sandbox;
  gboolean           ocr;         /* pictures are looked at */
  MspProgressKind    progress;
  gboolean           resumes;     /* the same job goes on where it was interrupted, unless it reads a pipe */
  gboolean           restart;     /* it does not: it begins anew */
  gboolean           quiet;       /* does not say that it goes on */
  MspSample          sample;      /* share 0: all; else resumes is set */
  MspShard           shard;       /* 0 of 0: all; else resumes is set, and key_file if there are several */
} MspJob;

/* Everything at its default: no paths, all dates. */
void     msp_job_init      (MspJob *self);

/* FALSE, having said so, if one of the roots (label, absolute path, … NULL) is another or lies inside it. */
gboolean msp_job_are_apart (const char *const *roots);

/* MSP_EXIT_OK, INCOMPLETE, USAGE or INTERNAL. On SIGINT, SIGTERM or SIGHUP what is done is kept if the job resumes, else
   removed, and the signal takes its course. */
MspExit  msp_job_run       (const MspJob *self, MspScanStats *out_stats);
