/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence/timestamp.h"

TestSuite (timestamp);

Test (timestamp, iso_times_with_and_without_fraction_and_zone_are_read)
{
  static const struct { const char *text; gint64 seconds; gboolean has_zone; } cases[] = {
    { "2026-03-03T02:12:50", 1772503970, FALSE },
    { "2026-03-03T02:12:50Z", 1772503970, TRUE },
    { "2026-03-03T02:12:50.0000000Z ", 1772503970, TRUE },
    { "2026-03-03 02:12:50.000", 1772503970, FALSE },
    { "2026-03-03T02:12:50.9999999", 1772503970, FALSE },
    { "2026-03-03T03:12:50+01:00", 1772503970, TRUE },
    { "2026-03-02T21:12:50-0500", 1772503970, TRUE },
    { "2026-03-03T03:12:50+01", 1772503970, TRUE },
    { "2026-03-03 02:12:50 UTC", 1772503970, TRUE },
    { " 2026-03-03T02:12 ", 1772503920, FALSE },
    { "2024-02-29T00:00:00Z", 1709164800, TRUE },
    { "1970-01-01T00:00:00Z", 0, TRUE },
    { "2199-12-31T23:59:59Z", 7258118399, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 seconds = 0;
      gboolean has_zone = FALSE;

      cr_expect (msp_timestamp_parse_iso (msp_span_from_string (cases[i].text), &seconds, &has_zone), "%s", cases[i].text);
      cr_expect_eq (seconds, cases[i].seconds, "%s: %" G_GINT64_FORMAT, cases[i].text, seconds);
      cr_expect_eq (has_zone, cases[i].has_zone, "%s", cases[i].text);
    }
}

Test (timestamp, what_is_no_iso_time_is_refused)
{
  static const char *const cases[] = {
    "", "2026", "2026-03-03", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-03T24:00:00Z", "2026-03-03T02:60:00Z",
    "2026-03-03T02:12:50X", "2026-03-03T02:12:50+1", "2026-03-03T02:12:50+99:00", "0001-01-01T00:00:00", "1601-01-01T00:00:00",
    "9999-12-31T23:59:59Z", "3/3/2026 2:12:50 AM", "2026-03-03T02:12:50Z and more",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 seconds;
      gboolean has_zone;

      cr_expect_not (msp_timestamp_parse_iso (msp_span_from_string (cases[i]), &seconds, &has_zone), "%s", cases[i]);
    }
}

Test (timestamp, dates_of_windows_cultures_are_read_by_their_order)
{
  static const struct { const char *text; MspDateOrder order; MspDateResult result; gint64 seconds; } cases[] = {
    { "3/3/2026 2:12:50 AM", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_READ, 1772503970 },
    { "3/4/2026 2:12:50 AM", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_AMBIGUOUS, MSP_TIME_UNKNOWN },
    { "3/4/2026 2:12:50 AM", MSP_DATE_ORDER_MDY, MSP_DATE_READ, 1772590370 },
    { "3/4/2026 2:12:50 AM", MSP_DATE_ORDER_DMY, MSP_DATE_READ, 1775182370 },
    { "4/03/2026 02:12:50", MSP_DATE_ORDER_DMY, MSP_DATE_READ, 1772590370 },
    { "9/20/2023 4:05:03 AM", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_READ, 1695182703 },
    { "9/20/2023 4:05:03 PM", MSP_DATE_ORDER_DMY, MSP_DATE_READ, 1695225903 },
    { "20/9/2023 16:05:03", MSP_DATE_ORDER_MDY, MSP_DATE_READ, 1695225903 },
    { "04.03.2026 02:12:50", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_READ, 1772590370 },
    { "2026/03/04 02:12", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_READ, 1772590320 },
    { "3/3/2026 12:00:00 AM", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_READ, 1772496000 },
    { "3/3/2026 12:00:00 PM", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_READ, 1772539200 },
    { "3/3/2026, 2:12:50\xe2\x80\xaf""AM", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_READ, 1772503970 },
    { "3/3/2026 2:12:50 a. m.", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_READ, 1772503970 },
    { "3/3/2026 13:12:50 AM", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_NONE, MSP_TIME_UNKNOWN },
    { "13/13/2026 2:12:50", MSP_DATE_ORDER_UNKNOWN, MSP_DATE_NONE, MSP_TIME_UNKNOWN },
    { "3/3/26 2:12:50", MSP_DATE_ORDER_MDY, MSP_DATE_NONE, MSP_TIME_UNKNOWN },
    { "3/3/2026", MSP_DATE_ORDER_MDY, MSP_DATE_NONE, MSP_TIME_UNKNOWN },
    { "", MSP_DATE_ORDER_MDY, MSP_DATE_NONE, MSP_TIME_UNKNOWN },
    { "yesterday", MSP_DATE_ORDER_MDY, MSP_DATE_NONE, MSP_TIME_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 seconds = 0;
      MspDateResult result = msp_timestamp_parse_local (msp_span_from_string (cases[i].text), cases[i].order, &seconds);

      cr_expect_eq (result, cases[i].result, "%s: %d", cases[i].text, result);
      cr_expect_eq (seconds, cases[i].seconds, "%s: %" G_GINT64_FORMAT, cases[i].text, seconds);
    }
}

Test (timestamp, a_day_above_twelve_shows_the_order)
{
  static const struct { const char *text; MspDateOrder order; } cases[] = {
    { "3/13/2026 2:12:50 AM", MSP_DATE_ORDER_MDY }, { "13/3/2026 02:12:50", MSP_DATE_ORDER_DMY },
    { "3/12/2026 2:12:50 AM", MSP_DATE_ORDER_UNKNOWN }, { "2026-03-13T00:00:00", MSP_DATE_ORDER_UNKNOWN },
    { "13/13/2026 1:00:00", MSP_DATE_ORDER_UNKNOWN }, { "x", MSP_DATE_ORDER_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    cr_expect_eq (msp_timestamp_get_order (msp_span_from_string (cases[i].text)), cases[i].order, "%s", cases[i].text);
}

Test (timestamp, counts_since_1970_and_month_names_are_read)
{
  cr_expect_eq (msp_timestamp_from_epoch (MSP_SPAN_LITERAL ("1772505060000000"), 1000000), 1772505060);
  cr_expect_eq (msp_timestamp_from_epoch (MSP_SPAN_LITERAL ("1772505060.999"), 1), 1772505060);
  cr_expect_eq (msp_timestamp_from_epoch (MSP_SPAN_LITERAL (""), 1), MSP_TIME_UNKNOWN);
  cr_expect_eq (msp_timestamp_from_epoch (MSP_SPAN_LITERAL ("-1"), 1), MSP_TIME_UNKNOWN);
  cr_expect_eq (msp_timestamp_from_epoch (MSP_SPAN_LITERAL ("1772505060x"), 1), MSP_TIME_UNKNOWN);
  cr_expect_eq (msp_timestamp_from_epoch (MSP_SPAN_LITERAL ("99999999999999999999999"), 1), MSP_TIME_UNKNOWN);
  cr_expect_eq (msp_timestamp_from_epoch (MSP_SPAN_LITERAL ("7258118400"), 1), MSP_TIME_UNKNOWN);
  cr_expect_eq (msp_timestamp_get_month (MSP_SPAN_LITERAL ("mar/2026")), 3);
  cr_expect_eq (msp_timestamp_get_month (MSP_SPAN_LITERAL ("Ma")), 0);
  cr_expect_eq (msp_timestamp_get_month (MSP_SPAN_LITERAL ("Mai")), 0);
}
