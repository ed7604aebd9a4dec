/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Counts, sizes, dates and reasons in the reader's language. All results are the caller's. */

#include <glib.h>

#include "store/query.h"

/* "12 345": digits in groups of three, with a no-break space that every language reads. */
char       *msp_words_dup_number    (guint64 number);

/* For ngettext, which takes an unsigned long; what is larger is plural in every language that we have. */
gulong      msp_words_plural        (guint64 n);

char       *msp_words_dup_messages  (guint64 n);
char       *msp_words_dup_documents (guint64 n);
char       *msp_words_dup_mailboxes (guint64 n);
char       *msp_words_dup_findings  (guint64 n);
char       *msp_words_dup_values    (guint64 n);
char       *msp_words_dup_people    (guint64 n);
char       *msp_words_dup_records   (guint64 n);   /* of access evidence */
char       *msp_words_dup_failed    (guint64 n);

/* "3.2 MB", powers of 1000. */
char       *msp_words_dup_size      (guint64 bytes);

/* "98.7 %", rounded down, so that 100 % means all; of nothing, all was read. */
char       *msp_words_dup_share     (guint64 part, guint64 whole);

/* ", from 2019-01-03 to 2023-02-17", ", all of 2019-01-03", or "" when no message has a date. */
char       *msp_words_dup_span      (gint64 first, gint64 last);

/* "left out (as asked for)"; not for READ, which needs no words. */
char       *msp_words_dup_fate      (MspFate fate, MspReason reason);

/* The same of names as a case has them: "failed", "damaged". */
char       *msp_words_dup_fate_names (const char *fate, const char *reason);

/* "attachments, encrypted" */
char       *msp_words_dup_loss      (const MspLossRow *row);

const char *msp_words_severity      (MspSeverity severity);
