/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Senders and recipients of a MAPI message as addresses of mail. */

#include "format/mapi.h"

/* Appends text to a header field: UTF-8, line ends and control characters as blanks. */
void  msp_mapi_append_plain      (GString *out, const char *text);

/* Appends "name" <address>. An address of Exchange's directory, where no other is known, is written as IMCEAEX does.
   Any of the three may be NULL; nothing is appended if all are. */
void  msp_mapi_append_mailbox    (GString *out, const char *name, const char *type, const char *address);

/* Who wrote the message, and who sent it in their name; empty where not stored. */
void  msp_mapi_append_from       (GString *out, const MspMapiProps *props);
void  msp_mapi_append_sender     (GString *out, const MspMapiProps *props);

/* All recipients of type MSP_MAPI_TO, _CC or _BCC, ", " between. */
void  msp_mapi_append_recipients (GString *out, const MspMapiMessage *message, gint64 type);
