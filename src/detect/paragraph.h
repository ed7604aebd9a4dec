/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The paragraph around words of law and handling ("privileged and confidential", "for official use only"), so that the case can
   tell a footer that everybody's mail ends with from a remark that somebody made. */

#include "base/keyed-hash.h"

/* The keyed hash of the paragraph's letters and digits, whatever its lines, quote marks and spaces; FALSE for the first paragraph
   of text, which is what somebody wrote, and for a very long one. */
gboolean msp_paragraph_hash (MspSpan text, gsize at, const MspKeyedHash *hash, guint8 out_hash[MSP_VALUE_KEY_LEN]);
