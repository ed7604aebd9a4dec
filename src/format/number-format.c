/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/number-format.h"

#include <math.h>

#include "format/number-pattern.h"

/* Serial 0 of the two calendars in days before 1970-01-01. The first holds a 29th of February 1900 that never was. */
#define DAYS_1900 25569
#define DAYS_1904 24107
#define LAST_DAY 2958465
#define MAX_SECTIONS 4

static const struct { guint id; const char *code; } builtin[] = {
  { 1, "0" }, { 2, "0.00" }, { 3, "#,##0" }, { 4, "#,##0.00" }, { 5, "$#,##0;($#,##0)" }, { 6, "$#,##0;($#,##0)" },
  { 7, "$#,##0.00;($#,##0.00)" }, { 8, "$#,##0.00;($#,##0.00)" }, { 9, "0%" }, { 10, "0.00%" }, { 11, "0.00E+00" },
  { 14, "yyyy-mm-dd" }, { 15, "yyyy-mm-dd" }, { 16, "yyyy-mm-dd" }, { 17, "yyyy-mm-dd" }, { 18, "h:mm" }, { 19, "h:mm:ss" },
  { 20, "h:mm" }, { 21, "h:mm:ss" }, { 22, "yyyy-mm-dd h:mm" },
  { 27, "yyyy-mm-dd" }, { 28, "yyyy-mm-dd" }, { 29, "yyyy-mm-dd" }, { 30, "yyyy-mm-dd" }, { 31, "yyyy-mm-dd" }, { 32, "h:mm" },
  { 33, "h:mm:ss" }, { 34, "yyyy-mm-dd" }, { 35, "yyyy-mm-dd" }, { 36, "yyyy-mm-dd" },
  { 37, "#,##0;(#,##0)" }, { 38, "#,##0;(#,##0)" }, { 39, "#,##0.00;(#,##0.00)" }, { 40, "#,##0.00;(#,##0.00)" },
  { 45, "mm:ss" }, { 46, "[h]:mm:ss" }, { 47, "mm:ss" }, { 48, "0.00E+00" },
  { 50, "yyyy-mm-dd" }, { 51, "yyyy-mm-dd" }, { 52, "yyyy-mm-dd" }, { 53, "yyyy-mm-dd" }, { 54, "yyyy-mm-dd" },
  { 55, "yyyy-mm-dd" }, { 56, "yyyy-mm-dd" }, { 57, "yyyy-mm-dd" }, { 58, "yyyy-mm-dd" },
};

const char *
msp_number_format_get_builtin (guint id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (builtin); i++)
    if (builtin[i].id == id)
      return builtin[i].code;
  return "General";
}

void
msp_number_format_append_plain (GString *out, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    return;
  g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, fabs (value) < 1e17 && value == floor (value) ? "%.0f" : "%.15g",
                                         value));
}

/* Civil date of a day number, by Howard Hinnant's algorithm; day is 0 or more. */
static void
append_date (GString *out, gint64 day)
{
  gint64 z = day + 719468, era = z / 146097, doe = z - era * 146097;
  gint64 yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  gint64 mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9;

  g_string_append_printf (out, "%04" G_GINT64_FORMAT "-%02" G_GINT64_FORMAT "-%02" G_GINT64_FORMAT,
                          yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1);
}

static void
append_time (GString *out, gint64 seconds, gboolean with_seconds)
{
  g_string_append_printf (out, "%02" G_GINT64_FORMAT ":%02" G_GINT64_FORMAT, seconds / 3600, seconds / 60 % 60);
  if (with_seconds || seconds % 60 != 0)
    g_string_append_printf (out, ":%02" G_GINT64_FORMAT, seconds % 60);
}

/* FALSE if value is no day of the calendar. */
static gboolean
append_moment (GString *out, double value, const MspNumberPattern *pattern, gboolean is_1904)
{
  gint64 seconds, day;

  if (!(value >= 0 && value < LAST_DAY + 1))
    return FALSE;
  seconds = (gint64) floor (value * 86400 + 0.5);
  day = seconds / 86400;
  if (pattern->is_elapsed || !pattern->has_date)
    {
      append_time (out, pattern->is_elapsed ? seconds : seconds % 86400, pattern->has_seconds);
      return TRUE;
    }
  /* Before the day that never was, all serials are one too low. */
  append_date (out, is_1904 ? day - DAYS_1904 : day - DAYS_1900 + (day < 60));
  if (pattern->has_time)
    {
      g_string_append_c (out, ' ');
      append_time (out, seconds % 86400, pattern->has_seconds);
    }
  return TRUE;
}

/* Ends of the sections of code, which are set apart by ';'. */
static guint
split (const char *code, MspSpan out_sections[MAX_SECTIONS])
{
  guint n = 0;

  while (n < MAX_SECTIONS)
    {
      gsize len = msp_number_pattern_find_end (code);

      out_sections[n++] = msp_span_new (code, len);
      if (code[len] == '\0')
        break;
      code += len + 1;
    }
  return n;
}

/* The section for value, and whether the sign is its own business. */
static MspSpan
choose (const MspSpan *sections, guint n, double value, gboolean *out_signed)
{
  gboolean has_condition = FALSE, holds;

  *out_signed = n >= 2;
  for (guint i = 0; i < n; i++)
    if (msp_number_pattern_get_condition (sections[i], value, &holds))
      {
        has_condition = TRUE;
        if (holds)
          return sections[i];
      }
  if (has_condition)
    {
      *out_signed = FALSE;
      for (guint i = 0; i < n; i++)
        if (!msp_number_pattern_get_condition (sections[i], value, &holds))
          return sections[i];
    }
  if (n >= 2 && value < 0)
    return sections[1];
  if (n >= 3 && value == 0)
    return sections[2];
  *out_signed = FALSE;
  return sections[0];
}

gboolean
msp_number_format_append (GString *out, double value, const char *code, gboolean is_1904)
{
  MspSpan sections[MAX_SECTIONS], section;
  gsize start = out->len;
  MspNumberPattern pattern;
  gboolean is_signed;

  if (!isfinite (value))
    return TRUE;
  section = choose (sections, split (code, sections), value, &is_signed);
  msp_number_pattern_read (&pattern, section);
  if (pattern.is_plain || fabs (value) >= 1e15)
    msp_number_format_append_plain (out, value);
  else if (pattern.is_moment)
    {
      if (!append_moment (out, value, &pattern, is_1904))
        msp_number_format_append_plain (out, value);
    }
  else if (pattern.n_whole + pattern.n_decimals > 0)
    msp_number_pattern_append (&pattern, out, value, is_signed);
  if (out->len > start)
    return TRUE;
  /* ";;;" and "xxx-xx-xxxx" in quotes hide what is there. */
  msp_number_format_append_plain (out, value);
  return FALSE;
}
