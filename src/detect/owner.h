/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whose the findings of a message are: of the person named beside them, or of the only one whom their file or the message
   names. */

#include "detect/message.h"

/* A strong identifier stands for its person where no name is near: numbers that a state or insurer gives to one person. */
gboolean msp_owner_is_strong    (const MspRule *rule);

/* From the next message on, names that were linked are kept as they were spelled, for letters. */
void     msp_owner_keep_names   (MspMessage *message);

/* Links a finding to a person beside it, if there is one. */
void     msp_owner_find_near    (MspMessage *message, const MspScan *scan, const MspRule *rule, MspFinding *finding);

/* Once a unit is read: what is left of its findings goes to the person after whom the file is named. Keeps the unit's text for
   msp_owner_find_rest. */
void     msp_owner_finish_unit  (MspMessage *message, const MspScan *scan);

/* Once all units are read: what is left goes to the only person mentioned who does not take part in the message. */
void     msp_owner_find_rest    (MspMessage *message);
