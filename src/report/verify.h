/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Do the inputs still hash to what the case says of them? */

#include <glib.h>

#include "store/case.h"

typedef struct {
  guint64 unchanged, changed, missing;
  guint64 unhashed;   /* inputs that the scan could not hash: standard input, unreadable or left-out files */
} MspVerifyCounts;

/* locator names an input that has changed, or that cannot be read for the reason given (NULL: changed). */
typedef void (*MspVerifyFunc) (const char *locator, const char *why, gpointer user_data);

/* Hashes every input again and calls func for each that differs. FALSE: the case cannot be read. */
gboolean msp_verify_inputs   (MspCase *source, MspVerifyFunc func, gpointer user_data, MspVerifyCounts *out_counts, GError **error);

/* TRUE if path would lie inside a directory that was scanned: nothing is written there. */
gboolean msp_verify_is_input (MspCase *source, const char *path);

/* Where the input named by locator lies: one of roots (as of msp_roots_dup) and the names below it. NULL if under none; caller owns. */
char    *msp_verify_dup_path (const char *const *roots, const char *locator);
