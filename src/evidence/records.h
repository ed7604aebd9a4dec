/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What asking a stream for its next record may give. */

typedef enum {
  MSP_RECORD_READ,
  MSP_RECORD_REJECTED,   /* with its line and the reason; ask on */
  MSP_RECORD_END,        /* of the stream; an error may have ended it */
} MspRecordResult;
