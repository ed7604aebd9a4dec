/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Strings that come again and again, each kept once and known by a number. Number 0 is "". */

#include <glib.h>

typedef struct _MspNames MspNames;

MspNames   *msp_names_new    (void);

/* The number of text, a new one if need be. */
guint32     msp_names_add    (MspNames *self, const char *text);

/* The number of text, or 0 if it has none. */
guint32     msp_names_find   (const MspNames *self, const char *text);

/* Owned by self. */
const char *msp_names_get    (const MspNames *self, guint32 name);
void        msp_names_free   (MspNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspNames, msp_names_free)

/* Two numbers as one key, for g_int64_hash. */
static inline gint64
msp_names_pair (guint32 high, guint32 low)
{
  return (gint64) ((guint64) high << 32 | low);
}
