/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/fields.h"

#include <criterion/criterion.h>

#include "model/record.h"

static MspSpan
span (const char *text)
{
  return msp_span_from_string (text);
}

Test (fields, paths_lose_what_is_above_the_export)
{
  static const struct { const char *text, *path; } rows[] = {
    { "\\NATIVES\\1\\a.eml", "NATIVES/1/a.eml" }, { "D:\\x\\a.eml", "x/a.eml" }, { "\\\\server\\share\\a", "server/share/a" },
    { "../../etc/passwd", "etc/passwd" }, { "./a//b", "a/b" }, { " a ", "a" }, { "", NULL }, { "..", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = msp_export_dup_path (span (rows[i].text));

      cr_expect (g_strcmp0 (path, rows[i].path) == 0, "%s: %s", rows[i].text, path);
    }
}

Test (fields, numbers_are_whole_or_none)
{
  static const struct { const char *text; gint64 number; } rows[] = {
    { "12", 12 }, { " 1,234 ", 1234 }, { "", -1 }, { "12 MB", -1 }, { "-1", -1 }, { "999999999999999999", 999999999999999999 },
    { "9999999999999999999", -1 }, { ",1", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint64 number = 0;
      gboolean good = msp_export_parse_number (span (rows[i].text), &number);

      cr_expect (good == (rows[i].number >= 0) && (!good || number == (guint64) rows[i].number), "%s", rows[i].text);
    }
}

Test (fields, dates_that_could_be_another_day_are_none)
{
  static const struct { const char *text; gint64 date; } rows[] = {
    { "2026-02-20T12:00:03Z", 1771588803 }, { "2026-02-20 12:00:03", 1771588803 }, { "2026-02-20T13:00:03+01:00", 1771588803 },
    { "2026-02-20", MSP_DATE_UNKNOWN }, { "02/03/2026 10:00", MSP_DATE_UNKNOWN }, { "2026-13-40T99:00:00Z", MSP_DATE_UNKNOWN },
    { "", MSP_DATE_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect (msp_export_parse_date (span (rows[i].text)) == rows[i].date, "%s", rows[i].text);
}

Test (fields, lists_and_hashes_are_counted_and_checked)
{
  g_autofree char *hash = msp_export_dup_hash (span ("ABCDEF0123456789abcdef0123456789"), 16);
  g_autofree char *bad = msp_export_dup_hash (span ("xyzdef0123456789abcdef0123456789"), 16);
  g_autofree char *key = msp_export_dup_key (span ("Native_SHA-256 "));

  cr_expect_str_eq (hash, "abcdef0123456789abcdef0123456789");
  cr_expect_null (bad);
  cr_expect_str_eq (key, "nativesha256");
  cr_expect_eq (msp_export_count_list (span ("a; b ;;c")), 3);
  cr_expect_eq (msp_export_count_list (span (" ; ")), 0);
}
