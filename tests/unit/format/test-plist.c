/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/plist.h"

#include <criterion/criterion.h>

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
  "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://nowhere.example/x.dtd\">\n"

Test (plist, integers_of_the_outermost_dictionary)
{
  static const struct { const char *xml; gboolean found; gint64 value; } rows[] = {
    { HEAD "<plist version=\"1.0\">\n<dict>\n<key>flags</key>\n<integer>8590195713</integer>\n</dict></plist>", TRUE,
      8590195713 },
    { "<plist><dict><key>a</key><string>flags</string><key>flags</key><integer>3</integer></dict></plist>", TRUE, 3 },
    { "<plist><dict><key>a</key><dict><key>flags</key><integer>1</integer></dict>"
      "<key>flags</key><integer>2</integer></dict></plist>", TRUE, 2 },
    { "<plist><dict><key>flags</key><string>1</string></dict></plist>", FALSE, 0 },
    { "<plist><dict><key>flags</key><integer>one</integer></dict></plist>", FALSE, 0 },
    { "<plist><dict><key>flags</key><integer/></dict></plist>", FALSE, 0 },
    { "<plist><dict><key>flags</key></dict></plist>", FALSE, 0 },
    { "<plist><dict><key>flags</key><integer>1", FALSE, 0 },
    { "<!DOCTYPE p [<!ENTITY e \"1\">]><plist><dict><key>flags</key><integer>&e;</integer></dict></plist>", FALSE, 0 },
    { "bplist00", FALSE, 0 },
    { "", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 value = 0;

      cr_expect_eq (msp_plist_get_integer (msp_span_from_string (rows[i].xml), "flags", &value), rows[i].found, "row %zu", i);
      cr_expect_eq (value, rows[i].value, "row %zu", i);
    }
}
