/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/fragment-buckets.h"

/* Each byte is as common as the others. */
static void
share (MspBucketMember *members, guint n)
{
  double chances[256];

  for (guint byte = 0; byte < 256; byte++)
    chances[byte] = 1 / 256.0;
  msp_buckets_share (members, n, chances);
}

static MspHalves
get_halves (const char *bytes)
{
  MspHalves halves;

  for (guint n = 0; n < MSP_NIBBLES_LEN; n++)
    {
      halves.low[n] = (guint16) (1u << (bytes[n] & 15));
      halves.high[n] = (guint16) (1u << (bytes[n] >> 4));
    }
  return halves;
}

Test (fragment_buckets, what_differs_gets_a_bucket_of_its_own_and_the_same_shares_one)
{
  const MspHalves ways[] = { get_halves ("BEGI"), get_halves ("pass"), get_halves ("BEGI"), get_halves ("JQQJ") };
  MspBucketMember members[G_N_ELEMENTS (ways)];

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    members[i] = (MspBucketMember) { .ways = &ways[i], .n_ways = 1 };
  share (members, G_N_ELEMENTS (members));
  cr_expect_eq (members[0].bucket, members[2].bucket);
  cr_expect_neq (members[0].bucket, members[1].bucket);
  cr_expect_neq (members[0].bucket, members[3].bucket);
  cr_expect_neq (members[1].bucket, members[3].bucket);
}

/* There are more words than buckets, and one may be known by a word that is there anyway. */
Test (fragment_buckets, a_way_that_costs_nothing_is_taken)
{
  static const char words[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  MspHalves ways[G_N_ELEMENTS (words)];
  MspBucketMember members[2 * MSP_NIBBLES_BUCKETS];

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      ways[i] = get_halves (words + i);
      members[i] = (MspBucketMember) { .ways = &ways[i], .n_ways = 1 };
    }
  const MspHalves choice[] = { get_halves ("!~!~"), get_halves (words + 5) };

  members[9] = (MspBucketMember) { .ways = choice, .n_ways = 2 };
  share (members, G_N_ELEMENTS (members));
  cr_expect_eq (members[9].way, 1);
  cr_expect_eq (members[9].bucket, members[5].bucket);
}
