/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/mutf7.h"

#include <criterion/criterion.h>

Test (mutf7, names_are_decoded_or_left_alone)
{
  static const struct { const char *name, *text; } rows[] = {
    { "Inbox", "Inbox" },
    { "Entw&APw-rfe", "Entwürfe" },
    { "~peter/mail/&U,BTFw-/&ZeVnLIqe-", "~peter/mail/台北/日本語" },   /* RFC 3501, 5.1.3 */
    { "R&-D", "R&D" },
    { "&2D3eAA-", "😀" },
    { "R&D", "R&D" },
    { "R&D-Team", "R&D-Team" },
    { "&2D0-", "&2D0-" },
    { "&AP-", "&AP-" },
    { "&", "&" },
    { "caf\xe9", "caf\xef\xbf\xbd" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = msp_mutf7_dup_utf8 (rows[i].name);

      cr_expect_str_eq (text, rows[i].text, "%s", rows[i].name);
    }
}
