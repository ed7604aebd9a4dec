/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/content-hash.h"

#include <criterion/criterion.h>
#include <string.h>

static MspContentKey
hash (MspContentHash *self, const char *first, const char *second)
{
  msp_content_hash_begin (self);
  msp_content_hash_string (self, first);
  msp_content_hash_string (self, second);
  return msp_content_hash_end (self);
}

static gboolean
is_same (MspContentKey a, MspContentKey b)
{
  return a.low == b.low && a.high == b.high;
}

Test (content_hash, depends_on_every_piece_and_where_it_ends)
{
  g_autoptr (MspContentHash) self = msp_content_hash_new ();
  const MspContentKey key = hash (self, "ab", "c");

  cr_expect (is_same (key, hash (self, "ab", "c")));
  cr_expect_not (is_same (key, hash (self, "a", "bc")));
  cr_expect_not (is_same (key, hash (self, "abc", "")));
  cr_expect_not (is_same (hash (self, "", "x"), hash (self, NULL, "x")));
}

Test (content_hash, differs_between_processes)
{
  g_autoptr (MspContentHash) one = msp_content_hash_new (), other = msp_content_hash_new ();

  cr_expect_not (is_same (hash (one, "ab", "c"), hash (other, "ab", "c")));
}
