/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The normal form of a Message-ID (RFC 5322, 3.6.4), in which those of logs and of headers can be compared. */

#include <glib.h>

/* How well two ids agree, best first, and what else a record may name a message by: printed beside a verdict that rests on it. */
typedef enum {
  MSP_JOIN_EXACT,
  MSP_JOIN_NO_BRACKET,   /* one of them without the angle brackets */
  MSP_JOIN_NO_CASE,      /* but for the case of letters, which RFC 5322 tells apart */
  MSP_JOIN_CONTENT_HASH, /* no id in common, but the hash of the message or of an attachment */
  MSP_JOIN_UID,          /* … but the IMAP UID in a folder, which holds as long as its UIDVALIDITY does */
  MSP_JOIN_PREFIX,       /* the log cut the id: at least 40 bytes agree, and with no other message */
  MSP_JOIN_WEAK,         /* no id, but the subject and the size, which no other message without an id has */
  MSP_JOIN_NONE,         /* no id: by folder, mailbox or time */
  MSP_N_JOINS
} MspJoin;

/* Without comments, folds and blanks, and without one pair of angle brackets; *out_bracketed says whether there was one. "" if
   nothing is left. Caller owns. */
char       *msp_message_id_normalise (const char *text, gboolean *out_bracketed);

/* "exact", "nobracket" …, "" for none. Static. */
const char *msp_join_get_name (MspJoin join);
