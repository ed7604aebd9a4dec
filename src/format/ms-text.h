/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Little-endian numbers and strings as Microsoft's binary formats hold them. */

#include <glib.h>

#include "base/span.h"

/* 0 where span is too short. */
guint16 msp_ms_get_u16 (MspSpan span, gsize at);
guint32 msp_ms_get_u32 (MspSpan span, gsize at);
double  msp_ms_get_double (MspSpan span, gsize at);

/* Append as UTF-8: UTF-16LE, lone surrogates as U+FFFD; bytes of windows-1252; bytes of a code page by its number. */
void    msp_ms_append_utf16  (GString *out, MspSpan span);
void    msp_ms_append_1252   (GString *out, MspSpan span);
void    msp_ms_append_page   (GString *out, MspSpan span, guint code_page);
