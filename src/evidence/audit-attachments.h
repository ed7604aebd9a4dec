/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The string in which audit records list attachments: "a.pdf (123b); b (2).docx (456b)". */

#include <glib.h>

/* How many attachments text lists, and the sum of their bytes. Names may hold semicolons, brackets and numbers in them, so sizes
   are looked for from the right. 0 if text is no such list. */
gsize msp_audit_count_attachments (const char *text, guint64 *out_bytes);
