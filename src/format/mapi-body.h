/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The forms in which a MAPI message has its text: plain, HTML, RTF, HTML inside RTF. */

#include "format/mapi.h"

typedef struct {
  const char *type;          /* media type */
  const char *charset;       /* label, static or in buf; NULL: none */
  char        buf[16];
  GString    *bytes;
} MspMapiBody;

/* Appends one MspMapiBody for each form that says something that the others do not, plain text first; the richest one where
   several say the same. limit is of unpacked RTF. FALSE if one of them was damaged or longer. */
gboolean   msp_mapi_bodies_get (const MspMapiMessage *message, gsize limit, GPtrArray *bodies);

/* For bodies. */
GPtrArray *msp_mapi_bodies_new (void);
