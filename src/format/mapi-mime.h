/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Writes a MAPI message as mail (RFC 5322, MIME), so that it goes the way of all messages. */

#include "format/mapi.h"

/* Appends the message with all messages inside it. limit is of each RTF body, unpacked. FALSE if something of it is missing. */
gboolean msp_mapi_append_mime (GString *out, const MspMapiMessage *message, gsize limit);
