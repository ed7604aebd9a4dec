/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Finds "From " at line starts, many bytes at a time. Three implementations give the same result; the best for this processor
   is chosen once. */

#include <glib.h>

/* The index of the next "From " at or behind from (at least 1) that lies whole in data and follows LF, CR or NUL; len if there
   is none. */
typedef gsize (*MspMboxScan) (const char *data, gsize from, gsize len);

MspMboxScan msp_mbox_scan_get_best (void);

/* The i-th implementation that this processor can run, with its name; NULL at the end. For tests and benches. */
MspMboxScan msp_mbox_scan_get (guint i, const char **out_name);
