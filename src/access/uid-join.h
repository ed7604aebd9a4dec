/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Records that name a message by its IMAP UID in a folder. Where the archive knows the UIDs, and nothing speaks against their being the same
   ones, they get the Message-ID of the mail that is meant, as if they had named it so. All others stay as they are: accesses to nobody
   knows what. What speaks against it: the folder was made, renamed or deleted since; a record in the folder gives the UID with another
   Message-ID than the mail has, or is older than the mail; two mails of the archive have the UID. */

#include <glib.h>

#include "access/holdings.h"

/* trail must be sorted; after this it can be arranged. */
gboolean msp_uid_join (MspTrail *trail, const MspHoldings *holdings, MspAccessWriter *source, GError **error);
