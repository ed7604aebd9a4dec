/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a reader of access evidence makes of a file, as lines of text to compare: one for each event, rejected or passed record and
   mark, in order. Only fields that say something are in it. */

#include "evidence/reader.h"

/* "login 2026-03-03T02:10:01Z user=pat …\n". The reader is the one for the beginning of stream; "no reader\n" if there is none.
   Ends with "error: …\n" if reading fails. Caller owns it. */
char *evidence_text_read        (MspStream *stream, const MspEvidenceOptions *options);

/* Of text, without marks, which most logs have of their zone. */
char *evidence_text_read_string (const char *text, gsize len, const MspEvidenceOptions *options);
