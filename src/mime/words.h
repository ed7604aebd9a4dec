/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Encoded words (RFC 2047) before GMime sees them. */

#include <glib.h>

/* Rewrites base64 words of one charset that follow one another, so that none but the last is padded. GMime reads such a run as one
   stream, which lets a character be split between two words, and ends it at the first padding: the rest would be lost. */
void msp_words_join (GString *text);
