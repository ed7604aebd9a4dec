/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Records that name a message by the SHA-1 of its bytes, or by the SHA-256 of an attachment: the mail of the mailboxes that they are about is
   read again, and a record gets the Message-ID of the one that has the hash. Nobody asks for records with a Message-ID of their own, nor for
   mailboxes in which no access is named so. */

#include <glib.h>

#include "access/holdings.h"
#include "model/digest.h"

typedef struct {
  MspDigestSource ask;       /* or NULL: nobody can, and nothing is joined */
  gpointer        data;
  guint64         asked, missed;   /* messages: filled in */
} MspDigestAsker;

/* trail must be sorted; after this it can be arranged. */
gboolean msp_digest_join (MspTrail *trail, const MspHoldings *holdings, MspAccessWriter *source, MspDigestAsker *asker, GError **error);
