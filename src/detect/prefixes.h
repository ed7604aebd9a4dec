/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the matches of an expression can begin with, written out: "pass(?:word|phrase)" begins with "password" or "passphra". */

#include <glib.h>

#define MSP_PREFIX_LEN 8

typedef struct {
  guint8   bytes[MSP_PREFIX_LEN];   /* letters and digits with the bit 0x20 set, zero behind len */
  guint8   len;
  gboolean ended;                   /* no letter or digit follows */
} MspPrefix;

/* The prefixes of expression as an array of MspPrefix, which the caller owns. NULL if it need not begin with a letter or digit at
   the begin of a word, or has too many prefixes. */
GArray *msp_prefixes_list (const char *expression);
