/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which findings belong to persons under 18, as far as a birth date in the same message tells. */

#include <glib.h>

/* A birth date as one number (20140312), or 0 if value is none or its century is not written. */
gint32 msp_minor_read_birth (const char *value, gsize len);

/* Sets MSP_FINDING_MINOR in those of records (MspRecord) whose person was born less than 18 years before date (seconds since 1970
   UTC; G_MININT64: unknown, nothing is set). */
void   msp_minor_mark (GArray *records, gint64 date);
