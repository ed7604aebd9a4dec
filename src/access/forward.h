/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Rules that send mail on, replayed over the archive: a rule holds from the record that made it to the next that changes or removes
   it. */

#include "access/grounds.h"

/* Adds to self the rules that sent subject on. */
void msp_forward_fill (MspGrounds *self, const MspGroundsSources *sources, const MspIndexMailbox *mailbox, const MspSubject *subject);
