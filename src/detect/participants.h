/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Who takes part in a message: the addresses of its sender and recipients. */

#include <glib.h>

typedef struct {
  GStringChunk *strings;
  GHashTable   *addresses;   /* lower-case, owned by strings */
  GString      *countries;   /* " de fr ": their top-level domains of two letters */
  gboolean      official;    /* one is of armed forces, a government or a ministry */
} MspParticipants;

void     msp_participants_init  (MspParticipants *self);
void     msp_participants_reset (MspParticipants *self);

/* Adds the addresses of an address field, which may be NULL. */
void     msp_participants_add   (MspParticipants *self, const char *list);
void     msp_participants_clear (MspParticipants *self);
