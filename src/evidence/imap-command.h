/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the arguments of IMAP commands say (RFC 3501, 6): which folder, and whether content of mail is asked for. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_FETCH_NO_CONTENT,
  MSP_FETCH_CONTENT,     /* of all messages of the set */
  MSP_FETCH_DOUBTFUL,    /* of some of them ("CHANGEDSINCE"), or the arguments are cut */
} MspFetchContent;

/* Of the items of FETCH, "(UID BODY.PEEK[])". Headers, sizes, structure and flags are no content; the beginning of the text
   (PREVIEW, RFC 8970) is. */
MspFetchContent msp_imap_command_judge_items (MspSpan items);

/* The name of a folder off *arguments, as UTF-8; caller owns. NULL if it cannot be told. */
char           *msp_imap_command_take_folder (const char **arguments);
