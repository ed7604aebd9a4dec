/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a message with blank forms says that is nobody's. */

#include "detect/message.h"

/* Whether there is a form among records (MspRecord), and all of them are blank. */
gboolean msp_blank_forms_alone   (const GArray *records);

/* Then: whether record is only what such a form asks, or its name. */
gboolean msp_blank_forms_explain (const GArray *records, const MspRecord *record, const MspRule *rule);
