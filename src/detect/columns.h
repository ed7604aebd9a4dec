/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Columns of a table whose header is the label that a rule's pattern begins with ("MRN", "Account number", "Password"), or that
   lets a rule take tokens of capitals ("BIC"): their cells are read as if the header stood right before each. */

#include "detect/scan.h"

typedef void (*MspColumnMatch) (gpointer data, const MspRule *rule, const MspMatch *match);

/* Calls match for each value of such a cell, with offsets in the copy, and token for each cell that is one token of capitals and
   may be looked at by the rules that need a label. */
void msp_columns_scan (MspScan *scan, const MspShapeSet *letters, MspColumnMatch match, MspShapeFound token, gpointer data);

/* Whether a word begins at i of a name: "date|Of|Birth", "SSN|Number", "last|4". */
gboolean msp_columns_is_seam (MspSpan name, gsize i);

/* "dateOfBirth", "SSN_NUM", "passport-no": puts words set apart by a space into work, so that lexicons find them. */
void msp_columns_unfold (GString *work, MspSpan name);
