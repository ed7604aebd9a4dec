/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/field.h"
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
  { "Sun, 31 Dec 2023 23:59:59 +0000", 1704067199 },
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
  { "=?utf-8?b?aGVsbG8=?=\r\n =?utf-8?b?d29ybGQ=?= <j@b.example>", "helloworld <j@b.example>" },
  { "J\xfcrgen <j@b.example>", "Jürgen <j@b.example>" },
  { "\"jane@b.example\" \r\n\t<jane@b.example>,\n Jane Doe\n\t<jane@b.example>", "\"jane@b.example\" <jane@b.example>, Jane Doe <jane@b.example>" },
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

/* Names of all kinds of characters, with and without quotes. */
static char *
dup_random_addresses (GRand *random)
{
  static const char bytes[] = "abcXY .,'()<>@:;=?\\\"-_";
  static const char *const gaps[] = { " ", " ", " ", "\n\t", " \r\n ", "  ", "" };
  GString *text = g_string_new (NULL);

  for (gint n = g_rand_int_range (random, 1, 3); n > 0; n--)
    {
      const char *quote = g_rand_boolean (random) ? "\"" : "";

      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", quote);
      for (gint len = g_rand_int_range (random, 0, 12); len > 0; len--)
        g_string_append_c (text, g_rand_boolean (random) ? 'x' : bytes[g_rand_int_range (random, 0, sizeof bytes - 1)]);
      g_string_append_printf (text, "%s%s<a@b.example>", quote, gaps[g_rand_int_range (random, 0, G_N_ELEMENTS (gaps))]);
    }
  return g_string_free (text, FALSE);
}

Test (value, simple_addresses_are_read_as_gmime_reads_them)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (MspArena) arena = msp_arena_new ();
  guint n_simple = 0;

  msp_value_init ();
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *text = dup_random_addresses (random);
      const char *simple = msp_value_addresses_simple (arena, msp_span_from_string (text));

      n_simple += simple != NULL;
      cr_expect (simple == NULL || strcmp (simple, msp_value_addresses_gmime (arena, msp_span_from_string (text))) == 0, "%s: %s", text,
                 simple);
      msp_arena_reset (arena);
    }
  cr_expect_gt (n_simple, 500);
}

/* Names of encoded words, whole and broken, and what else may stand among them. */
static char *
dup_random_encoded (GRand *random)
{
  static const char *const words[] = {
    "=?utf-8?q?J=C3=BC?=", "=?utf-8?b?aGVsbG8=?=", "=?iso-8859-1?Q?B=FC,_x?=", "=?utf-8?q?=22a=22?=", "=?utf-8?q?a=2Cb?=",
    "=?utf-8?b?w7w", "=?", "?=", "=?utf-8?q?=C3?=", "=?utf-8?q?=BC?=", "=?no?q?=FC?=", "Jane", "Roe", "b", ".", "\"q\"",
    "(c)", "x.y", "<",
  };
  static const char *const gaps[] = { " ", " ", " ", "\n\t", "\r\n ", "  ", "" };
  GString *text = g_string_new (NULL);

  for (gint n = g_rand_int_range (random, 1, 4); n > 0; n--)
    {
      g_string_append (text, text->len > 0 ? ", " : "");
      for (gint n_words = g_rand_int_range (random, 0, 4); n_words > 0; n_words--)
        g_string_append_printf (text, "%s%s", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))],
                                gaps[g_rand_int_range (random, 0, G_N_ELEMENTS (gaps))]);
      g_string_append (text, g_rand_int_range (random, 0, 8) > 0 ? "<a@b.example>" : "a@b.example");
    }
  return g_string_free (text, FALSE);
}

Test (value, encoded_names_are_decoded_one_by_one_as_all_together)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (MspArena) arena = msp_arena_new ();
  guint n_mixed = 0;

  msp_value_init ();
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *text = dup_random_encoded (random);
      MspSpan value = msp_span_from_string (text);
      const char *mixed = msp_value_addresses_mixed (arena, value);

      n_mixed += mixed != NULL && msp_value_addresses_simple (arena, value) == NULL;
      cr_expect (mixed == NULL || strcmp (mixed, msp_value_addresses_gmime (arena, value)) == 0, "%s: %s", text, mixed);
      msp_arena_reset (arena);
    }
  cr_expect_gt (n_mixed, 500);
}

Test (value, field_names_are_known_in_whatever_case)
{
  for (guint id = MSP_FIELD_OTHER + 1; id < MSP_N_FIELDS; id++)
    {
      const char *name = msp_field_get_name ((MspFieldId) id);
      g_autofree char *upper = g_ascii_strup (name, -1), *other = g_strconcat (name, "x", NULL);

      cr_expect_eq (msp_field_lookup (msp_span_from_string (name)), id, "%s", name);
      cr_expect_eq (msp_field_lookup (msp_span_from_string (upper)), id, "%s", upper);
      cr_expect_neq (msp_field_lookup (msp_span_from_string (other)), id, "%s", other);
    }
  cr_expect_eq (msp_field_lookup (msp_span_from_string ("")), MSP_FIELD_OTHER);
  cr_expect_eq (msp_field_lookup (msp_span_from_string ("\xc3")), MSP_FIELD_OTHER);
}

