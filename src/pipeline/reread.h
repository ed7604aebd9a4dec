/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Messages of a case read again from their sources, for what the case does not keep: by a process of its own that is shut in like a
   worker and lives from question to question. One that breaks on a message costs this message. */

#include <glib.h>

#include "model/finding.h"
#include "pipeline/worker.h"

typedef struct {
  const MspWorkerConfig *worker;
  const char *const     *roots;     /* as in MspLocateRequest */
  guint                  seconds;   /* that the process may be silent; 0: for ever */
} MspRereadConfig;

typedef enum {
  MSP_REREAD_NAMES,      /* pipeline/reveal.h */
  MSP_REREAD_WORDS,      /* pipeline/reread-words.h */
  MSP_REREAD_DIGESTS,    /* pipeline/reread-digests.h */
  MSP_N_REREAD_TASKS
} MspRereadTask;

/* What of each locator is wanted; what is not of the task is 0. */
typedef struct {
  MspRereadTask             task;
  guint32                   kinds;      /* MspDigestKind */
  const char *const        *locators;
  const guint64            *sizes;      /* or NULL */
  gsize                     n;
  const char *const *const *lists;      /* of words, each NULL-terminated */
  gsize                     n_lists;
} MspRereadQuestion;

/* What the process says of each locator, by its index; strings hold for the call, and may be anything: it has read hostile bytes. */
typedef struct {
  /* FALSE: it cannot say so, and is taken for broken. */
  gboolean (*found)  (gpointer data, gsize locator, guint32 kind, const guint8 key[MSP_VALUE_KEY_LEN], const char *text);
  void     (*done)   (gpointer data, gsize locator);     /* NULL: not asked for */
  void     (*missed) (gpointer data, gsize locator, const char *reason);
  gpointer data;
} MspRereadVisitor;

typedef struct _MspReread MspReread;

/* Borrows config and what it points to. The process starts with the first question. */
MspReread *msp_reread_new  (const MspRereadConfig *config);

/* Asks about the messages in order of path; each file is opened once. Only a process that cannot be started is an error,
   MSP_PIPELINE_ERROR_WORKER. */
gboolean   msp_reread_ask  (MspReread *self, const MspRereadQuestion *question, const MspRereadVisitor *visitor, GError **error);

/* Ends the process. */
void       msp_reread_free (MspReread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspReread, msp_reread_free)
