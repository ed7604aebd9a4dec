/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The quick search in front of the marking grammar: ordinary text has next to none of these bytes. */

#include "base/span.h"

/* The next place at or behind from that may belong to a marking: "CRE" of SECRET, "NFID" of CONFIDENTIAL, "RIC" of RESTRICTED,
   "CUI", "ROL" of CONTROLLED, "sif" of classify in either case, "sem" of dissemination, "//" behind a level letter, a bracket
   or a blank line's start; the text's length if there is none. */
gsize msp_marking_next_anchor (MspSpan text, gsize from);
