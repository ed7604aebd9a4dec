/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The archive's side of the join: which audited mailbox each mailbox of the case is, how much it holds, which names of folders mean
   the same. */

#include <glib.h>

#include "access/trail.h"
#include "store/access.h"

typedef enum { MSP_MAPPED_NOT, MSP_MAPPED_BY_NAME, MSP_MAPPED_BY_RECIPIENTS } MspMapped;

/* One mailbox of the case. */
typedef struct {
  char     *name;          /* as in the case */
  guint32   mailbox;       /* of the trail, or 0: no record names it */
  MspMapped how;
  guint64   messages;
} MspHolding;

typedef struct {
  GHashTable *mailboxes;   /* MspHolding by name */
  GHashTable *folders;     /* of the map: normal form to normal form */
} MspHoldings;

/* Joins names of trail by a map, a CSV file whose first column is the mailbox's name in the case and whose others are keys of the same
   mailbox: address, GUID, aliases. path may be NULL. Before the trail is sorted. */
gboolean    msp_holdings_load_map     (MspTrail *trail, const char *path, GError **error);

/* Looks at all mail of the case. folder_map: NULL, or a CSV file of two columns, the folder's name in the case and in the evidence. A
   mailbox of the case whose name is no key of the evidence is the one that more than half of its mail is addressed to, if that is
   audited. */
MspHoldings *msp_holdings_new          (MspTrail *trail, MspAccessWriter *source, const char *folder_map, GError **error);

/* The mailbox of the case by its name; never NULL for one that the case has. */
const MspHolding *msp_holdings_get (const MspHoldings *self, const char *name);

/* A folder of the case in normal form and after the map; caller owns. */
char       *msp_holdings_dup_folder   (const MspHoldings *self, const char *folder);

/* The name of a folder of the case in normal form and after the map, as the evidence would write it; owned by trail, 0 if no record
   names it. */
guint32     msp_holdings_find_folder  (const MspHoldings *self, const MspTrail *trail, const char *folder);
void        msp_holdings_free         (MspHoldings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspHoldings, msp_holdings_free)
