/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The digests of one message. */

#include <glib.h>

#include "base/span.h"
#include "mime/mail.h"
#include "model/digest.h"

typedef void (*MspMessageDigestFunc) (gpointer data, MspDigestKind kind, const char *hex);

typedef struct {
  MspSpan  stored;      /* as it lies in its source */
  MspSpan  mail;        /* the same as mail; other bytes than stored where its container made mail of it */
  gboolean has_stored;  /* it lies there as a run of bytes */
} MspMessageBytes;

/* Tells func the digests of kinds that there are. mime parses the mail if attachments are asked for; one of more than limit bytes has
   no digest. */
void msp_message_digest (const MspMessageBytes *bytes, guint kinds, MspMime *mime, gsize limit, MspMessageDigestFunc func, gpointer data);
