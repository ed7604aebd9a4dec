/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Files that were cut: the slices of their parts in the table slice become rows of the table source. */

#include <glib.h>

#include "store/writer.h"

/* Gives every file in slice its row in source, anew if it has one. *out_missing: the locator of the first file of which slices
   are missing, or NULL; such a file has a row of those there are. The caller owns it. */
gboolean msp_slices_join (MspWriter *writer, char **out_missing, GError **error);
