/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Memory for one message: taken piece by piece, given back all at once. */

#include <glib.h>

#include "base/span.h"

typedef struct _MspArena MspArena;

MspArena   *msp_arena_new       (void);

/* Zeroed and aligned for any type; valid until the next reset. */
gpointer    msp_arena_alloc     (MspArena *self, gsize size);

/* A NUL-terminated copy of span. */
const char *msp_arena_copy      (MspArena *self, MspSpan span);

/* The same, with ASCII letters in lower case. */
const char *msp_arena_copy_down (MspArena *self, MspSpan span);

const char *msp_arena_printf    (MspArena *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Forgets everything, keeps one block. */
void        msp_arena_reset     (MspArena *self);

void        msp_arena_free      (MspArena *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspArena, msp_arena_free)
