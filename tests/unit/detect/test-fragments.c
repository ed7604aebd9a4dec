/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/fragment-scan.h"
#include "detect/fragments.h"
#include "detect/nibbles.h"

static const MspFragmentSet none = { { 0 } };

static void
write_hit (gpointer data, guint rule, gsize start)
{
  g_string_append_printf (data, "%u@%zu ", rule, start);
}

Test (fragments, heads_are_found_where_they_begin)
{
  static const struct {
    const char *head, *text, *hits;
  } rows[] = {
    { "-----BEGIN (?:[A-Z]{1,9} ){0,2}KEY", "a -----BEGIN RSA KEY", "1@2 " },
    { "-----BEGIN (?:[A-Z]{1,9} ){0,2}KEY", "------BEGIN KEY", "1@1 " },
    { "[a-z]{3}JQQJ", "xabcJQQJ", "1@1 " }, { "[a-z]{3}JQQJ", "ab1JQQJ", "" }, { "[a-z]{3}JQQJ", "JQQJ", "" },
    { "(?i)(?:\\b|_)(?:passwd|pwd=)", "my_PWD=", "1@2 1@3 " },
    { "\\b[PV][A-Z<]{4,9}<<", "P<UTOERIK<<ANNA", "1@0 " }, { "\\b[PV][A-Z<]{4,9}<<", "XP<UTOERIK<<ANNA", "" },
    { "\\$krb5(?:tgs|asrep)\\$", "$krb5tgs$", "1@0 " }, { "://[^ :]{1,9}:", "http://a:b", "1@4 " },
    { "://[^ :]{1,9}:", "http://a", "" }, { "%B\\d{3}", "%B12", "" }, { "%B\\d{3}", "%B123", "1@0 " },
    { "\\*{3}-\\*{2}-|\\*{5}-", "********- ***-**-", "1@3 1@10 " }, { "JQQJ[0-9]{5}", "JQQJ1234 JQQJ12345", "1@9 " },
    { "JQQJ[0-9]{5}", "JQQJ12345", "1@0 " }, { "JQQJ(?:[0-9]{5})?[ab]", "JQQJ12345a JQQJb", "1@0 1@11 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspFragments *fragments = msp_fragments_new ();
      g_autoptr (GString) hits = g_string_new (NULL);

      cr_expect (msp_fragments_add_head (fragments, 1, rows[i].head, FALSE), "%s", rows[i].head);
      msp_fragments_prepare (fragments);
      msp_fragments_scan (fragments, &none, msp_span_from_string (rows[i].text), write_hit, hits);
      cr_expect_str_eq (hits->str, rows[i].hits, "'%s' in '%s': %s", rows[i].head, rows[i].text, hits->str);
      msp_fragments_free (fragments);
    }
}

Test (fragments, head_without_rare_bytes_is_left_to_the_engine)
{
  static const char *const heads[] = { "ab", "[a-z]{4,8}", "xyzq|\\d", "[^ ]{9}", "(ssn", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      MspFragments *fragments = msp_fragments_new ();

      cr_expect_not (msp_fragments_add_head (fragments, 0, heads[i], FALSE), "%s", heads[i]);
      msp_fragments_prepare (fragments);
      msp_fragments_scan (fragments, &none, msp_span_from_string ("abcdefgh 9"), write_hit, NULL);
      msp_fragments_free (fragments);
    }
}

Test (fragments, ways_that_begin_words_can_be_left_out)
{
  MspFragments *fragments = msp_fragments_new ();
  g_autoptr (GString) hits = g_string_new (NULL);

  cr_expect (msp_fragments_add_head (fragments, 4, "\\b(?:zwqx|\\.eft)", TRUE));
  msp_fragments_prepare (fragments);
  msp_fragments_scan (fragments, &none, msp_span_from_string ("zwqx a.eft"), write_hit, hits);
  cr_expect_str_eq (hits->str, "4@6 ");
  msp_fragments_free (fragments);
}

Test (fragments, those_of_a_rule_can_be_left_out)
{
  MspFragments *fragments = msp_fragments_new ();
  g_autoptr (GString) hits = g_string_new (NULL);

  cr_expect (msp_fragments_add_head (fragments, 4, "zwqx|[kz]wqy", FALSE));
  cr_expect (msp_fragments_add_head (fragments, 5, "zwqxx", FALSE));
  msp_fragments_prepare (fragments);
  const MspFragmentSet unwanted = msp_fragments_get_of_rule (fragments, 4), no_rule = msp_fragments_get_of_rule (fragments, 6);

  msp_fragments_scan (fragments, &unwanted, msp_span_from_string ("kwqy zwqxx"), write_hit, hits);
  cr_expect_str_eq (hits->str, "5@5 ");
  cr_expect_eq (memcmp (&no_rule, &none, sizeof none), 0);
  msp_fragments_free (fragments);
}

static void
write_places (GString *out, const MspNibbles *nibbles, MspSpan text, MspNibblesWay way)
{
  MspNibbleScan scan;
  gsize base;

  msp_nibble_scan_init (&scan, nibbles, text);
  for (guint64 hits; (hits = msp_nibble_scan_next_by (&scan, way, &base)) != 0;)
    g_string_append_printf (out, "%zu:%" G_GINT64_MODIFIER "x ", base, hits);
}

Test (nibbles, simd_finds_what_its_twin_finds)
{
  guint32 seed = 3, found = 0;

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) fast = g_string_new (NULL);
      g_autoptr (GString) slow = g_string_new (NULL);
      MspNibbles nibbles = { 0 };
      char bytes[400];

      for (guint i = 0; i < (1 + round % 2) * 8 * MSP_NIBBLES_LEN; i++)
        {
          seed = seed * 1664525u + 1013904223u;
          msp_nibbles_add (&nibbles, i % MSP_NIBBLES_LEN, (guint16) (seed >> 16), (guint16) (seed >> 12),
                           i / MSP_NIBBLES_LEN);
        }
      for (gsize i = 0; i < sizeof bytes; i++)
        {
          seed = seed * 1664525u + 1013904223u;
          bytes[i] = (char) (seed >> 24);
        }
      write_places (slow, &nibbles, msp_span_new (bytes, round), MSP_NIBBLES_SCALAR);
      for (int way = MSP_NIBBLES_AVX2; way < MSP_N_NIBBLES_WAYS; way++)
        {
          g_string_truncate (fast, 0);
          write_places (fast, &nibbles, msp_span_new (bytes, round), (MspNibblesWay) way);
          cr_expect_str_eq (fast->str, slow->str, "%u bytes, way %d", round, way);
        }
      found += slow->len > 0;
    }
  cr_expect_gt (found, 200);
}

