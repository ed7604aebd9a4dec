/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Makes the bytes of a record fit to be strings of events. */

#include <glib.h>

/* Replaces every byte of text that is not part of valid UTF-8 by '?', so that the length stays. FALSE if there are NUL bytes:
   then nothing is changed behind the first. */
gboolean msp_tidy_text (char *text, gsize len);
