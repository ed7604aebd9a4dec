/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the columns of load files and lists mean, whoever wrote them. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_COLUMN_NONE,
  MSP_COLUMN_PATH,
  MSP_COLUMN_MESSAGE_ID,
  MSP_COLUMN_MAILBOX,
  MSP_COLUMN_CUSTODIAN,
  MSP_COLUMN_PLACE,          /* mailbox, folders and item in one */
  MSP_COLUMN_FOLDER,
  MSP_COLUMN_LABELS,
  MSP_COLUMN_DATE,
  MSP_COLUMN_SIZE,
  MSP_COLUMN_MD5,
  MSP_COLUMN_SHA256,
  MSP_COLUMN_HASH,           /* one of both, by its length */
  MSP_COLUMN_COPY_OWNERS,    /* lists of where else it lay */
  MSP_COLUMN_COPY_PLACES,
  MSP_COLUMN_ERROR,
  MSP_COLUMN_COUNT,
  MSP_COLUMN_FAILED,         /* how many messages could not be given */
  MSP_COLUMN_STATUS,
  MSP_N_COLUMNS
} MspColumnKind;

/* Of a whole header row: which kinds there are (bits), and how many of its names only the one product uses. */
typedef struct {
  guint32 kinds;
  guint   of_purview, of_vault, of_items;
} MspColumnSet;

/* The meaning of a column by its name; notes it in set, unless that is NULL. */
MspColumnKind msp_columns_classify (MspSpan name, MspColumnSet *set);