static void
write_fragments (GString *out, MspFragmentScan *scan, gboolean scalar)
{
  while (scalar ? msp_fragment_scan_next_scalar (scan) : msp_fragment_scan_next (scan))
    for (guint i = 0; i < scan->n; i++)
      g_string_append_printf (out, "%zu ", scan->at + scan->places[i]);
}

/* Fragments of bytes drawn by chance, one to a bucket, in texts of letters that are a chunk long, some bytes less or more. */
Test (fragments, simd_finds_what_its_twin_finds)
{
  MspFragmentFilter *filter = g_aligned_alloc0 (1, sizeof *filter, _Alignof (MspFragmentFilter));
  g_autofree MspFragmentScan *scan = g_new (MspFragmentScan, 1);
  static char text[2 * MSP_FRAGMENT_CHUNK + 80];
  const MspFragmentSet unwanted = { { 1, 2, 4, 8 } };
  guint32 seed = 7, found = 0;

  for (guint i = 0; i < 200 * MSP_NIBBLES_LEN; i++)
    {
      guint fragment = i / MSP_NIBBLES_LEN, n = i % MSP_NIBBLES_LEN;
      guint8 byte = (guint8) ('a' + ((seed = seed * 1664525u + 1013904223u) >> 24) % 12);

      msp_nibbles_add (&filter->nibbles, n, (guint16) (1u << (byte & 15)), (guint16) (1u << (byte >> 4)),
                       fragment % MSP_NIBBLES_BUCKETS);
      filter->fits[n][byte].bits[fragment / 64] |= G_GUINT64_CONSTANT (1) << fragment % 64;
      filter->buckets[fragment % MSP_NIBBLES_BUCKETS / 8][n][byte] |= (guint8) (1u << fragment % 8);
    }
  for (guint i = 0; i < (MSP_FRAGMENT_WINDOW - MSP_NIBBLES_LEN) * 256; i++)
    memset (&filter->fits[MSP_NIBBLES_LEN + i / 256][i % 256], i % 5 == 0 ? 0x55 : 0xFF, sizeof none);
  for (gsize i = 0; i < sizeof text; i++)
    text[i] = i % 1500 == 99 ? '\xC3' : (char) ('a' + ((seed = seed * 1664525u + 1013904223u) >> 24) % 13);
  for (gsize len = 0; len < sizeof text; len += len < 140 ? 1 : 61)
    {
      g_autoptr (GString) fast = g_string_new (NULL);
      g_autoptr (GString) slow = g_string_new (NULL);

      msp_fragment_scan_init (scan, filter, &unwanted, msp_span_new (text + sizeof text - len, len));
      write_fragments (fast, scan, FALSE);
      msp_fragment_scan_init (scan, filter, &unwanted, msp_span_new (text + sizeof text - len, len));
      write_fragments (slow, scan, TRUE);
      cr_expect_str_eq (fast->str, slow->str, "%zu bytes", len);
      found += fast->len > 0;
    }
  cr_expect_gt (found, 40);
  g_aligned_free (filter);
}
