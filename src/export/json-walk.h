/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Small JSON files by the way to each value: "Payload.LabelIDs" for the strings of that array too. No tree; ways deeper than a few
   steps and objects without end are passed over. */

#include <glib.h>

#include "base/span.h"

/* is_text: a string, not a number, true, false or null. closes: the end of the object at path. FALSE ends the walk. */
typedef gboolean (*MspJsonWalkFunc) (gpointer data, const char *path, MspSpan value, gboolean is_text, gboolean closes);

void msp_json_walk (MspSpan text, MspJsonWalkFunc func, gpointer data);
