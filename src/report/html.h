/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The report that a person opens first: one file that needs no network and no script. Its style and its script are allowed by their
   hashes alone (Content Security Policy), so that nothing that came from mail can act. */

#include <glib.h>

#include "store/query.h"

/* Writes the page, in the user's language, to target (NULL: standard output). Its size does not grow with the case: sums, and the worst
   of each list. G_FILE_ERROR, MSP_STORE_ERROR. */
gboolean msp_html_write (MspCase *source, const MspFilter *filter, const char *target, GError **error);
