/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the parts of the module know of each other. */

#include <libbfio.h>
#include <libpff.h>

#include "format/pst.h"

/* What libpff reads through. */
typedef struct {
  MspPstSource source;
  guint64      position;
  guint64      left;       /* bytes that may still be read: whoever runs in circles ends there */
} MspPstInput;

/* input stays the caller's and must live longer; NULL on failure. */
libbfio_handle_t *msp_pst_input_new (MspPstInput *input);

/* Gives all that the message holds. left: bytes that may still be taken; depth: messages inside it that may still be opened. */
void              msp_pst_item_read (libpff_item_t *message, guint depth, gsize *left, const MspPstSink *sink);

/* A number of an item's own; 0 if it has none. */
guint32           msp_pst_item_get_u32 (libpff_item_t *item, guint32 id);

/* The node number at the end of an entry id of the item ([MS-PST] 2.4.3.2); 0 if it has none. */
guint32           msp_pst_item_get_entry_id (libpff_item_t *item, guint32 id);
