/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence/json-records.h"
#include "evidence/reader.h"

TestSuite (json_records);

/* Gives bytes in pieces of that many. */
typedef struct {
  const char *data;
  gsize       len, at, piece;
} Slow;

static gssize
slow_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Slow *slow = impl;
  gsize n = MIN (MIN (len, slow->piece), slow->len - slow->at);

  memcpy (buf, slow->data + slow->at, n);
  slow->at += n;
  return (gssize) n;
}

static void
slow_free (gpointer impl)
{
  g_free (impl);
}

static const MspStreamClass slow_class = { .read = slow_read, .free = slow_free };

/* Records by number, rejections with "!", flags behind. */
static char *
split (const char *data, gsize len)
{
  GString *out = g_string_new (NULL);
  Slow *slow = g_new (Slow, 1);
  g_autoptr (MspStream) stream = NULL;
  MspJsonRecords records;
  MspRecordResult result;

  *slow = (Slow) { data, len, 0, 7 };
  stream = msp_stream_new (&slow_class, slow, -1);
  msp_json_records_init (&records, stream);
  while ((result = msp_json_records_next (&records)) != MSP_RECORD_END)
    if (result == MSP_RECORD_READ)
      g_string_append_printf (out, "%" G_GUINT64_FORMAT ":%.*s;", records.number, (int) records.len, records.text);
    else
      g_string_append_printf (out, "%" G_GUINT64_FORMAT "!;", records.number);
  g_string_append (out, records.has_next_page ? "next" : "");
  g_string_append (out, records.is_cut ? "cut" : "");
  msp_json_records_clear (&records);
  return g_string_free (out, FALSE);
}

Test (json_records, lines_arrays_and_pages_are_taken_apart)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "", "" },
    { "{\"a\":1}\n{\"b\":2}\n", "1:{\"a\":1};2:{\"b\":2};" },
    { "\xef\xbb\xbf{\"a\":1}\r\n\r\n{\"b\":2}", "1:{\"a\":1};3:{\"b\":2};" },
    { "{\"a\":1}{\"b\":2}", "1:{\"a\":1};1:{\"b\":2};" },
    { "\x1e{\"a\":1}\n", "1:{\"a\":1};" },
    { "[{\"a\":1},{\"b\":2}]", "1:{\"a\":1};2:{\"b\":2};" },
    { "[\n {\n  \"a\": [1]\n },\n {}\n]\n", "1:{\n  \"a\": [1]\n };2:{};" },
    { "[[{\"a\":1}],[{\"b\":2}]]", "1:{\"a\":1};2:{\"b\":2};" },
    { "[]", "" }, { "[{}]", "1:{};" },
    { "{\"@odata.context\":\"x\",\"value\":[{\"a\":1},{\"b\":2}],\"@odata.nextLink\":\"https://x.example\"}", "1:{\"a\":1};2:{\"b\":2};next" },
    { "{\"@odata.nextLink\":\"https://x.example\",\"value\":[{\"a\":1}]}", "1:{\"a\":1};next" },
    { "{\"@odata.nextLink\":\"\",\"value\":[]}", "" }, { "{\"@odata.nextLink\":null,\"value\":[]}", "" },
    { "{\"value\":[{\"a\":1}]}\n{\"value\":[{\"b\":2}]}", "1:{\"a\":1};2:{\"b\":2};" },
    { "[{\"items\":[{\"a\":1}]},{\"records\":[{\"b\":2}],\"x\":{\"y\":[1]}}]", "1:{\"a\":1};2:{\"b\":2};" },
    { "{\"kind\":\"k\",\"items\":[{\"a\":1}],\"nextPageToken\":\"t\"}", "1:{\"a\":1};next" },
    { "{\"a\":{\"value\":[{}]},\"value\":5}", "1:{\"a\":{\"value\":[{}]},\"value\":5};" },
    { "{\"a\":\"value\",\"b\":[{}]}", "1:{\"a\":\"value\",\"b\":[{}]};" },
    { "{\"a\":\"}{][\\\"\\\\\"}", "1:{\"a\":\"}{][\\\"\\\\\"};" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = split (cases[i].text, strlen (cases[i].text));

      cr_expect_str_eq (text, cases[i].expected, "%s: %s", cases[i].text, text);
    }
}

