/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a value gains by the values beside it: an account number by its bank's, a secret by its key's id. */

#include <glib.h>

#include "detect/rules.h"

/* Raises records (MspRecord, by unit and start) of one message; texts go to strings. */
void msp_company_apply  (GArray *records, const MspRules *rules, GStringChunk *strings);

/* What a password becomes whose attachment is there: finding takes the rule's name and is raised. */
void msp_company_raise  (MspFinding *finding, const MspRules *rules);

/* The surest password among findings of one message that could be that of an attachment elsewhere; NULL without one. */
const MspFinding *msp_company_find_password (const MspFinding *findings, gsize n);

/* The surest password of the message becomes that of the encrypted attachment at section. */
void msp_company_unlock (GArray *records, const MspRules *rules, GStringChunk *strings, const char *section);
