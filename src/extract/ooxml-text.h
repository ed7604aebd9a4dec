/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Text of WordprocessingML and DrawingML (ECMA-376 part 1): both name paragraphs, runs, texts, tables alike. */

#include "extract/office.h"

typedef enum {
  MSP_OOXML_ALL,
  MSP_OOXML_NO_PLACEHOLDERS,   /* of masters and layouts: "Click to edit" is no text */
} MspOoxmlMode;

/* Reads the part name once; nothing if it is not there or was read before. */
void msp_ooxml_text_read      (MspOffice *office, const char *name, MspOoxmlMode mode);

/* Reads a document that is one file of XML, with no package around it. */
void msp_ooxml_text_read_flat (MspOffice *office, MspSpan bytes);
