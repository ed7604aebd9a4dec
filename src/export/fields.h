/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What the readers of exports have in common: the values of a claim as products write them. */

#include <glib.h>

#include "base/span.h"

/* Longest text that is kept of any one field. */
#define MSP_EXPORT_MAX_TEXT 4096

/* Each returns what the caller owns, or NULL if text says nothing. All are valid UTF-8 without controls. */
char   *msp_export_dup_text (MspSpan text);

/* "\NATIVES\1\a.eml" as "NATIVES/1/a.eml": without drive, server or dots at its beginning. */
char   *msp_export_dup_path (MspSpan text);

/* Message-ID without angle brackets. */
char   *msp_export_dup_message_id (MspSpan text);

/* Hexadecimal digits of a hash of n bytes in lower case; NULL for anything else. */
char   *msp_export_dup_hash (MspSpan text, gsize n);

/* The next line from *at on, without its end; FALSE at the end of bytes. */
gboolean msp_export_next_line (MspSpan bytes, gsize *at, MspSpan *out_line);

/* FALSE unless text is a whole number, thousands may be set apart. */
gboolean msp_export_parse_number (MspSpan text, guint64 *out_number);

/* Seconds since 1970 UTC of "2026-02-20T12:00:03Z", with blank, fraction or offset too; MSP_DATE_UNKNOWN for others: days
   without a time, and where day and month could be exchanged. */
gint64  msp_export_parse_date (MspSpan text);

/* Parts of a list set apart by ';', empty ones left out. */
guint64 msp_export_count_list (MspSpan text);

/* Lower-case letters and digits of a column's or tag's name: "Native_SHA_256" is "nativesha256". */
char   *msp_export_dup_key (MspSpan name);

/* Whether the last name of a path ends so, in whatever case. */
gboolean msp_export_has_ending (const char *name, const char *ending);
