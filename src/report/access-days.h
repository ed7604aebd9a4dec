/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Accesses, exposure and holes of the logs by day, for a picture. */

#include <glib.h>

#include "store/case.h"

typedef struct {
  char    label[16];           /* the first day: "2026-03-03" */
  guint64 hostile, unknown;    /* records of access */
  guint64 mailboxes, holes;    /* days of mailboxes that the coverage knows, and that it does not cover */
  guint8  exposed;             /* 0: not known, 1: possibly, 2: seen open */
} MspAccessDay;

typedef struct {
  GArray *days;                /* MspAccessDay, without a gap; each stands for as many days as step says */
  guint   step;
  guint64 most;                /* records in the fullest */
} MspAccessDays;

/* MSP_STORE_ERROR. */
gboolean msp_access_days_read  (MspCase *source, MspAccessDays *out_days, GError **error);
void     msp_access_days_clear (MspAccessDays *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspAccessDays, msp_access_days_clear)
