/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What check-digit rules share: reading a value into plain characters, weighted sums, the published check-digit systems, dates.
   Nothing here allocates; characters are '0'-'9' and 'A'-'Z', worth 0-9 and 10-35. */

#include <glib.h>

#include "base/span.h"
#include "detect/validators.h"

/* The longest shape that msp_shape_read takes. */
#define MSP_SHAPE_MAX 40

/* Copies value without the bytes of separators, upper-cased, to out_chars (as long as shape, then a NUL byte). TRUE if it fits:
   in shape '0' is a digit, 'A' a letter, '*' either, any other byte itself. A value that begins or ends with a separator does not
   fit. */
gboolean msp_shape_read       (MspSpan value, const char *separators, const char *shape, char *out_chars);

/* The digits of value, at most max (out_chars has max + 1 bytes); 0 if there are more, another byte, or a separator at an end. */
guint    msp_digits_read      (MspSpan value, const char *separators, char *out_chars, guint max);

/* Worth of '0'-'9', 'A'-'Z': 0-35. */
int      msp_char_value       (char c);

/* Sum of the first n characters, each times its weight. */
int      msp_digits_weigh     (const char *chars, const gint8 *weights, guint n);

guint64  msp_digits_number    (const char *chars, guint n);

/* The characters as one decimal number (letters are two digits) modulo modulus: ISO 7064 and ISO 13616. */
guint    msp_digits_modulo    (const char *chars, guint n, guint modulus);

gboolean msp_digits_are_equal (const char *chars, guint n);

/* Luhn (ISO/IEC 7812-1 annex B), ISO 7064 MOD 11,10, and Verhoeff (1969), check digit included. */
gboolean msp_digits_pass_luhn      (const char *chars, guint n);
gboolean msp_digits_pass_mod_11_10 (const char *chars, guint n);
gboolean msp_digits_pass_verhoeff  (const char *chars, guint n);

/* Two digits at chars as a number. */
guint    msp_digits_pair      (const char *chars);

/* A day of the Gregorian calendar; of a two-digit year, give 2000 + year, whose 29 February always includes that of 1900 +
   year. */
gboolean msp_date_exists      (guint year, guint month, guint day);

/* The bytes of value after its last byte of stops, or value. */
MspSpan  msp_span_after_last  (MspSpan value, const char *stops);

static inline void
msp_verdict_set (MspVerdict *out_verdict, gboolean valid, const char *why)
{
  out_verdict->valid = valid;
  out_verdict->why = why;
}
