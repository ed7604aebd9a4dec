/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/mail.h"
#include "mime/value.h"
#include "model/record.h"

#include <criterion/criterion.h>

static const struct {
  const char *value;
  gint64      seconds;
} dates[] = {
  { " Mon, 01 Jan 2024 00:00:00 +0000", 1704067200 },
  { "1 Jan 2024 00:00:00 +0100 (CET)", 1704063600 },
  { "Mon, 1 Jan 2024 00:00 -0000", 1704067200 },
  { "29 Feb 2024 12:30:15 -0500", 1709227815 },
  { "Fri, 21 Nov 97 09:55:06 -0600", 880127706 },
  { "Fri, 21 Nov 1997 09:55:06 EST", 880124106 },
  { "not a date", G_MININT64 },
  { "", G_MININT64 },
};

Test (value, date_is_seconds_in_universal_time)
{
  msp_value_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    cr_expect_eq (msp_value_date (msp_span_from_string (dates[i].value)), dates[i].seconds, "%s", dates[i].value);
}

static const struct {
  const char *value, *text;
} addresses[] = {
  { "a@b.example", "a@b.example" },
  { " Jane Doe <jane@b.example>,\r\n\tb@c.example", "Jane Doe <jane@b.example>, b@c.example" },
  { "\"Doe, Jane\" <jane@b.example>", "\"Doe, Jane\" <jane@b.example>" },
  { "\"Jane A. Doe\" <jane@b.example>", "Jane A. Doe <jane@b.example>" },
  { "=?iso-8859-1?Q?J=FCrgen?= <j@b.example>", "Jürgen <j@b.example>" },
  { "J\xfcrgen <j@b.example>", "Jürgen <j@b.example>" },
  { "Friends: a@b.example, c@d.example;", "a@b.example, c@d.example" },
  { "", "" },
};

Test (value, addresses_are_names_and_mailboxes)
{
  g_autoptr (MspArena) arena = msp_arena_new ();

  msp_value_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      MspSpan value = msp_span_from_string (addresses[i].value);
      const char *simple = msp_value_addresses_simple (arena, value);

      cr_expect_str_eq (msp_value_addresses_gmime (arena, value), addresses[i].text);
      cr_expect_str_eq (msp_value_addresses (arena, value), addresses[i].text);
      cr_expect (simple == NULL || strcmp (simple, addresses[i].text) == 0, "%s", simple);
    }
}

static const struct {
  const char *value, *text;
} texts[] = {
  { " plain", "plain" },
  { "folded\r\n line", "folded line" },
  { "=?utf-8?Q?caf=C3=A9?=", "café" },
  { "=?utf-8?B?Y2Fm?=\n =?utf-8?B?w6k=?=", "café" },
  { "caf\xe9", "café" },
  { "caf\xc3\xa9", "café" },
};

Test (value, text_is_unfolded_and_decoded)
{
  g_autoptr (MspArena) arena = msp_arena_new ();

  msp_value_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    cr_expect_str_eq (msp_value_text (arena, msp_span_from_string (texts[i].value)), texts[i].text, "%s", texts[i].value);
}

static const struct {
  const char *message;
  guint32     status;
  gboolean    bulk;
  gint64      date;
  const char *labels, *classification;
} headers[] = {
  { "Status: RO\nX-Status: D\n\n", MSP_MESSAGE_SEEN | MSP_MESSAGE_DELETED, FALSE, G_MININT64, NULL, NULL },
  { "X-Mozilla-Status: 0009\nX-Mozilla-Status2: 00000000\n\n", MSP_MESSAGE_SEEN | MSP_MESSAGE_DELETED, FALSE, G_MININT64, NULL,
    NULL },
  { "X-Mozilla-Status2: 00200000\n\n", MSP_MESSAGE_DELETED, FALSE, G_MININT64, NULL, NULL },
  { "List-Id: <x.example>\n\n", 0, TRUE, G_MININT64, NULL, NULL },
  { "Precedence: bulk\n\n", 0, TRUE, G_MININT64, NULL, NULL },
  { "Date: Mon, 1 Jan 1900 00:00:00 +0000\nReceived: by x; Mon, 1 Jan 2024 00:00:00 +0000\n\n", 0, FALSE, 1704067200, NULL,
    NULL },
  { "X-Gmail-Labels: =?utf-8?Q?Bo=C3=AEte,Archive?=\n\n", 0, FALSE, G_MININT64, "Boîte,Archive", NULL },
  { "X-Classification: SECRET\nSensitivity: Private\n\n", 0, FALSE, G_MININT64, NULL,
    "X-Classification: SECRET\nSensitivity: Private" },
};

Test (value, header_fields_tell_state_and_origin)
{
  MspLimits limits;
  g_autoptr (MspMime) mime = NULL;

  msp_limits_init (&limits);
  mime = msp_mime_new (MSP_MIME_ENGINE_AUTO, &limits);
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      const MspMailHeaders *seen = &msp_mime_parse (mime, msp_span_from_string (headers[i].message), FALSE)->headers;

      cr_expect_eq (seen->status, headers[i].status, "%s", headers[i].message);
      cr_expect_eq (seen->bulk, headers[i].bulk, "%s", headers[i].message);
      cr_expect_eq (seen->date, headers[i].date, "%s", headers[i].message);
      cr_expect_eq (g_strcmp0 (seen->labels, headers[i].labels), 0, "%s", headers[i].message);
      cr_expect_eq (g_strcmp0 (seen->classification, headers[i].classification), 0, "%s", headers[i].message);
    }
}
