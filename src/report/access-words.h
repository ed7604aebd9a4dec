/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What of exposed mail was accessed, in the reader's language. Never "read": a record shows an access, not a reader. */

#include "store/access.h"

/* "accessed", "must be presumed accessed" …; of MSP_N_VERDICTS "not judged". Static. */
const char *msp_access_words_verdict (MspAccessVerdict verdict);

/* "hostile", "unknown", "trusted". Static. */
const char *msp_access_words_class   (MspActorClass class);

/* What a basis code, with or without its number, rests on: "folder synchronisation"; the code itself if it is none of ours. */
const char *msp_access_words_basis   (const char *basis);

/* The colour of a verdict in pictures: the name of a severity. Static. */
const char *msp_access_words_css     (MspAccessVerdict verdict);
