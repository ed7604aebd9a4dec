/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the matches of an expression can begin with, written out: "pass(?:word|phrase)" begins with "password" or
   "passphrase". */

#include <glib.h>

#define MSP_PREFIX_WORD 8    /* bytes of the first word that are listed */
#define MSP_PREFIX_LEN 16    /* with what follows it */

typedef struct {
  guint8   bytes[MSP_PREFIX_LEN];   /* with the bit 0x20 set */
  guint8   mask[MSP_PREFIX_LEN];    /* 0xFF, or 0 where other bytes may stand as well; zero in bytes too */
  guint8   word;                    /* bytes of the first word, letters and digits, up to MSP_PREFIX_WORD */
  gboolean ended;                   /* no letter or digit follows them */
} MspPrefix;

/* The prefixes of expression as an array of MspPrefix, which the caller owns. NULL if it need not begin at the edge of a word, or
   has too many prefixes. *out_rest: whether it may also begin with another byte than a letter or digit; such ways are not
   listed. */
GArray *msp_prefixes_list (const char *expression, gboolean *out_rest);
