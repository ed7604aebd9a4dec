/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A sliding window over a stream, moved in large blocks. Grows only when one message needs it. */

#include <glib.h>

#include "base/stream.h"

typedef struct {
  MspStream *stream;    /* borrowed */
  char      *data;
  gsize      len, cap;
  guint64    base;      /* offset of data[0] in the stream */
  guint64    nuls;      /* NUL bytes directly before data[0] */
  gboolean   ended;     /* nothing follows data, because the stream ended or failed */
  GError    *error;     /* what it failed with */
} MspMboxWindow;

/* Begins where the stream stands. */
void     msp_mbox_window_init  (MspMboxWindow *self, MspStream *stream);

/* Drops the bytes before keep and reads on, until the window is full or the stream ends; doubles the window if nothing can be
   dropped. Indexes into data move down by keep. */
void     msp_mbox_window_fill  (MspMboxWindow *self, gsize keep);

/* Starts a window that goes on where self ends, with its last bytes from keep on. self keeps its data, for those who still
   borrow it. */
void     msp_mbox_window_split (MspMboxWindow *self, gsize keep, MspMboxWindow *out_rest);

/* How many NUL bytes stand in a row before index end, those that were dropped from the window included. */
guint64  msp_mbox_window_count_nuls (const MspMboxWindow *self, gsize end);

MspSpan  msp_mbox_window_get   (const MspMboxWindow *self, gsize start, gsize end);
void     msp_mbox_window_clear (MspMboxWindow *self);
