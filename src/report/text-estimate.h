/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The part of the text report that says what a sample is worth. */

#include <glib.h>

#include "store/query.h"

/* Nothing for the case of anything but a sample. */
gboolean msp_text_estimate_append (GString *out, MspCase *source, gboolean colour, GError **error);

/* How much was drawn, and how, in a sentence; NULL for the case of anything but a sample. Caller owns. */
char       *msp_estimate_dup_what  (MspCase *source);

/* What a row counts, in the reader's language; borrowed. */
const char *msp_estimate_get_name  (const MspEstimateRow *row);
