/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Adds up what is written, so that a ledger that balances need not be read again. Sums are kept only as long as the row of their
   source is to come: there are few at a time. */

#include <glib.h>

#include "model/record.h"

typedef struct {
  GHashTable *open;      /* locator of a source to the sums of its contents */
  gpointer    last;      /* those that were added to last */
  gboolean    broken;
} MspBalance;

void     msp_balance_init        (MspBalance *self);
void     msp_balance_add_message (MspBalance *self, const MspMessageRecord *message);

/* Comes after all that the source contains. */
void     msp_balance_add_source  (MspBalance *self, const MspSourceRecord *source);

/* TRUE if what was added keeps the rules of the ledger on sources and their contents (docs/case-file.md, 2, 4 and 5), and every message
   has its source. If not, the ledger may still balance; only its check can tell. */
gboolean msp_balance_holds       (const MspBalance *self);

void     msp_balance_clear       (MspBalance *self);
