/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The sentences that every report for people begins with, in the reader's language. Results are the caller's. */

#include <glib.h>

#include "model/severity.h"
#include "people/roster.h"
#include "store/query.h"

/* "Exposed: 150 messages and 1 document in 13 mailboxes, 163.6 kB, from 2023-02-01 to 2023-02-18." */
char       *msp_answer_dup_exposed  (const MspTotals *totals);

/* "Severity: critical, 100 of 100. …", or NULL if nothing sensitive was found. people: how many there are, with bounds. */
char       *msp_answer_dup_severity (const MspTotals *totals, const MspRosterTotals *people);

/* How many people are affected. MSP_STORE_ERROR, MSP_PEOPLE_ERROR_DECISION. */
gboolean    msp_answer_count_people (MspCase *source, MspRosterTotals *out_people, GError **error);

/* "Coverage: 93.4 % of the bytes were read; …" */
char       *msp_answer_dup_coverage (const MspTotals *totals);

/* The score of the whole, of so many people, and how many messages and documents hold something sensitive. */
guint       msp_answer_get_score     (const MspTotals *totals, guint64 people);
guint64     msp_answer_get_sensitive (const MspTotals *totals);

/* What is wrong with the case itself, a sentence each, NULL-terminated; empty for a complete one. */
char      **msp_answer_dup_warnings (MspCase *source);
