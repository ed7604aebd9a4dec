/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The English words of BIP-39 (2013), of which wallets make their recovery phrases; in the order of the alphabet. The list is
   published under the MIT licence. */

#define MSP_N_SEED_WORDS 2048

extern const char msp_seed_words[MSP_N_SEED_WORDS][9];
