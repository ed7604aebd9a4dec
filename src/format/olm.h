/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads a message as Outlook for Mac exports it: the element "email" of an XML file in an .olm archive. */

#include "format/mapi.h"

/* Never NULL, caller owns; is_damaged if xml ends before the element does. Attachments lie in files of their own: only their
   names and places are told. */
MspMapiMessage *msp_olm_read (MspSpan xml);
