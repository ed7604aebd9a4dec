/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a message is known by when records are joined with it: its Message-ID in small letters, or, of mail without one that a record names
   otherwise, a name of ours that no Message-ID can be. */

#include <glib.h>

#include "access/names.h"

/* Of the message with this Message-ID (as in the case) and id in the case; caller owns. */
char   *msp_keys_dup  (const char *message_id, const char *id);

/* Whether a key is a Message-ID. */
gboolean msp_keys_is_message_id (const char *key);

/* Its name, 0 if no record has it. folded: the Message-ID in small letters and normal form. */
guint32 msp_keys_find (const MspNames *names, const char *folded, const char *id);
