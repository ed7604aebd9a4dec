/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A roster against an earlier one: who is new, who is gone, of whom something else is known. */

#include <glib.h>

#include "people/roster.h"

/* Appends a CSV table "person_id,change,was,is" to out. since is the path of an earlier people.csv; it is known by its header.
   MSP_PEOPLE_ERROR_DECISION for a file that is none, G_FILE_ERROR. */
gboolean msp_roster_changes_append (MspRoster *roster, const char *since, GString *out, GError **error);
