/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The records that one basis of a verdict rests on: how many, from when to when, and the first of them. */

#include <glib.h>

#include "access/trail.h"

#define MSP_SUPPORT_KEPT 10

typedef struct {
  guint64 n;
  guint32 traces[MSP_SUPPORT_KEPT];   /* the earliest, in order */
  guint   n_traces;
  guint32 last;                       /* the latest */
} MspSupport;

/* A trace, in any order. */
void msp_support_add       (MspSupport *self, guint32 trace);

/* [from, end) of list, which is in order. */
void msp_support_add_range (MspSupport *self, const GArray *list, guint from, guint end);

/* Both together. */
void msp_support_merge     (MspSupport *self, const MspSupport *other);

/* Ids of the records kept, "; "-separated; caller owns. */
char *msp_support_dup_ids (const MspSupport *self, const MspTrail *trail);
