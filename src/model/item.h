/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A file or message that was found inside another and goes round again: attached to a PDF, embedded in a document, sent in a
   winmail.dat. */

#include <glib.h>

#include "model/fate.h"

typedef struct {
  char      *name;          /* as stored there, UTF-8; "1", "2" … where it has none; '/' between folders */
  const char *type;         /* media type that its holder declares, static, or NULL */
  GBytes    *bytes;         /* NULL when fate is not READ or PARTIAL */
  MspFate    fate;          /* READ; PARTIAL where bytes stop at a limit; OPAQUE, FAILED … where there are none */
  MspReason  reason;
} MspItem;

/* For a GPtrArray of items, in the order in which they stand. */
GPtrArray *msp_items_new  (void);

/* Appends an item; takes bytes, which may be NULL if fate says why, and copies name, which may be NULL.
   Nothing is kept if self is NULL: nobody asked. */
void       msp_items_add  (GPtrArray *self, const char *name, const char *type, GBytes *bytes, MspFate fate, MspReason reason);
