/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The roster as CSV files, in the form of writer-csv.h. */

#include <glib.h>

#include "people/roster.h"
#include "report/output.h"

/* People to output. */
gboolean msp_writer_people_append    (MspRoster *roster, MspOutput *output, GError **error);

/* People to one file; path NULL is standard output. G_FILE_ERROR. */
gboolean msp_writer_people_write     (MspRoster *roster, const char *path, GError **error);

/* people.csv, notice.csv, by_state.csv, orphans.csv, merges.csv and conflicts.csv into folder, which is made if it is missing; all are complete, or
   none is there. since: an earlier people.csv, or NULL; with it changes.csv too. G_FILE_ERROR. */
gboolean msp_writer_people_write_all (MspRoster *roster, const MspTriggers *triggers, const char *folder, const char *since, GError **error);
