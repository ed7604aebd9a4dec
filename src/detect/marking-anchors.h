/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The quick search in front of the marking grammar: ordinary text has next to none of these bytes. */

#include "base/span.h"

/* What a line with a marking has: "CRE" of SECRET, "NFID" of CONFIDENTIAL, "RIC" of RESTRICTED, "CUI", "ROL" of CONTROLLED,
   "ssif" of classify in either case, "ssem" of dissemination, "//" behind a level letter or a bracket. */
#define MSP_MARKING_ANCHORS "CRE|CUI|NFID|RIC|ROL|[Ss][Ss][Ii][Ff]|ssem|[SCU(ID]//"

/* Whether one of them stands at at: "//", "sif" and "sem" count from there on, behind the byte before. */
gboolean msp_marking_is_anchor (MspSpan text, gsize at);
