/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Postal addresses taken apart, as far as their last lines leave no doubt: where somebody lives, and what goes on an envelope. */

#include <glib.h>

#include "base/span.h"

#define MSP_PLACE_LEN 8

/* All empty where it is not known; caller clears. */
typedef struct {
  char *lines[2];              /* street, and what else stands above the town; the whole address if it could not be taken apart */
  char *city, *postal;
  char  state[4];              /* "VA"; only of addresses in the US and Canada */
  char  country[3];            /* ISO 3166-1: "US" */
} MspPostal;

void msp_postal_parse (MspSpan address, MspPostal *out_postal);
void msp_postal_clear (MspPostal *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspPostal, msp_postal_clear)

/* Where the address is: "US-VA" (ISO 3166-2), "DE", or "" if nothing says so. */
void msp_postal_read_place (MspSpan address, char out_place[MSP_PLACE_LEN]);
