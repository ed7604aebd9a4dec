/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Rules that send mail on, replayed over the archive: a rule holds from the record that made it to the next that changes or removes
   it. */

#include "access/grounds.h"

/* Adds to self the rules that sent subject on. */
void msp_forward_fill (MspGrounds *self, const MspGroundsSources *sources, const MspIndexMailbox *mailbox, const MspSubject *subject);

/* Asks sources all that fill may ask of the text of subject, in the same order. */
void msp_forward_ask  (const MspGroundsSources *sources, const MspSubject *subject);

/* Whether any rule asks for words in texts. */
gboolean msp_forward_has_words (const MspTrail *trail);
