/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* From grounds to one verdict: the strongest basis that holds decides, on the records of all actors that are not trusted, on those of
   hostile ones alone, and with a synchronisation taken for the whole mailbox. */

#include "access/coverage.h"
#include "access/grounds.h"

typedef struct {
  const MspIndex    *index;
  const MspExposure   *window;
  const MspCoverage *coverage;
  gboolean whole_mailbox;       /* a synchronisation means the whole mailbox for the verdict itself */
  gboolean ignores_unknown;     /* unknown actors count as trusted */
  gboolean is_truncated;        /* a file of evidence says that it is not complete */
  gboolean has_unread;          /* there is evidence that could not be read at all */
  gboolean has_logs;            /* there is any record about any mailbox */
  guint64  rejected;            /* of the message: records that could not be read and may concern it */
  gboolean is_named_by_reject;  /* … one of them names its mailbox */
  gboolean is_guessed;          /* of the message: its mailbox in the evidence is told by its recipients alone */
} MspJudge;

/* Strings are owned by self. */
typedef struct {
  MspAccessVerdictRow row;
  char *basis, *actors, *evidence, *note;
} MspVerdictRow;

/* copies: messages in the same mailbox with the same Message-ID. */
void msp_verdict_row_init  (MspVerdictRow *self, const MspJudge *judge, const MspGrounds *grounds, const MspSubject *subject,
                            const MspAccessCopyRow *copy, guint copies);
void msp_verdict_row_clear (MspVerdictRow *self);
