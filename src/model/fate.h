/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What became of an item: every byte, entry, message and part ends in exactly one fate. */

#include <glib.h>

typedef enum {
  MSP_FATE_READ,      /* text was obtained and scanned whole */
  MSP_FATE_PARTIAL,   /* scanned in part */
  MSP_FATE_OPAQUE,    /* known for what it is, no text obtainable */
  MSP_FATE_FAILED,    /* should have been readable */
  MSP_FATE_SKIPPED,   /* left out on the user's word */
  MSP_N_FATES
} MspFate;

typedef enum {
  MSP_REASON_NONE,
  MSP_REASON_LIMIT,
  MSP_REASON_DAMAGED,
  MSP_REASON_ENCRYPTED,
  MSP_REASON_NO_TEXT,
  MSP_REASON_UNSUPPORTED,
  MSP_REASON_IMAGE,
  MSP_REASON_MEDIA,
  MSP_REASON_CRASHED,
  MSP_REASON_TIMEOUT,
  MSP_REASON_MEMORY,
  MSP_REASON_IO,
  MSP_REASON_OPTION,
  MSP_N_REASONS
} MspReason;

/* The names of the reports: "read", "no-text" …; the reason NONE is the empty string. Static. */
const char *msp_fate_get_name     (MspFate fate);
const char *msp_reason_get_name   (MspReason reason);

/* FALSE for a name that is none. */
gboolean    msp_fate_from_name    (const char *name, MspFate *out_fate);
gboolean    msp_reason_from_name  (const char *name, MspReason *out_reason);
