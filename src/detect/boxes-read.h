/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A social security number cut into boxes: "323 | 93 | 9103", "First three: 323 … Next two: 93 … Last four: 9103", or a digit a box. */

#include "base/span.h"

typedef struct {
  gsize start, end;       /* from the first digit to behind the last */
  char  value[12];        /* "323-93-9103" */
} MspBoxes;

/* The first such number behind at, where its label ends; FALSE if none stands near. */
gboolean msp_boxes_read (MspSpan text, gsize at, MspBoxes *out_boxes);
