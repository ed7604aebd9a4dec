/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* How processes that read hostile bytes are shut in: what --sandbox asks for, as far as this build can do it. */

#include <glib.h>

#include "base/limits.h"
#include "pipeline/confine.h"

/* The word of --sandbox; NULL is its default. G_OPTION_ERROR. */
gboolean   msp_sandbox_parse      (const char *text, MspSandbox *out_sandbox, GError **error);

/* What is done where asked for this. */
MspSandbox msp_sandbox_get        (MspSandbox asked);

/* The bytes that a process may take by limits; 0: no limit. */
guint64    msp_sandbox_get_memory (const MspLimits *limits);
