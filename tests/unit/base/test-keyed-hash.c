/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/keyed-hash.h"

#include <criterion/criterion.h>

static const guint8 key[MSP_KEY_LEN] = "a fixed key for tests only, 32 b";

/* RFC 2104 as GLib computes it, over the type, a NUL and the value. */
Test (keyed_hash, is_hmac_sha_256_of_type_and_value)
{
  static const char data[] = "ssn\0" "536904399";
  guint8 hash[MSP_VALUE_KEY_LEN];
  g_autofree char *expected = g_compute_hmac_for_data (G_CHECKSUM_SHA256, key, sizeof key, (const guchar *) data, sizeof data - 1);
  g_autoptr (GString) hex = g_string_new (NULL);

  msp_keyed_hash_value (key, "ssn", MSP_SPAN_LITERAL ("536904399"), hash);
  for (gsize i = 0; i < sizeof hash; i++)
    g_string_append_printf (hex, "%02x", hash[i]);
  cr_expect_str_eq (hex->str, expected);
}

Test (keyed_hash, type_and_value_cannot_be_shifted_into_one_another)
{
  guint8 one[MSP_VALUE_KEY_LEN], other[MSP_VALUE_KEY_LEN];

  msp_keyed_hash_value (key, "ssn", MSP_SPAN_LITERAL ("1"), one);
  msp_keyed_hash_value (key, "ssn1", MSP_SPAN_LITERAL (""), other);
  cr_expect_neq (memcmp (one, other, sizeof one), 0);
}

Test (keyed_hash, ready_key_makes_the_same_each_time)
{
  static const char *const values[] = { "536904399", "", "1", "536904399" };
  g_autoptr (MspKeyedHash) ready = msp_keyed_hash_new (key);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      guint8 one[MSP_VALUE_KEY_LEN], other[MSP_VALUE_KEY_LEN];

      msp_keyed_hash_value (key, "ssn", msp_span_from_string (values[i]), one);
      msp_keyed_hash_make (ready, "ssn", msp_span_from_string (values[i]), other);
      cr_expect_arr_eq (one, other, sizeof one, "%s", values[i]);
    }
}

Test (keyed_hash, ids_are_stable_and_differ)
{
  g_autofree char *first = msp_hash_dup_id ("a.mbox@0"), *again = msp_hash_dup_id ("a.mbox@0"), *second = msp_hash_dup_id ("a.mbox@1");

  cr_expect_eq (strlen (first), 20);
  cr_expect_str_eq (first, again);
  cr_expect_str_neq (first, second);
}
