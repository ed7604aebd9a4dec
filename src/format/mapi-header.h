/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The header of a MAPI message as mail has it (RFC 5322, UTF-8 as RFC 6532). */

#include "format/mapi.h"

/* Appends all fields but those of MIME. The header that the message came with is kept where it is stored; properties add what it
   does not say: blind copies, categories, the class of the item. */
void  msp_mapi_append_header  (GString *out, const MspMapiMessage *message);

/* Categories, comma between; NULL if there are none. Caller owns it. */
char *msp_mapi_dup_categories (const MspMapiMessage *message);
