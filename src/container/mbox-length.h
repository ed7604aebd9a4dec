/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Content-Length of the dialects mboxcl and mboxcl2: believed only where it leads exactly to a separator or to the end. */

#include <glib.h>

#include "container/mbox-window.h"

/* TRUE if any line of head is a Content-Length field: then they are believed in the whole file. */
gboolean msp_mbox_length_is_in (MspSpan head);

/* Finds the end of the message at *at of window, which has a separator line of line_size bytes, by its Content-Length;
   *out_found if a separator stands there. FALSE if there is no field, if it lies, or if the message is longer than max. May
   move the window: then *at is 0, and the message's bytes are all there either way. */
gboolean msp_mbox_length_find_end (MspMboxWindow *window, gsize *at, gsize line_size, gsize max, gsize *out_end,
                                   gboolean *out_found);
