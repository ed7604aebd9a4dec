/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One message's bytes read from a stream into memory, up to a limit; the rest is read over and counted. */

#include <glib.h>

#include "base/stream.h"
#include "container/reader.h"

typedef struct {
  char    *data;
  gsize    len, cap;
  guint64  size;        /* bytes read, those over the limit included */
  GError  *error;       /* what the stream failed with, behind size bytes */
} MspBody;

/* Reads want bytes, or less if the stream ends or fails; keeps the first limit of them. */
void     msp_body_read     (MspBody *self, MspStream *stream, guint64 want, gsize limit);

MspSpan  msp_body_get      (const MspBody *self);

/* Sets truncated, fate, reason and detail of entry. */
void     msp_body_set_fate (const MspBody *self, MspEntry *entry);

/* FALSE with the stream's failure in MSP_CONTAINER_ERROR, given out once. */
gboolean msp_body_check    (MspBody *self, GError **error);
void     msp_body_clear    (MspBody *self);
