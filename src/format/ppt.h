/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Records of the stream "PowerPoint Document" ([MS-PPT]), containers before what they hold. Masters, whose text only asks to be
   replaced, are passed over. */

#include <glib.h>

#include "base/span.h"

enum {
  MSP_PPT_SLIDE = 1006, MSP_PPT_NOTES = 1008, MSP_PPT_SLIDE_PERSIST = 1011, MSP_PPT_MASTER = 1016, MSP_PPT_TEXT_CHARS = 4000,
  MSP_PPT_TEXT_BYTES = 4008, MSP_PPT_STRING = 4026, MSP_PPT_LINK = 4055, MSP_PPT_HEADER = 4057, MSP_PPT_OBJECT = 4113,
  MSP_PPT_COMMENT = 12000, MSP_PPT_CRYPT = 12052,
};

#define MSP_PPT_DEPTH 32

typedef struct {
  guint16 type;
  guint   instance;
  guint16 holder;      /* type of the container that it lies in; 0: none */
  MspSpan data;        /* of containers too */
} MspPptRecord;

typedef struct {
  MspSpan  stream;     /* borrowed */
  gsize    at;
  gsize    ends[MSP_PPT_DEPTH];      /* of the open containers */
  guint16  types[MSP_PPT_DEPTH];
  guint    depth;
  gboolean is_damaged;
} MspPpt;

void     msp_ppt_init   (MspPpt *self, MspSpan stream);
gboolean msp_ppt_next   (MspPpt *self, MspPptRecord *out_record);

/* The bytes of an embedded object, unpacked up to 64 MiB. NULL if there are none; caller owns. */
GBytes  *msp_ppt_unpack (const MspPptRecord *record);
