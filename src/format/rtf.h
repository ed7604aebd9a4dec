/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Text, or the HTML that Outlook wrapped up ([MS-OXRTFEX]), out of RTF. */

#include <glib.h>

#include "base/span.h"

typedef enum {
  MSP_RTF_DOCUMENT,     /* RTF of its own: text with cells ended by TAB, rows and paragraphs by LF */
  MSP_RTF_FROM_TEXT,    /* plain text wrapped up in RTF */
  MSP_RTF_FROM_HTML,    /* HTML wrapped up in RTF: text is that HTML */
} MspRtfKind;

typedef struct {
  char   *name;         /* UTF-8, or NULL */
  GBytes *bytes;        /* a file: what was packed, a compound file, a picture */
} MspRtfObject;

typedef struct {
  MspRtfKind kind;
  GString   *text;      /* UTF-8; hidden and deleted text is part of it */
  GPtrArray *objects;   /* MspRtfObject; files and pictures inside, in their order */
  gboolean   truncated; /* more text or objects than the limit */
} MspRtf;

gboolean msp_rtf_is    (MspSpan head);

/* Reads any bytes; limit is of the text, and again of all objects. */
void     msp_rtf_init  (MspRtf *self, MspSpan bytes, gsize limit);
void     msp_rtf_clear (MspRtf *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MspRtf, msp_rtf_clear)
