/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What may stand before the first line of a message or mailbox. */

#include <glib.h>

#include "base/span.h"

/* Bytes of a UTF-8 byte-order mark and of blank lines at the start of head. */
gsize msp_preamble_size (MspSpan head);
