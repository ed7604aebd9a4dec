/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Where somebody lives, as far as addresses and numbers tell: it decides which law holds. */

#include "people/evidence.h"

/* Best first. */
typedef enum { MSP_RESIDENCE_ADDRESS, MSP_RESIDENCE_NUMBER, MSP_RESIDENCE_UNKNOWN, MSP_N_RESIDENCES } MspResidenceBasis;

typedef struct {
  char              place[8];     /* "US-VA" (ISO 3166-2), "DE" (ISO 3166-1), or "" */
  MspResidenceBasis basis;
  gint64            date;         /* of the address's message */
  guint8            confidence;   /* of the address */
} MspResidence;

void        msp_residence_init (MspResidence *self);

/* Takes what a row of the person says: the surest address, of these the latest; else a number that a state gave. */
void        msp_residence_take (MspResidence *self, const MspEvidenceRow *row, gint64 date);

/* "addr", "id" or "". */
const char *msp_residence_get_basis (MspResidenceBasis basis);
