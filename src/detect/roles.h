/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What part a person plays: sender or recipient of the message by name, or somebody who is named beside another person. */

#include <glib.h>

#include "detect/detector.h"

typedef struct {
  GHashTable *names;     /* normalised name -> flags; filled when it is first asked for */
  gboolean    filled;
} MspRoles;

void     msp_roles_init      (MspRoles *self);
void     msp_roles_reset     (MspRoles *self);

/* MSP_FINDING_OF_SENDER and _OF_RECIPIENT, if the display name of one in mail is the same as name, which is normalised. */
guint32  msp_roles_get_flags (MspRoles *self, const MspDetectMessage *mail, const char *name);

/* The address beside the display name that has the key, or NULL; caller owns. */
char    *msp_roles_dup_address (const MspDetectMessage *mail, const MspKeyedHash *hash, const guint8 name_key[MSP_VALUE_KEY_LEN]);

/* TRUE if the line before the name at start says that it is a relative's, a reference's or an emergency contact's. */
gboolean msp_roles_is_other  (const MspText *text, gsize start);
void     msp_roles_clear     (MspRoles *self);
