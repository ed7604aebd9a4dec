/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a value gains by the values beside it: an account number by its bank's, a secret by its key's id. */

#include <glib.h>

#include "detect/rules.h"

/* Raises records (MspRecord, by unit and start) of one message; texts go to strings. */
void msp_company_apply  (GArray *records, const MspRules *rules, GStringChunk *strings);

/* The surest password of the message becomes that of the encrypted attachment at section. */
void msp_company_unlock (GArray *records, const MspRules *rules, GStringChunk *strings, const char *section);
