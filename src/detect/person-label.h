/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Labels, column headers and field names that say "here stands a name". */

#include "base/span.h"

typedef enum { MSP_NAME_LABEL_NONE, MSP_NAME_LABEL_FULL, MSP_NAME_LABEL_FAMILY, MSP_NAME_LABEL_GIVEN } MspNameLabel;

/* What label ("Last Name", "Nom", "employee name:") announces. */
MspNameLabel msp_name_label_read (MspSpan label);

/* Whether value can be one name or part of one, as label says: letters, few words, no common words. */
gboolean     msp_name_label_accepts (MspNameLabel label, MspSpan value);

/* Bytes without blanks at both ends. */
MspSpan      msp_name_label_trim (MspSpan text);
