/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/sha256.h"

#include <criterion/criterion.h>

static char *
hash (const char *data, gsize len, gsize step, gboolean portable)
{
  g_autoptr (MspSha256) sha256 = msp_sha256_new (portable);

  for (gsize at = 0; at < len; at += step)
    msp_sha256_update (sha256, data + at, MIN (step, len - at));
  return msp_sha256_finish (sha256);
}

/* FIPS 180-4, and the examples that came with it. */
Test (sha256, gives_the_digests_of_the_standard)
{
  static const struct { const char *text, *digest; } rows[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *digest = hash (rows[i / 2].text, strlen (rows[i / 2].text), 1, i % 2 == 0);

      cr_expect_str_eq (digest, rows[i / 2].digest);
    }
}

Test (sha256, both_ways_agree_at_every_length_and_step)
{
  static const gsize steps[] = { 1, 3, 63, 64, 65, 1000 };
  char data[400];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (char) (i * 7 + i / 5);
  for (gsize len = 0; len <= sizeof data; len++)
    {
      g_autofree char *expected = hash (data, len, len + 1, TRUE);
      g_autofree char *digest = hash (data, len, steps[len % G_N_ELEMENTS (steps)], FALSE);

      guint8 once[32];

      msp_sha256_digest (data, len, once);
      cr_expect_str_eq (digest, expected, "%zu bytes", len);
      for (gsize i = 0; i < sizeof once; i++)
        cr_expect_eq (once[i], g_ascii_xdigit_value (expected[2 * i]) << 4 | g_ascii_xdigit_value (expected[2 * i + 1]), "%zu bytes", len);
    }
}

Test (sha256, two_at_once_are_as_one_after_another)
{
  static const gsize steps[] = { 1, 63, 64, 65, 128, 1000 };
  char data[4000];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = (char) (i * 7 + i / 5);
  for (gsize len = 0; len <= 1000; len += 50)
    for (gsize i = 0; i < 2 * G_N_ELEMENTS (steps); i++)
      {
        g_autoptr (MspSha256) left = msp_sha256_new (i % 2 == 0), right = msp_sha256_new (FALSE);
        gsize step = steps[i / 2];

        for (gsize at = 0; at < len; at += step)
          msp_sha256_update_both (left, data + at, right, data + 1500 + at, MIN (step, len - at));
        msp_sha256_update (right, data, 77);
        g_autofree char *one = msp_sha256_finish (left), *two = msp_sha256_finish (right);
        g_autofree char *joined = g_malloc (len + 77);
        memcpy (joined, data + 1500, len);
        memcpy (joined + len, data, 77);
        g_autofree char *first = hash (data, len, len + 1, TRUE), *second = hash (joined, len + 77, len + 78, TRUE);

        cr_expect_str_eq (one, first, "%zu bytes by %zu", len, step);
        cr_expect_str_eq (two, second, "%zu bytes by %zu", len, step);
      }
}
