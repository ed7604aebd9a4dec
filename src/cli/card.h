/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What 'show' prints of one item: lines of a name and a value. */

#include <glib.h>

#include "model/record.h"
#include "store/query.h"

/* Prints nothing for an empty value. */
void     msp_card_print_field   (const char *name, const char *value);

/* The message's headers, score, and what of it was not read, and why. */
void     msp_card_print_message (const MspMessageRecord *message);

/* The row of the ledger of the file, archive entry or range at locator; *out_found is FALSE if there is none. If only is not NULL, the row
   is printed only if it says TRUE. MSP_STORE_ERROR. */
gboolean msp_card_print_source  (MspCase *source, const char *locator, gboolean (*only) (const MspLedgerRow *row), gboolean *out_found,
                                 GError **error);