Test (json_records, damage_costs_one_record_and_not_the_rest)
{
  static const struct { const char *text, *expected; } cases[] = {
    { "{\"a\":\"cut\n{\"b\":2}\n{\"c\":3}", "1!;2:{\"b\":2};3:{\"c\":3};" },
    { "{\"a\":{\"x\":[\n{\"b\":2}\n", "1!;2:{\"b\":2};" },
    { "{\"a\":1\n{\"b\":2}\n", "1!;2:{\"b\":2};" },
    { "{\"a\":1}\n{\"b\":2", "1:{\"a\":1};2!;cut" },
    { "{\"a\":1}\n{\"b\":\"2\\", "1:{\"a\":1};2!;cut" },
    { "[{\"a\":1},{\"b\":", "1:{\"a\":1};2!;cut" },
    { "[{\"a\":1},", "1:{\"a\":1};cut" },
    { "{\"value\":[{\"a\":1}", "1:{\"a\":1};cut" },
    { "{\"value\":[{\"a\":1}],\"x\":", "1:{\"a\":1};cut" },
    { "[\n  {\n    \"a\": \"cut\n  },\n  {\n    \"b\": 2\n  }\n]\n", "1!;2:{\n    \"b\": 2\n  };" },
    { "[null,{\"a\":1},\"x,y\",7]", "1!;2:{\"a\":1};3!;4!;" },
    { "some text\n{\"a\":1}\n", "1!;2:{\"a\":1};" },
    { "]{\"a\":1}\n{\"b\":1}", "1!;2:{\"b\":1};" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = split (cases[i].text, strlen (cases[i].text));

      cr_expect_str_eq (text, cases[i].expected, "%s: %s", cases[i].text, text);
    }
}

Test (json_records, a_million_levels_are_one_rejected_record)
{
  GString *text = g_string_new ("{\"a\":");
  g_autofree char *out = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, ']');
  g_string_append (text, "}\n{\"b\":2}");
  out = split (text->str, text->len);
  cr_expect_str_eq (out, "1!;2:{\"b\":2};");
  g_string_free (text, TRUE);
}

Test (json_records, brackets_without_end_stop_at_the_end)
{
  g_autofree char *deep = g_strnfill (100000, '['), *out = split (deep, 100000);

  cr_expect_str_eq (out, "1!;cut");
}

Test (json_records, a_record_beyond_the_limit_is_rejected_and_the_next_is_read)
{
  gsize long_len = MSP_EVIDENCE_RECORD_MAX + 1000;
  GString *text = g_string_new ("{\"a\":\"");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MspStream) stream = NULL;
  MspJsonRecords records;

  g_string_set_size (text, text->len + long_len);
  memset (text->str + text->len - long_len, 'x', long_len);
  g_string_append (text, "\"}\n{\"b\":2}");
  bytes = g_string_free_to_bytes (text);
  stream = msp_stream_new_for_bytes (bytes);
  msp_json_records_init (&records, stream);
  cr_expect_eq (msp_json_records_next (&records), MSP_RECORD_REJECTED);
  cr_expect_str_eq (records.reason, "it is longer than 64 MiB");
  cr_expect_eq (msp_json_records_next (&records), MSP_RECORD_READ);
  cr_expect_eq (records.number, 2);
  cr_expect_eq (msp_json_records_next (&records), MSP_RECORD_END);
  msp_json_records_clear (&records);
}

Test (json_records, every_cut_and_shuffle_ends)
{
  static const char whole[] = "{\"@odata.nextLink\":\"u\",\"value\":[{\"a\":\"b\\\"\"},\n{\"c\":[1,{}]}]}\n[{\"d\":null}]\n{\"e\":1}\n";

  for (gsize len = 0; len < sizeof whole; len++)
    g_free (split (whole, len));
  for (guint seed = 0; seed < 500; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *copy = g_strdup (whole), *text = NULL;

      for (guint i = 0; i < 5; i++)
        copy[g_rand_int_range (rand, 0, sizeof whole - 1)] = whole[g_rand_int_range (rand, 0, sizeof whole - 1)];
      text = split (copy, sizeof whole - 1);
      cr_expect_not_null (text);
    }
}
