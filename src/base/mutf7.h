/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Names of IMAP folders as servers store them: modified UTF-7 (RFC 3501, 5.1.3). */

#include <glib.h>

/* UTF-8, caller owns. What is no well-formed modified UTF-7 stays as it is; bytes that are not UTF-8 become U+FFFD. */
char *msp_mutf7_dup_utf8 (const char *name);
