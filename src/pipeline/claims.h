/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads what a file says about the export that it lies in, sends it as claims, and reads the files once more whose hashes it states. Each
   claim and each hash is a step of the scan, so that an interrupted one goes on behind it. */

#include <glib.h>

#include "base/limits.h"
#include "export/reader.h"
#include "model/sink.h"
#include "source/walk.h"

typedef struct {
  gpointer data;
  MspSink *sink;
  gboolean (*begin) (gpointer data);                   /* FALSE: the step is passed over */
  gboolean (*end)   (gpointer data, GError **error);
  gboolean (*tick)  (gpointer data, GError **error);   /* within a step */
} MspClaimSteps;

typedef struct _MspClaims MspClaims;

/* The file or entry that is read. */
typedef struct {
  const MspExportReader *reader;
  MspSpan        bytes;
  gboolean       is_cut;      /* bytes stop somewhere: what their last line says may be half of it */
  const char    *name, *locator;
  const MspFile *file;        /* the input file */
  guint          depth;       /* 0: it is the input file itself, 1: an entry of it */
} MspClaimSource;

MspClaims *msp_claims_new   (void);

/* FALSE only if a step failed. */
gboolean   msp_claims_read  (MspClaims *self, const MspClaimSource *source, const MspClaimSteps *steps, GError **error);

/* Once the input file at locator is read: hashes those of its entries that its own entries name, if it is an archive. */
gboolean   msp_claims_again (MspClaims *self, MspStream *input, const char *name, const char *locator, const MspLimits *limits,
                             const MspClaimSteps *steps, GError **error);
void       msp_claims_free  (MspClaims *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspClaims, msp_claims_free)
