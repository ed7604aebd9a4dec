/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads a message out of an Outlook .msg or .oft file ([MS-OXMSG]). */

#include "base/limits.h"
#include "format/mapi.h"

/* The message; what cannot be read of it is missing and said to be. Error (MSP_OLE_ERROR): the file is no compound file, or none
   of a message. limits->message_bytes is of all values together, limits->depth of messages inside one another. */
MspMapiMessage *msp_msg_read (MspSpan bytes, const MspLimits *limits, GError **error);
