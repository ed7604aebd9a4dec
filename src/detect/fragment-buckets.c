/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/fragment-buckets.h"

#include <string.h>

#define ROUNDS 2   /* in which each is shared out anew: a third moves few */

/* The chance of the bytes of an upper half whose lower halves are in a set of the first or last eight. */
typedef struct {
  double of[16][2][256];
} Sums;

/* What any member has at each position, and the chance that it stands there. */
typedef struct {
  MspHalves halves;
  double    chances[MSP_NIBBLES_LEN], chance;
} Bucket;

/* A member, for all that can be known by the same. */
typedef struct {
  MspBucketMember *member;
  double           chance;   /* of its first way */
} Kind;

typedef struct {
  Sums    sums;
  Bucket  buckets[MSP_NIBBLES_BUCKETS];
  GArray *kinds;   /* Kind */
} Share;

static void
sum_chances (Sums *sums, const double chances[256])
{
  for (guint byte = 0; byte < 256; byte += 8)
    {
      double *of = sums->of[byte / 16][byte / 8 % 2];

      of[0] = 0;
      for (guint set = 1; set < 256; set++)
        of[set] = of[set & (set - 1)] + chances[byte + (guint) __builtin_ctz (set)];
    }
}

static double
get_chance (const Sums *sums, guint16 low, guint16 high)
{
  double chance = 0;

  for (guint halves = high; halves != 0; halves &= halves - 1)
    {
      const double (*of)[256] = sums->of[__builtin_ctz (halves)];

      chance += of[0][low & 0xFF] + of[1][low >> 8];
    }
  return MIN (chance, 1);
}

/* What bucket would be with halves. */
static Bucket
widen (const Sums *sums, const Bucket *bucket, const MspHalves *halves)
{
  Bucket wide = *bucket;

  wide.chance = 1;
  for (guint n = 0; n < MSP_NIBBLES_LEN; n++)
    {
      wide.halves.low[n] |= halves->low[n];
      wide.halves.high[n] |= halves->high[n];
      if (wide.halves.low[n] != bucket->halves.low[n] || wide.halves.high[n] != bucket->halves.high[n])
        wide.chances[n] = get_chance (sums, wide.halves.low[n], wide.halves.high[n]);
      wide.chance *= wide.chances[n];
    }
  return wide;
}

static void
choose_bucket (Share *self, MspBucketMember *member)
{
  Bucket best = { .chance = 0 };
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < MSP_NIBBLES_BUCKETS && least > 0; i++)
    for (guint way = 0; way < member->n_ways && least > 0; way++)
      {
        Bucket wide = widen (&self->sums, &self->buckets[i], &member->ways[way]);

        if (wide.chance - self->buckets[i].chance >= least)
          continue;
        least = wide.chance - self->buckets[i].chance;
        best = wide;
        member->bucket = i;
        member->way = way;
      }
  self->buckets[member->bucket] = best;
}

static MspBucketMember *
get_member (const Share *self, guint i)
{
  return g_array_index (self->kinds, Kind, i).member;
}

static void
take_out (Share *self, const MspBucketMember *member)
{
  static const Bucket empty = { .chance = 0 };
  MspHalves halves = { { 0 }, { 0 } };

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const MspBucketMember *other = get_member (self, i);

      for (guint n = 0; n < MSP_NIBBLES_LEN && other != member && other->bucket == member->bucket; n++)
        {
          halves.low[n] |= other->ways[other->way].low[n];
          halves.high[n] |= other->ways[other->way].high[n];
        }
    }
  self->buckets[member->bucket] = widen (&self->sums, &empty, &halves);
}

static gboolean
is_alike (const MspBucketMember *a, const MspBucketMember *b)
{
  return a->n_ways == b->n_ways && memcmp (a->ways, b->ways, a->n_ways * sizeof *a->ways) == 0;
}

static const MspBucketMember *
find_alike (const Share *self, const MspBucketMember *member)
{
  for (guint i = 0; i < self->kinds->len; i++)
    if (is_alike (get_member (self, i), member))
      return get_member (self, i);
  return NULL;
}

/* The commonest first, so that each finds a bucket of its own; the rare ones then add little. */
static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const Kind *left = a, *right = b;

  if (left->chance != right->chance)
    return left->chance > right->chance ? -1 : 1;
  return memcmp (left->member->ways, right->member->ways, sizeof *left->member->ways);
}

static void
collect_kinds (Share *self, MspBucketMember *members, guint n)
{
  const Bucket empty = { .chance = 0 };

  for (guint i = 0; i < n; i++)
    {
      Kind kind = { &members[i], widen (&self->sums, &empty, members[i].ways).chance };

      if (find_alike (self, kind.member) == NULL)
        g_array_append_val (self->kinds, kind);
    }
  g_array_sort (self->kinds, compare_kinds);
}

void
msp_buckets_share (MspBucketMember *members, guint n, const double chances[256])
{
  g_autofree Share *self = g_new0 (Share, 1);
  g_autoptr (GArray) kinds = self->kinds = g_array_new (FALSE, FALSE, sizeof (Kind));

  sum_chances (&self->sums, chances);
  collect_kinds (self, members, n);
  for (guint i = 0; i < kinds->len; i++)
    choose_bucket (self, get_member (self, i));
  for (guint i = 0; i < ROUNDS * kinds->len; i++)
    {
      MspBucketMember *member = get_member (self, i % kinds->len);

      take_out (self, member);
      choose_bucket (self, member);
    }
  for (guint i = 0; i < n; i++)
    {
      const MspBucketMember *alike = find_alike (self, &members[i]);

      members[i].way = alike->way;
      members[i].bucket = alike->bucket;
    }
}
