/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/years.h"

#include <criterion/criterion.h>

TestSuite (years);

#define MAX_DAYS 8

static const struct {
  const char *label;
  struct {
    guint month, day, year;   /* year: what the log is expected to mean */
  } lines[MAX_DAYS];
} rows[] = {
  { "one year", { { 3, 1, 2026 }, { 3, 2, 2026 }, { 11, 30, 2026 } } },
  { "over new year's", { { 11, 30, 2025 }, { 12, 31, 2025 }, { 1, 1, 2026 }, { 3, 3, 2026 } } },
  { "two new years", { { 6, 1, 2024 }, { 12, 30, 2024 }, { 1, 2, 2025 }, { 9, 9, 2025 }, { 1, 1, 2026 } } },
  { "a little out of order at new year's", { { 12, 31, 2025 }, { 1, 1, 2026 }, { 12, 31, 2025 }, { 1, 1, 2026 } } },
  { "a little out of order", { { 3, 3, 2026 }, { 3, 1, 2026 }, { 3, 4, 2026 } } },
  { "weeks put together in the wrong order", { { 3, 20, 2026 }, { 3, 1, 2026 }, { 2, 10, 2026 } } },
  { "a long pause within the year", { { 1, 5, 2026 }, { 10, 20, 2026 } } },
};

Test (years, are_found_from_the_last_line_backwards)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspYears years;
      guint n = 0;

      msp_years_init (&years);
      for (; n < MAX_DAYS && rows[i].lines[n].month != 0; n++)
        msp_years_step (&years, rows[i].lines[n].month, rows[i].lines[n].day);
      cr_expect_eq (msp_years_get (&years), 0, "%s", rows[i].label);
      msp_years_set (&years, (gint) rows[i].lines[n - 1].year);
      msp_years_rewind (&years);
      for (guint k = 0; k < n; k++)
        {
          msp_years_step (&years, rows[i].lines[k].month, rows[i].lines[k].day);
          cr_expect_eq (msp_years_get (&years), rows[i].lines[k].year, "%s, line %u", rows[i].label, k);
        }
    }
}
