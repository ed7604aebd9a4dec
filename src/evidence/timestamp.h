/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Times of records, to seconds since 1970 UTC. Nothing depends on locale or time zone of the machine. */

#include <glib.h>

#include "base/span.h"
#include "evidence/reader.h"

/* Seconds of a date and time of the proleptic Gregorian calendar read as UTC; MSP_TIME_UNKNOWN if there is no such time or the
   year is not within 1970-2199. month and day count from 1; a leap second (60) is the second behind it. */
gint64   msp_timestamp_from_civil   (guint year, guint month, guint day, guint hour, guint minute, guint second);

/* ISO 8601: date, "T" or blanks, time with minutes at least, any fraction, "Z", "+01:00", "+0100", "+01" or no zone, blanks
   around. The fraction is cut off. Without a zone the seconds are those of UTC and out_has_zone is FALSE. */
gboolean msp_timestamp_parse_iso    (MspSpan text, gint64 *out_seconds, gboolean *out_has_zone);

typedef enum {
  MSP_DATE_READ,        /* *out_seconds is set, as UTC */
  MSP_DATE_AMBIGUOUS,   /* day and month could be either, and order does not say */
  MSP_DATE_NONE,        /* not a date of this form */
} MspDateResult;

/* A date as Windows cultures write it: "3/31/2026 2:12:50 AM", "31.03.2026 14:12", "2026/03/31 14:12:50". Dots mean that the day
   comes first. A day above 12, or equal to the month, needs no order. */
MspDateResult msp_timestamp_parse_local (MspSpan text, MspDateOrder order, gint64 *out_seconds);

/* The order that text alone shows, by a day above 12; else MSP_DATE_ORDER_UNKNOWN. */
MspDateOrder  msp_timestamp_get_order   (MspSpan text);

/* 1-12 for "Jan" to "Dec", of any case, at the start of text; 0 for others. */
guint    msp_timestamp_get_month    (MspSpan text);

/* Whole seconds of a decimal count of units since 1970 of which per_second make a second ("1772505060000000", 1000000).
   MSP_TIME_UNKNOWN if text is none or the year is not within 1970-2199. A fraction behind it is cut off. */
gint64   msp_timestamp_from_epoch   (MspSpan text, guint64 per_second);
