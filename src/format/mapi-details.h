/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a MAPI item says outside its text: the fields of a contact, place and time of an appointment, fields of the user's own. */

#include "format/mapi.h"

/* Appends "Label: value" lines; nothing for a message that has no such fields. */
void msp_mapi_append_details (GString *out, const MspMapiMessage *message);
