/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The fields of a message to MspMailHeaders. */

#include "mime/arena.h"
#include "mime/field.h"
#include "mime/mail.h"

/* Reads n fields; simple: plain values may be read without GMime. All strings are in arena. FALSE if some were left out because
   they are repeated too often. *work counts what GMime was given of address lists, and bounds it. */
gboolean msp_headers_read (MspMailHeaders *self, MspArena *arena, const MspField *fields, gsize n, gboolean simple,
                           guint64 *work);
