/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What ties a message to others of its conversation, for passwords that are sent apart from what they open. Nothing is ever tried. */

#include <glib.h>

#include "detect/detector.h"
#include "mime/mail.h"
#include "model/record.h"

/* Fills keys (rows of MSP_VALUE_KEY_LEN bytes) with keyed hashes of the Message-IDs that the header names, and of its topic together with the
   sender and each recipient; sorted, none twice. */
void msp_thread_add_keys (GArray *keys, const MspMailHeaders *headers, const guint8 key[MSP_KEY_LEN]);

/* "Re: AW: [x] Lunch" is "[x] lunch"; caller owns. */
char *msp_thread_dup_topic (const char *subject);
