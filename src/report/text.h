/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The summary that a person reads first: the answer on top, then categories, mailboxes, what could not be read, the worst messages. */

#include <glib.h>

#include "store/query.h"

/* UTF-8 in the language of the user, 80 columns; caller owns. colour writes escape sequences for a terminal. MSP_STORE_ERROR. */
char *msp_text_report_dup (MspCase *source, const MspFilter *filter, gboolean colour, GError **error);
