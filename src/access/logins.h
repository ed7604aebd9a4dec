/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Logins to mail servers whose session no record ends: what was fetched in them nobody knows, nor until when. */

#include "access/index.h"

/* Puts those of actors who are not trusted into the lists of their mailboxes, once all traces are in index. */
void msp_logins_fill (MspIndex *index);
