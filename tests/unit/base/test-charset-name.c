/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/charset-name.h"

#include <criterion/criterion.h>

#include "base/converter.h"

Test (charset_name, labels_are_known_however_they_are_written)
{
  static const struct { const char *label; MspCharsetKind kind; const char *name; } rows[] = {
    { NULL, MSP_CHARSET_UNKNOWN, NULL },
    { "", MSP_CHARSET_UNKNOWN, NULL },
    { " \"\" ", MSP_CHARSET_UNKNOWN, NULL },
    { "x-unknown", MSP_CHARSET_UNKNOWN, NULL },
    { "us-ascii", MSP_CHARSET_ASCII, NULL },
    { "ANSI_X3.4-1968", MSP_CHARSET_ASCII, NULL },
    { "UTF-8", MSP_CHARSET_UTF8, NULL },
    { "utf8", MSP_CHARSET_UTF8, NULL },
    { "\"utf-8\"", MSP_CHARSET_UTF8, NULL },
    { "ISO-8859-1", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
    { "iso_8859-1", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
    { "Latin1", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
    { "Windows-1252", MSP_CHARSET_WINDOWS_1252, "windows-1252" },
    { "ISO-8859-9", MSP_CHARSET_OTHER, "WINDOWS-1254" },
    { "iso-8859-8-i", MSP_CHARSET_OTHER, "ISO-8859-8" },
    { "Shift_JIS", MSP_CHARSET_OTHER, "CP932" },
    { "gb2312", MSP_CHARSET_OTHER, "GB18030" },
    { "ks_c_5601-1987", MSP_CHARSET_OTHER, "UHC" },
    { "hz-gb-2312", MSP_CHARSET_STATEFUL, "HZ" },
    { "iso-2022-jp", MSP_CHARSET_STATEFUL, "ISO-2022-JP" },
    { "csISO2022KR", MSP_CHARSET_STATEFUL, "CSISO2022KR" },
    { "unicode-1-1-utf-7", MSP_CHARSET_STATEFUL, "UTF-7" },
    { "utf-16", MSP_CHARSET_UTF16, NULL },
    { "UTF-16LE", MSP_CHARSET_UTF16, "UTF-16LE" },
    { "koi8-r", MSP_CHARSET_OTHER, "KOI8-R" },
    { "no such charset", MSP_CHARSET_OTHER, "NOSUCHCHARSET" },
    { "utf-8\r\n", MSP_CHARSET_UTF8, NULL },
    { "utf-8;format=flowed", MSP_CHARSET_UNKNOWN, NULL },
    { "../../etc/passwd", MSP_CHARSET_UNKNOWN, NULL },
    { "caf\303\251", MSP_CHARSET_UNKNOWN, NULL },
    { "a-name-that-is-much-longer-than-that-of-any-charset", MSP_CHARSET_UNKNOWN, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char buf[MSP_CHARSET_NAME_SIZE];
      const char *name = "untouched";

      cr_expect_eq (msp_charset_name_lookup (rows[i].label, buf, &name), rows[i].kind, "'%s'", rows[i].label);
      cr_expect (g_strcmp0 (name, rows[i].name) == 0, "'%s' is '%s'", rows[i].label, name);
    }
}

Test (charset_name, names_in_the_table_are_those_of_the_converter)
{
  static const char *const labels[] = {
    "ANSI_X3.110", "big5", "cp850", "cp936", "cp949", "euc-jp", "euc-kr", "gb18030", "hz", "iso-8859-1", "iso-8859-11",
    "iso-8859-8-e", "iso-8859-9", "macintosh", "sjis", "tis-620", "unicode-2-0-utf-7", "utf-16be", "utf-32le", "visual",
    "windows-31j",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      char buf[MSP_CHARSET_NAME_SIZE];
      const char *name = NULL;
      g_autoptr (GString) out = g_string_new (NULL);

      (void) msp_charset_name_lookup (labels[i], buf, &name);
      cr_assert_not_null (name, "%s", labels[i]);
      cr_expect (msp_converter_append (out, MSP_SPAN_LITERAL ("\0\0\0a"), name), "%s", name);
    }
}

Test (charset_name, shuffled_bytes_give_no_name_or_a_plain_one)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (guint round = 0; round < 20000; round++)
    {
      char label[80], buf[MSP_CHARSET_NAME_SIZE];
      const char *name;
      gint32 len = g_rand_int_range (random, 0, sizeof label);

      for (gint32 i = 0; i < len; i++)
        label[i] = round % 2 == 0 ? "iso-8859utfIB_. :'\""[g_rand_int_range (random, 0, 19)]
                                  : (char) g_rand_int_range (random, 1, 256);
      label[len] = '\0';
      (void) msp_charset_name_lookup (label, buf, &name);
      for (; name != NULL && *name != '\0'; name++)
        cr_assert (g_ascii_isalnum (*name) || strchr ("-_.:()+", *name) != NULL, "'%s'", label);
    }
}
