/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What is known of the access to the messages that a person stands in: the worst copy rules the person. Mail without evidence of either
   kind, and what access did not judge, is worse than mail that complete logs show no access to. */

#include <glib.h>

#include "people/evidence.h"
#include "store/access.h"

typedef struct {
  gboolean         is_known;      /* access has run and judged one of the messages; else nothing below counts */
  gboolean         has_unjudged;  /* one of them was not judged */
  MspAccessVerdict worst;         /* MSP_N_VERDICTS: not judged */
  MspAcquired      acquired;
  const char      *attribution;   /* "hostile" before "unknown" before "" */
  guint64          n_accessed, n_presumed, n_indeterminate;   /* messages */
  gint64           first, last;   /* of the records meant, or MSP_DATE_UNKNOWN */
} MspPersonAccess;

typedef struct _MspReach MspReach;

/* Reads the verdicts of the messages of evidence; its size decides the memory, not that of the case. MSP_STORE_ERROR. */
MspReach *msp_reach_new     (MspCase *source, const MspEvidence *evidence, GError **error);
gboolean     msp_reach_has_run (const MspReach *self);
void         msp_reach_free    (MspReach *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspReach, msp_reach_free)

/* MSP_N_VERDICTS: not judged. */
MspAccessVerdict msp_reach_get_verdict (const MspReach *self, guint32 message);

/* Whether verdict leaves a person worse than other does. */
gboolean         msp_reach_is_worse    (MspAccessVerdict verdict, MspAccessVerdict other);

/* Begins a person; then each of its messages, by index in the evidence, is taken once. */
void         msp_reach_begin   (MspPersonAccess *out_access);
void         msp_reach_take    (const MspReach *self, guint32 message, MspPersonAccess *access);
