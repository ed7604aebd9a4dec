/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Pulls tokens from JSON (RFC 8259), several values behind one another too, comments and trailing commas as well. No tree, no
   recursion: depth does not matter. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_JSON_OPEN_OBJECT, MSP_JSON_CLOSE_OBJECT, MSP_JSON_OPEN_ARRAY, MSP_JSON_CLOSE_ARRAY,
  MSP_JSON_KEY,       /* text: the name, decoded */
  MSP_JSON_STRING,    /* text: decoded */
  MSP_JSON_OTHER,     /* text: number, true, false, null, as it stands */
} MspJsonKind;

typedef struct {
  MspSpan     text;          /* borrowed */
  gsize       at;
  GString    *decoded;
  MspJsonKind kind;
  MspSpan     value;         /* valid until the next call */
  gboolean    is_damaged;    /* the text ends in the middle, or a character has no place in JSON */
} MspJson;

void     msp_json_init  (MspJson *self, MspSpan text);
gboolean msp_json_next  (MspJson *self);
void     msp_json_clear (MspJson *self);
