/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What was accessed, as files: the tables in the form of writer-csv.h, the window and the bound as JSON, and what other tools load. */

#include <glib.h>

#include "store/case.h"

/* Writes access.csv, actors.csv, missing.csv, coverage.csv, evidence_census.csv, rejects.csv, timeline.csv, timesketch.csv, window.json,
   bounds.json, overlay.dat and statement.md into folder, which is made if it is missing; all are complete, or none is there. access
   must have run on source. G_FILE_ERROR, MSP_STORE_ERROR. */
gboolean msp_writer_access_write_all (MspCase *source, const char *folder, GError **error);
