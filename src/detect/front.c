/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/front.h"

#include "detect/regex.h"

#define MOST_WAYS 400   /* told apart: a rule of the user may list as many words as it likes */

static const MspBytes any = { { G_MAXUINT64, G_MAXUINT64, G_MAXUINT64, G_MAXUINT64 } };

void
msp_fronts_init (MspFronts *self, const MspRules *rules)
{
  const MspImage *image = msp_rules_get_image (rules);
  guint n;

  self->rules = rules;
  self->in_place = image != NULL;
  self->fronts = image != NULL ? (MspFront *) msp_image_get (image, MSP_IMAGE_FRONTS, sizeof (MspFront), &n)
                               : g_new0 (MspFront, msp_rules_get_length (rules) + 1);
}

void
msp_fronts_clear (MspFronts *self)
{
  if (!self->in_place)
    g_free (self->fronts);
}

/* Length of the shortest match, up to MSP_FRONT_LEN. */
static guint
measure_shortest (MspRegexWalk *walk)
{
  guint n = 0;

  for (; n < MSP_FRONT_LEN && !msp_regex_walk_ends (walk); n++)
    msp_regex_walk_step (walk, &any);
  msp_regex_walk_reset (walk);
  return n;
}

static void
add_set (MspFront *self, guint position, guint group, const MspBytes *set)
{
  const guint64 bit = G_GUINT64_CONSTANT (1) << (position * MSP_FRONT_GROUPS + group);

  for (guint word = 0; word < G_N_ELEMENTS (set->bits); word++)
    for (guint64 bits = set->bits[word]; bits != 0; bits &= bits - 1)
      self->at[word * 64 + (guint) __builtin_ctzll (bits)] |= bit;
}

/* Adds the way that walk has begun with one of first. */
static void
add_way (MspFront *self, guint group, const MspBytes *first, MspRegexWalk *walk)
{
  add_set (self, 0, group, first);
  for (guint i = 1; i < self->n; i++)
    {
      MspBytes set = { { 0 } };

      msp_regex_walk_next (walk, &set);
      add_set (self, i, group, &set);
      msp_regex_walk_step (walk, &any);
    }
}

/* One more than MOST_WAYS if there are more. */
static guint
count_ways (MspRegexWalk *walk)
{
  MspBytes first;
  guint n = 0;

  for (; n <= MOST_WAYS && msp_regex_walk_take (walk, n, &first); n++)
    msp_regex_walk_reset (walk);
  return n;
}

/* Behind n bytes anything can stand. */
static void
open_end (MspFront *self)
{
  for (guint byte = 0; byte < G_N_ELEMENTS (self->at) && self->n < MSP_FRONT_LEN; byte++)
    self->at[byte] |= G_MAXUINT64 << self->n * MSP_FRONT_GROUPS;
}

/* All ways as one. */
static void
add_all (MspFront *self, MspRegexWalk *walk)
{
  MspBytes first = { { 0 } };

  msp_regex_walk_next (walk, &first);
  msp_regex_walk_step (walk, &any);
  add_way (self, 0, &first, walk);
}

void
msp_front_read (MspFront *self, const char *pattern)
{
  g_autoptr (MspRegex) regex = msp_regex_parse (pattern, NULL);
  g_autoptr (MspRegexWalk) walk = regex != NULL ? msp_regex_walk_new (regex) : NULL;
  MspBytes first;

  *self = (MspFront) { .known = TRUE, .n = walk != NULL ? measure_shortest (walk) : 0 };
  if (self->n == 0)
    return;
  guint n_ways = count_ways (walk);

  open_end (self);
  if (n_ways > MOST_WAYS)
    {
      add_all (self, walk);
      return;
    }
  for (guint way = 0; way < n_ways && msp_regex_walk_take (walk, way, &first); way++)
    {
      add_way (self, way * MSP_FRONT_GROUPS / n_ways, &first, walk);
      msp_regex_walk_reset (walk);
    }
}

void
msp_fronts_put (const MspRules *rules, MspImageWriter *out)
{
  gsize n = msp_rules_get_length (rules);
  g_autofree MspFront *fronts = g_new0 (MspFront, n);

  for (gsize i = 0; i < n; i++)
    if (msp_rules_get (rules, i)->pattern != NULL)
      msp_front_read (&fronts[i], msp_rules_get (rules, i)->pattern);
  msp_image_put (out, MSP_IMAGE_FRONTS, fronts, sizeof *fronts, n);
}
