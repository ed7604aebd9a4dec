/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the ids from 0x8000 on mean in a .msg file ([MS-OXMSG] 2.2.3). */

#include "format/mapi.h"
#include "format/ole.h"

typedef struct _MspMsgNames MspMsgNames;

/* Reads the table; an empty one if there is none. Keeps nothing of ole. */
MspMsgNames *msp_msg_names_new   (const MspOle *ole);

/* Fills in set, number and name of a value with such an id. */
void         msp_msg_names_apply (const MspMsgNames *self, MspMapiValue *value);
void         msp_msg_names_free  (MspMsgNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspMsgNames, msp_msg_names_free)
