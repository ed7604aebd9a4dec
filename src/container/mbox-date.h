/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Recognises the date that ends an mbox separator line, in the orders that mail programs have written it. */

#include <glib.h>

#include "base/span.h"

/* TRUE if line, without its end, ends in a day, a month, a year and a time of day in any order: "Tue Jan  3 10:00:00 2023",
   "Tue, 3 Jan 2023 10:00 +0100 (CET)", "2023-01-03T10:00:00Z". What stands before the date does not matter. */
gboolean msp_mbox_date_ends_line (MspSpan line);
