/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The part of the text report that says what a sample is worth. */

#include <glib.h>

#include "store/case.h"

/* Nothing for the case of anything but a sample. */
gboolean msp_text_estimate_append (GString *out, MspCase *source, gboolean colour, GError **error);
