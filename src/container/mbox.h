/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Splits an mbox stream (mboxo, mboxrd, mboxcl, mboxcl2; LF, CRLF or CR) into messages. Memory does not depend on its size.

   Where messages begin is a local matter (mbox-from.h), so a byte range of a file can be read by itself, and every cut gives
   the same entries. The exception is a file with Content-Length fields in its first 64 KiB: there a separator can lie inside a
   message. */

#include "container/reader.h"

extern const MspReaderType msp_mbox_reader;

/* What msp_reader_open_range promises, for a stream that this reader won; its impl, or NULL if the file must be read in one
   piece. Error only if the stream fails. */
gpointer msp_mbox_open_range (MspStream *stream, const MspLimits *limits, guint64 start, guint64 end, GError **error);
