/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What forwarding rules ask of the text of messages. All questions are noted first, in the order in which they will be asked, and answered
   in batches: message by message, an archive would be walked through for each. */

#include <glib.h>

#include "model/search.h"

typedef struct _MspAsked MspAsked;

MspAsked *msp_asked_new    (MspSearchSource search, gpointer search_data);

/* The message that the next questions are about: a number of its own, the same in both passes. */
void      msp_asked_begin  (MspAsked *self, guint64 message);

/* An MspGroundsSearch that notes the question, and says yes so that all are asked that may be. words must stay. */
gboolean  msp_asked_note   (gpointer self, const char *locator, const char *const *words, gboolean *out_found);

/* Gets the answers to what was noted since the last time if there is enough of it, or if is_last. locator: of the next message. */
gboolean  msp_asked_answer (MspAsked *self, const char *locator, gboolean is_last, GError **error);

/* An MspGroundsSearch that answers: ask in the order of the notes; some may be left out. */
gboolean  msp_asked_find   (gpointer self, const char *locator, const char *const *words, gboolean *out_found);
void      msp_asked_free   (MspAsked *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspAsked, msp_asked_free)
