/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Sets of messages as IMAP commands write them: "12,15:17,20:*" (RFC 3501, sequence-set; "$" of RFC 5182). */

#include <glib.h>

#include "base/span.h"

/* The most numbers of a set that are written out. */
#define MSP_UID_SET_MAX 100000

/* Appends the numbers (guint64) of text to numbers, which is empty, as long as these are not more than max; parts that do not fit
   or end in "*" are left out. *out_count: how many numbers the set has, those of open parts up to 4294967295. FALSE if text is no
   set. */
gboolean msp_uid_set_parse (MspSpan text, gsize max, GArray *numbers, guint64 *out_count);
