/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The system's charset converter, with the descriptors in use kept open: opening one costs more than converting a message. */

#include <glib.h>

#include "base/span.h"

/* Appends span, which is in charset name, to out as UTF-8; bytes without meaning there become U+FFFD.
   FALSE, with out untouched, if the system knows no such charset. One thread at a time. */
gboolean msp_converter_append (GString *out, MspSpan span, const char *name);
