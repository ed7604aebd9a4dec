/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What was accessed, in the JSON report. */

#include "people/standing.h"
#include "report/output.h"
#include "store/case.h"

/* Appends the member "access" of the document, with the comma before it; nothing if access has not run. MSP_STORE_ERROR, G_FILE_ERROR. */
gboolean msp_writer_json_access_append (MspCase *source, const MspStanding *people, MspOutput *output, GError **error);
