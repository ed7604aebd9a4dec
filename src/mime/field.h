/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The fields of a header block (RFC 5322, 2.2) as spans, with the names that matter here recognised. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_FIELD_OTHER,
  /* By the length of their names. */
  MSP_FIELD_CC,
  MSP_FIELD_TO,
  MSP_FIELD_BCC,
  MSP_FIELD_DATE,
  MSP_FIELD_FROM,
  MSP_FIELD_X_UID,
  MSP_FIELD_SENDER,
  MSP_FIELD_STATUS,
  MSP_FIELD_X_IMAP,
  MSP_FIELD_LIST_ID,
  MSP_FIELD_SUBJECT,
  MSP_FIELD_RECEIVED,
  MSP_FIELD_REPLY_TO,
  MSP_FIELD_X_STATUS,
  MSP_FIELD_MESSAGE_ID,
  MSP_FIELD_PRECEDENCE,
  MSP_FIELD_REFERENCES,
  MSP_FIELD_X_IMAPBASE,
  MSP_FIELD_X_KEYWORDS,
  MSP_FIELD_IN_REPLY_TO,
  MSP_FIELD_MSIP_LABELS,
  MSP_FIELD_SENSITIVITY,
  MSP_FIELD_CONTENT_TYPE,
  MSP_FIELD_X_GMAIL_LABELS,
  MSP_FIELD_CONTENT_LOCATION,
  MSP_FIELD_LIST_UNSUBSCRIBE,
  MSP_FIELD_X_CLASSIFICATION,
  MSP_FIELD_X_MOZILLA_STATUS,
  MSP_FIELD_X_SECURITY_LABEL,
  MSP_FIELD_X_MOZILLA_STATUS2,
  MSP_FIELD_CONTENT_DISPOSITION,
  MSP_FIELD_X_MS_JOURNAL_REPORT,
  MSP_FIELD_CONTENT_TRANSFER_ENCODING,
  MSP_FIELD_X_MS_EXCHANGE_ARRIVAL,
  MSP_N_FIELDS
} MspFieldId;

typedef struct {
  MspFieldId id;
  MspSpan    name;
  MspSpan    value;   /* still folded, without the colon and the last line end */
} MspField;

MspFieldId  msp_field_lookup (MspSpan name);
const char *msp_field_get_name (MspFieldId id);

/* The name that line begins with, empty if it is no field; blanks may stand before the colon, as in old mail (RFC 5322, 4.5). */
MspSpan     msp_field_find_name (MspSpan line);

/* Appends the fields of the header block at the start of text to fields (MspField), but none of MSP_FIELD_OTHER. *out_body is where
   the body begins, behind the empty line. FALSE if the block is not regular: a line that is no field, control characters, or no
   empty line at the end. */
gboolean    msp_field_split (MspSpan text, GArray *fields, gsize *out_body);
