/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One section of a number format code. */

#include <glib.h>

#include "base/span.h"

typedef struct {
  MspSpan  code;
  gboolean is_plain;       /* General, fractions, exponents: shown without format */
  gboolean is_moment, has_date, has_time, has_seconds, is_elapsed;
  gboolean has_thousands;
  guint    n_whole, n_decimals, n_percent, n_scale;   /* placeholders, "%", commas behind the last digit */
} MspNumberPattern;

/* Bytes of the first section of code: up to ';' outside quotes and brackets, or its end. */
gsize    msp_number_pattern_find_end (const char *code);

/* FALSE if section has no condition as "[<=9999999]"; else *out_holds. */
gboolean msp_number_pattern_get_condition (MspSpan section, double value, gboolean *out_holds);

/* Borrows section. */
void     msp_number_pattern_read   (MspNumberPattern *self, MspSpan section);

/* Appends value, which is below 1e15. is_signed: a minus sign is the section's business. */
void     msp_number_pattern_append (const MspNumberPattern *self, GString *out, double value, gboolean is_signed);
