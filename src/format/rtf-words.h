/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The control words of RTF that matter for its text. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_RTF_DO_NOTHING,
  MSP_RTF_DO_TEXT,          /* stands for text */
  MSP_RTF_DO_SKIP,          /* its group holds no text */
  MSP_RTF_DO_KEEP,          /* its group holds text although \* stands before */
  MSP_RTF_DO_LINES,         /* groups inside are fields of their own: title, author */
  MSP_RTF_DO_FONTS, MSP_RTF_DO_FONT, MSP_RTF_DO_FONT_CHARSET, MSP_RTF_DO_FONT_CODEPAGE, MSP_RTF_DO_DEFAULT_FONT, MSP_RTF_DO_PLAIN,
  MSP_RTF_DO_CODEPAGE, MSP_RTF_DO_MAC, MSP_RTF_DO_PC, MSP_RTF_DO_PCA,
  MSP_RTF_DO_UNICODE, MSP_RTF_DO_UNICODE_SKIP,
  MSP_RTF_DO_UNICODE_PAIR, MSP_RTF_DO_UNICODE_HALF,   /* {\upr{8-bit}{\*\ud{Unicode}}} */
  MSP_RTF_DO_FIELD,         /* instruction of a field: where a link leads */
  MSP_RTF_DO_OBJECT, MSP_RTF_DO_PICTURE,
  MSP_RTF_DO_FROM_HTML, MSP_RTF_DO_FROM_TEXT, MSP_RTF_DO_HTML_TAG, MSP_RTF_DO_HTML_RTF,
} MspRtfAction;

typedef struct {
  const char  *name;
  MspRtfAction action;
  const char  *text;        /* UTF-8, of MSP_RTF_DO_TEXT */
} MspRtfWord;

/* NULL if the word says nothing about text. */
const MspRtfWord *msp_rtf_word_find    (MspSpan name);

/* The Windows code page of a font's charset; 0: the document's. */
guint             msp_rtf_word_charset (gint32 charset);
