/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Texts that Dovecot logs within a session: its counters at the end, and the fields of the plugin mail_log. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  guint64  messages;       /* whose bodies were sent; of POP3 with those that TOP gave some lines of */
  gboolean has_messages;   /* before 2.3 only bytes are counted */
  guint64  bytes;          /* of bodies; before 2.3 all that was sent */
} MspDovecotCounters;

typedef enum {
  MSP_DOVECOT_FLAGS,
  MSP_DOVECOT_COPY,
  MSP_DOVECOT_DELETE,
  MSP_DOVECOT_SAVE,
  MSP_DOVECOT_FOLDER,    /* a folder was made, deleted or renamed */
} MspDovecotChange;

/* Empty and 0 where the line does not say. */
typedef struct {
  MspDovecotChange change;
  MspSpan          operation;   /* its word in the log */
  MspSpan          source;      /* folder that a copy came from */
  MspSpan          box, message_id, flags;
  guint64          uid, size;
} MspDovecotFields;

/* FALSE if text does not end in counters of imap_logout_format or pop3_logout_format as they are by default. */
gboolean msp_dovecot_counters_parse (MspSpan text, MspDovecotCounters *out_counters);

/* FALSE if text is none of mail_log. */
gboolean msp_dovecot_fields_parse   (MspSpan text, MspDovecotFields *out_fields);
