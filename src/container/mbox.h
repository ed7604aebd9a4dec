/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Splits an mbox stream (mboxo, mboxrd, mboxcl, mboxcl2; LF, CRLF or CR) into messages. Memory does not depend on its size.

   Where messages begin is a local matter (mbox-from.h), so a byte range of a file can be read by itself: seek to its first byte less
   MSP_MBOX_LOOK_BEHIND, skip to the first separator at or behind it, stop at the first separator at or behind its end. Every cut gives
   the same messages. The exception is a file with Content-Length fields (msp_mbox_has_lengths on its first 64 KiB): there a
   separator can lie inside a message, so it is to be read in one piece. */

#include "container/reader.h"

extern const MspReaderType msp_mbox_reader;

/* TRUE if Content-Length fields are to be believed in the file that begins with head, where they lead to a separator. */
gboolean msp_mbox_has_lengths (MspSpan head);
