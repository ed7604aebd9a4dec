/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The roster in one screen, for people: how many, who may have to be told, what is doubtful. */

#include <glib.h>

#include "people/roster.h"

/* "47 people (at least 45, at most 52)", or "47 people" when the bounds are the same; caller owns. */
char *msp_people_dup_count  (const MspRosterTotals *totals);

/* "3 decisions about persons were applied.", and how many are about nobody in the case; NULL if there are none. The caller owns it. */
char *msp_people_dup_decisions (const MspRosterTotals *totals);

/* UTF-8 in the language of the user, 80 columns; caller owns. */
char *msp_people_report_dup (MspRoster *roster, const MspTriggers *triggers, gboolean colour);
