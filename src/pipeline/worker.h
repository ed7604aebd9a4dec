/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What runs in a worker process: takes units from a socket, scans them, sends records back. */

#include <glib.h>

#include "pipeline/analyser.h"
#include "pipeline/confine.h"

typedef struct {
  MspAnalyserConfig  analyser;
  MspSandbox         sandbox;
  const char *const *readable;    /* what may be read, absolute, NULL-terminated */
  guint64            memory;      /* bytes of address space beyond what the process has when it starts; 0: no limit */
  const char        *spool;       /* folder for the temporary file of base/spool.h, or NULL */
  volatile guint64  *current;     /* shared with the coordinator: the step being done */
  volatile guint64  *beat;        /* shared with it, or NULL: counted up while the temporary file grows */
  MspAnalyserObserver observer;   /* NULL, or sees each text in the confined process; tests plant their crashes here */
} MspWorkerConfig;

/* Closes standard output and error to what libraries print, makes the temporary file, and shuts the process in as config says. */
gboolean msp_worker_confine (const MspWorkerConfig *config, GError **error);

/* Confines the process and works until the socket fd closes. Does not return. */
void msp_worker_run (int fd, const MspWorkerConfig *config) G_GNUC_NORETURN;
