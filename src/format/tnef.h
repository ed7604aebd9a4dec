/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads the message in a winmail.dat, which Outlook sends in place of MIME ([MS-OXTNEF]). */

#include "base/limits.h"
#include "format/mapi.h"

gboolean        msp_tnef_is   (MspSpan head);

/* The message as far as it can be read; never NULL, caller owns. limits->message_bytes is of all values together, limits->depth
   of messages inside one another. */
MspMapiMessage *msp_tnef_read (MspSpan bytes, const MspLimits *limits);