Test (value, fields_that_matter_are_split_off_with_their_folded_lines)
{
  static const struct { const char *text; gsize body; const char *values; } rows[] = {
    { "To: a\n b\nX-Long-Name-Of-A-Field: c\n d\nCc:\te\n\nbody", 45, " a\n b|\te|" },
    { "X-Other: a\r\n\tb\r\n\r\nbody", 18, "" },
    { "Subject: a\r\nto:b\r\n\r\n", 20, " a|b|" },
    { "\nbody", 1, "" },
    { " folded\nTo: a\n\n", 0, NULL },
    { "To: a\nno field\n\n", 0, NULL },
    { "To : a\n\n", 0, NULL },
    { "A-Name-Without-Its-Colon\n\n", 0, NULL },
    { "To: a\n", 0, NULL },
    { ": a\n\n", 0, NULL },
    { "T\xc3o: a\n\n", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (MspField));
      g_autoptr (GString) values = g_string_new (NULL);
      gsize body = 0;
      gboolean regular = msp_field_split (msp_span_from_string (rows[i].text), fields, &body);

      for (guint k = 0; k < fields->len; k++)
        {
          MspSpan value = g_array_index (fields, MspField, k).value;

          g_string_append_len (values, value.data, (gssize) value.len);
          g_string_append_c (values, '|');
        }
      cr_expect_eq (regular, rows[i].values != NULL, "row %zu", i);
      if (regular)
        cr_expect (body == rows[i].body && strcmp (values->str, rows[i].values) == 0, "row %zu: %zu, '%s'", i, body, values->str);
    }
}

static const struct {
  const char *value, *text;
} texts[] = {
  { " plain", "plain" },
  { "folded\r\n line", "folded line" },
  { "a\tb\r\n \tc\rd\n\ne?", "a b c d  e?" },
  { "=?utf-8?Q?caf=C3=A9?=", "café" },
  { "=?utf-8?B?Y2Fm?=\n =?utf-8?B?w6k=?=", "café" },
  { "=?utf-8?B?aGVsbA==?=\n =?UTF-8?b?bw==?= =?utf-8?B?d29ybGQ=?=", "helloworld" },
  { "=?utf-8?B?Y2FmZQ?= =?utf-8?B?IGFuZCA=?= =?utf-8?B?dGVh?= =?utf-8?Q?!?=", "cafe and tea!" },
  { "=?utf-8?B?Y2Fmww==?= =?utf-8?B?qQ==?=", "café" },
  { "=?utf-8?B?aGVsbG8=?= =?iso-8859-1?B?6Q==?= =?iso-8859-1?B?6Q==?= x", "helloéé x" },
  { "=?utf-8?B?aGVsbG8=?= and =?utf-8?B?d29ybGQ=?=", "hello and world" },
  { "=?utf-8?B?aGVsbG8=?= =?utf-8?B?d29ybGQ=", "hello =?utf-8?B?d29ybGQ=" },
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

static const struct {
  const char      *message;
  gint64           received;
  MspReceivedBasis basis;
} receptions[] = {
  { "Received: by a; Mon, 1 Jan 2024 00:00:09 +0000\nReceived: by b; Mon, 1 Jan 2024 00:00:05 +0000\nDate: Sun, 31 Dec 2023 00:00:00 +0000\n\n",
    1704067209, MSP_RECEIVED_HOP },
  { "Date: Sun, 31 Dec 2023 00:00:00 +0000\nX-MS-Exchange-CrossTenant-OriginalArrivalTime: 01 Jan 2024 00:00:07.1234 (UTC)\n\n", 1704067207,
    MSP_RECEIVED_ARRIVAL },
  { "Received: by nobody knows when\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n\n", 1704067200, MSP_RECEIVED_DATE },
  { "Subject: x\n\n", G_MININT64, MSP_RECEIVED_UNKNOWN },
};

Test (value, time_of_receipt_is_a_servers_before_the_senders)
{
  MspLimits limits;
  g_autoptr (MspMime) mime = NULL;

  msp_limits_init (&limits);
  mime = msp_mime_new (MSP_MIME_ENGINE_AUTO, &limits);
  for (gsize i = 0; i < G_N_ELEMENTS (receptions); i++)
    {
      const MspMailHeaders *seen = &msp_mime_parse (mime, msp_span_from_string (receptions[i].message), FALSE)->headers;

      cr_expect_eq (seen->received, receptions[i].received, "%s gave %" G_GINT64_FORMAT, receptions[i].message, seen->received);
      cr_expect_eq (seen->received_basis, receptions[i].basis, "%s", receptions[i].message);
    }
}
