/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Takes RTF apart into its tokens. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_RTF_END,
  MSP_RTF_OPEN,        /* { */
  MSP_RTF_CLOSE,       /* } */
  MSP_RTF_WORD,        /* \name or \nameN */
  MSP_RTF_SYMBOL,      /* \* and the like: bytes is the character */
  MSP_RTF_BYTE,        /* \'hh: number is the byte */
  MSP_RTF_CHARS,       /* bytes as they stand, without line ends */
  MSP_RTF_BINARY,      /* the bytes behind \binN */
} MspRtfTokenKind;

typedef struct {
  MspRtfTokenKind kind;
  MspSpan         bytes;       /* of a word its name */
  gboolean        has_number;
  gint32          number;
} MspRtfToken;

typedef struct {
  MspSpan text;
  gsize   at;
} MspRtfLexer;

/* The next token; its bytes are borrowed from the text. */
MspRtfToken msp_rtf_lexer_next (MspRtfLexer *self);
