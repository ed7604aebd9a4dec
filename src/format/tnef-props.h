/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* MAPI properties as TNEF has them ([MS-OXTNEF] 2.1.3.5). */

#include "format/mapi.h"
#include "format/tnef-cursor.h"

/* What a property of type object holds. */
typedef enum { MSP_TNEF_MESSAGE, MSP_TNEF_OTHER } MspTnefObject;

typedef struct {
  gpointer data;
  void   (*object) (gpointer data, guint16 id, MspTnefObject kind, MspSpan bytes);
  gsize   *left;        /* bytes of values that may still be taken */
} MspTnefSink;

/* Reads one list of properties off cursor, which fails if it is damaged. Objects go to sink, values to props. */
void msp_tnef_read_props (MspTnefCursor *cursor, MspMapiProps *props, const MspTnefSink *sink);
