/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The tags that matter for text. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_TAG_OTHER, MSP_TAG_A, MSP_TAG_BLOCKQUOTE, MSP_TAG_BODY, MSP_TAG_BR, MSP_TAG_DIV, MSP_TAG_FONT, MSP_TAG_HEADING, MSP_TAG_IMG,
  MSP_TAG_INPUT, MSP_TAG_META, MSP_TAG_P, MSP_TAG_PRE, MSP_TAG_RAW, MSP_TAG_SPAN, MSP_TAG_TABLE, MSP_TAG_TD, MSP_TAG_TEMPLATE,
  MSP_TAG_TEXTAREA, MSP_TAG_TH, MSP_TAG_THEAD, MSP_TAG_TITLE, MSP_TAG_TR, MSP_TAG_XMP,
} MspHtmlTagId;

enum {
  MSP_TAG_BLOCK     = 1 << 0,   /* begins and ends a line */
  MSP_TAG_PARAGRAPH = 1 << 1,   /* and is set apart by an empty line */
  MSP_TAG_VOID      = 1 << 2,   /* has no end */
};

typedef struct {
  const char  *name;
  MspHtmlTagId id;
  guint        flags;
} MspHtmlTag;

/* Never NULL: a tag that is not in the table has the id MSP_TAG_OTHER and no flags. */
const MspHtmlTag *msp_html_tag_find (MspSpan name);
