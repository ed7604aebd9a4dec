/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/text.h"

/* Appends what the code on a driving licence of North America says (AAMVA DL/ID Card Design Standard, annex D) as fields. FALSE, and
   nothing appended, if record is none. */
gboolean msp_licence_append (MspText *text, const char *record);
