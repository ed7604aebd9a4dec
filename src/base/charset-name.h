/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Charset labels as mail programs write them to the names that the converter knows. */

#include <glib.h>

typedef enum {
  MSP_CHARSET_UNKNOWN,   /* no label, or one that says nothing ("x-unknown") */
  MSP_CHARSET_ASCII,
  MSP_CHARSET_UTF8,
  MSP_CHARSET_WINDOWS_1252,   /* also for iso-8859-1, which it contains as people use it */
  MSP_CHARSET_UTF16,          /* and UTF-32: endianness from the bytes if the label does not tell */
  MSP_CHARSET_STATEFUL,       /* pure ASCII bytes that mean something else: ISO-2022, UTF-7, HZ */
  MSP_CHARSET_OTHER,
} MspCharsetKind;

/* The longest name with its NUL; a longer label is none. */
#define MSP_CHARSET_NAME_SIZE 48

/* Kind of the label. *out_name: the converter's name, static or in buf, NULL where none is needed. */
MspCharsetKind msp_charset_name_lookup (const char *label, char buf[MSP_CHARSET_NAME_SIZE], const char **out_name);
