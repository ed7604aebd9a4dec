/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What access has found, in numbers. */

#include <glib.h>

#include "store/access.h"

#define MSP_ACCESS_MAX_BASES 64

typedef struct {
  guint64 verdict, messages;
  char    basis[32];           /* code without its number */
} MspAccessBasis;

typedef struct {
  guint64 copies, mailboxes;   /* all mail of the case */
  guint64 judged;
  guint64 verdicts[MSP_N_VERDICTS];
  guint64 sensitive[MSP_N_VERDICTS];   /* of them, with findings */
  guint64 hostile[MSP_N_VERDICTS];     /* on the records of hostile actors alone */
  guint64 scope[MSP_N_VERDICTS];       /* if a synchronisation meant the whole mailbox */
  guint64 acquired[MSP_ACQUIRED_YES + 1];   /* whether a copy left, of all judged */
  guint64 by_hostile, by_unknown;      /* of the accessed */
  MspAccessBasis bases[MSP_ACCESS_MAX_BASES];   /* by verdict, then code */
  guint   n_bases;
  guint64 actors[MSP_N_ACTOR_CLASSES];
  gint64  first, last;                 /* of the records of actors that are not trusted, or MSP_DATE_UNKNOWN */
  guint64 inputs, inputs_read, inputs_partial, inputs_unread, inputs_repeated, records, rejected;
  guint64 marks;                       /* MspEvidenceMark of all inputs */
  guint64 missing, missing_untrusted;  /* named by records of hostile or unknown actors */
  guint64 days, days_proved, days_assumed, days_throttled, days_empty;   /* of mailboxes; empty: without a record */
} MspAccessTotals;

/* MSP_STORE_ERROR. */
gboolean msp_access_totals_read  (MspCase *source, MspAccessTotals *out_totals, GError **error);

/* Copies of the verdict on the basis. */
guint64  msp_access_totals_count (const MspAccessTotals *totals, const char *basis);
