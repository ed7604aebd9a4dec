/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What speaks against a marking: training, talk about marking, release stamps, confidentiality footers. */

#include "base/span.h"

/* "For training purposes only" anywhere; "example", "sample", "notional", "exercise" on the line of at or a neighbouring line. */
gboolean msp_marking_talk_is_training      (MspSpan text, gsize at);

/* Three or more different level words beside "marking", "banner line", "portion mark". */
gboolean msp_marking_talk_is_about_marking (MspSpan text);

/* DECLASSIFIED, "Approved for Release", FOIA stamps. */
gboolean msp_marking_talk_is_declassified  (MspSpan text);

/* "Intended recipient", "privileged" … within 200 bytes of [start, end): a lawyer's or company's footer. */
gboolean msp_marking_talk_is_footer        (MspSpan text, gsize start, gsize end);
