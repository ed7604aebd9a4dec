/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Unpacks the RTF body of Outlook's messages ([MS-OXRTFCP]). */

#include <glib.h>

#include "base/span.h"

/* The first limit bytes of the RTF, caller owns; NULL if packed has no such header. *out_whole: it came out as its header states,
   checksum included. */
GString *msp_lzfu_unpack (MspSpan packed, gsize limit, gboolean *out_whole);
