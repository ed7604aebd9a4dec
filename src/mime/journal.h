/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Exchange's journal envelopes: a text that names sender and recipients, and the message itself as attachment. */

#include "mime/tree.h"

/* If tree is such an envelope, headers become those of the message inside, with the envelope's further recipients added. */
void msp_journal_apply (MspTree *tree, MspMailHeaders *headers);
