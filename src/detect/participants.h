/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who takes part in a message: the addresses of its sender and recipients. They are read when something of them is first asked for:
   of most messages nothing is. */

#include "base/span.h"

#define MSP_PARTICIPANTS_LISTS 3

typedef struct {
  const char   *lists[MSP_PARTICIPANTS_LISTS];
  guint         n_lists;
  guint         read;        /* which of the following is of the lists */
  guint         asked;       /* addresses looked for without the table of them */
  GStringChunk *strings;
  GHashTable   *addresses;   /* owned by strings */
  GString      *countries;   /* "defr" */
  gboolean      official;
} MspParticipants;

void        msp_participants_init  (MspParticipants *self);
void        msp_participants_reset (MspParticipants *self);

/* Adds the addresses of an address field, which may be NULL and is borrowed up to the next reset; MSP_PARTICIPANTS_LISTS at most. */
void        msp_participants_add   (MspParticipants *self, const char *list);

/* The addresses in lower case, valid until the next add or reset. */
GHashTable *msp_participants_get_addresses (MspParticipants *self);

/* TRUE if address, in any case, is one of these. */
gboolean    msp_participants_has_address   (MspParticipants *self, MspSpan address);

/* TRUE if one is in the top-level domain of two letters ("de"). */
gboolean    msp_participants_has_country   (MspParticipants *self, const char *country);

/* TRUE if one is of armed forces, a government or a ministry. */
gboolean    msp_participants_is_official   (MspParticipants *self);
void        msp_participants_clear (MspParticipants *self);
