/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The texts of a message, its attachments and what is inside them, as a scan reads them; nothing is looked for in them. */

#include <glib.h>

#include "pipeline/analyser.h"

typedef struct _MspTexts MspTexts;

/* Borrows limits; observer gets each text. */
MspTexts *msp_texts_new  (MspMimeEngine engine, const MspLimits *limits, MspAnalyserObserver observer, gpointer data);

/* truncated: the bytes stop before the message does. size: bytes that it takes in its source. */
void      msp_texts_read (MspTexts *self, MspSpan message, gboolean truncated, guint64 size);
void      msp_texts_free (MspTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MspTexts, msp_texts_free)
