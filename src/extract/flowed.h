/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/span.h"

/* Appends text of the form format=flowed (RFC 3676) with its paragraphs on one line each. Lines end in LF already; quote marks
   stay, as "> " once per level; delsp tells that the space at a soft line end is no part of the text. */
void msp_flowed_append (GString *out, MspSpan text, gboolean delsp);
