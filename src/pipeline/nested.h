/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Files and messages inside a part go round again: archives and mailboxes that were attached, what extractors find inside documents.
   All belong to the message that holds them: their places are ways on from its part, "2!/a.zip!/b.eml#1". */

#include <glib.h>

#include "pipeline/units.h"

/* Whether a file of this declared type and name, whose decoded bytes begin with head (whole: are head), is to be opened as a
   container. Text that looks like mail is, in mail, more often a patch or a quotation: it must be named or declared as mail. */
gboolean msp_nested_wants      (const char *type, const char *name, MspSpan head, gboolean whole);

/* Opens bytes, the decoded part at place, and scans all inside. */
void     msp_nested_scan_bytes (MspUnits *self, GBytes *bytes, const char *name, const char *place, guint depth, MspOutcome *out);

/* Scans the items (MspItem) found inside the file at place, whose outcome becomes PARTIAL if a limit leaves some out. */
void     msp_nested_scan_items (MspUnits *self, const GPtrArray *items, const char *place, guint depth, MspOutcome *out);
