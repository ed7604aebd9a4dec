/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Letters to those affected: in which messages a person's name and addresses stand best. The case has no raw value, so that they are
   read again from there. */

#include "people/roster.h"

#define MSP_LETTER_SOURCES 4

/* Keys lie in the roster's evidence. */
typedef struct {
  guint32       message;          /* index */
  const guint8 *name_key;
  const guint8 *postal, *email;   /* keys of values; NULL: not there */
} MspLetterSource;

/* Of the person whom msp_roster_next gave last: the best sources first, of addresses the latest; returns how many there are. */
guint msp_letters_choose (const MspRoster *roster, MspLetterSource out_sources[MSP_LETTER_SOURCES]);
