/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The confined side of pipeline/reveal.h. It sends frames: a head, a key for what was found, then a text. */

#include "pipeline/reveal.h"

#define MSP_REVEAL_MOST_TEXT 4096

typedef enum {
  MSP_REVEAL_FOUND,      /* kind, key and text */
  MSP_REVEAL_BEGUN,      /* the message is being read */
  MSP_REVEAL_MISSED,     /* text: why */
  MSP_REVEAL_ALIVE,      /* still looking */
  MSP_REVEAL_OVER,       /* all locators were dealt with */
} MspRevealFrame;

typedef struct {
  guint32 frame, kind;
  guint64 locator;       /* index */
  guint32 len;           /* of the text */
  guint8  key[MSP_VALUE_KEY_LEN];
} MspRevealHead;

/* Confines the process and sends what the locators lead to; indexes has the index of each. Does not return. */
void msp_reveal_child_run (int fd, const MspRevealRequest *request, const char *const *locators, const gsize *indexes, gsize n)
  G_GNUC_NORETURN;
