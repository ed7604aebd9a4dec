/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Names and contact data as they are, read again from the sources, where a person asked for them. */

#include <glib.h>

#include "pipeline/reread-child.h"

typedef enum {
  MSP_REVEALED_NAME,      /* key: of the name; as it was spelled */
  MSP_REVEALED_ADDRESS,   /* key: of the name; the e-mail address beside it in the header */
  MSP_REVEALED_VALUE,     /* key: of the value of a contact detector */
  MSP_N_REVEALED
} MspRevealedKind;

/* Why a message that bears markings is missed: it was read, and is not shown. */
#define MSP_REVEAL_MARKED "bears classification markings"

/* What comes of the locators, by their index; strings hold for the call. Nothing comes of a message that bears classification
   markings. */
typedef struct {
  void   (*found)  (gpointer data, gsize locator, MspRevealedKind kind, const guint8 key[MSP_VALUE_KEY_LEN], const char *text);
  void   (*missed) (gpointer data, gsize locator, const char *reason);
  gpointer data;
} MspRevealVisitor;

/* Reads the messages that locators name, n of them. Errors as of msp_reread_ask. */
gboolean msp_reveal     (MspReread *reread, const char *const *locators, gsize n, const MspRevealVisitor *visitor, GError **error);

/* Within the process. */
void     msp_reveal_run (MspRereadChild *child);
