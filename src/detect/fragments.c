/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/fragments.h"

#include <string.h>

#include "detect/fragment-buckets.h"
#include "detect/fragment-scan.h"
#include "detect/regex.h"

#define MAX_LEN 96          /* positions of a head that are looked at */
#define LEAST_LEN 3         /* bytes of a match */
#define MAX_CHANCE 1e-3     /* that the four bytes stand at a place of ordinary mail */
#define MOST_PLACES 16
#define ABOUT_AS_RARE 10    /* times as common at most */

static const MspBytes all_bytes = { { G_MAXUINT64, G_MAXUINT64, G_MAXUINT64, G_MAXUINT64 } };

/* One way in which a head begins. The rare bytes stand most to least bytes behind its begin. */
typedef struct {
  guint     rule;
  guint     least, most;
  guint     n_places;       /* where from the begin the rare bytes may be chosen instead, those taken now first; 0: nowhere */
  guint8    places[MOST_PLACES];
  MspBytes  rare[MSP_NIBBLES_LEN];
  gboolean  edge;           /* begins at the edge of a word */
  guint     n;
  MspBytes *sets;           /* what may stand at each of the first n positions */
} Fragment;

struct _MspFragments {
  const MspFragmentFilter *filter;
  MspFragmentFilter       *own;          /* the same, or NULL if it is an image's */
  GArray                  *fragments;    /* Fragment */
  double                   chances[256]; /* of each byte in ordinary mail */
};

static void
clear_fragment (gpointer data)
{
  g_free (((Fragment *) data)->sets);
}

/* Rough shares, in thousandths: letters by how common they are in English, the rest by what mail looks like. */
static double
guess_share (guint byte)
{
  static const char letters[] = "etaoinshrdlcumwfgypbvkjxqz";
  const char *letter = g_ascii_isalpha (byte) ? strchr (letters, g_ascii_tolower ((char) byte)) : NULL;

  if (letter != NULL)
    return g_ascii_islower (byte) ? (double) (26 - (letter - letters)) * 2.3 : letter - letters < 22 ? 7 : 1;
  if (byte == ' ')
    return 150;
  return g_ascii_isdigit (byte) || strchr ("\n.,-", (int) byte) != NULL ? 12 : strchr (">=:/_\"'", (int) byte) != NULL ? 4 : 1;
}

MspFragments *
msp_fragments_new (void)
{
  MspFragments *self = g_new0 (MspFragments, 1);

  self->filter = self->own = g_aligned_alloc0 (1, sizeof (MspFragmentFilter), _Alignof (MspFragmentFilter));
  self->fragments = g_array_new (FALSE, FALSE, sizeof (Fragment));
  g_array_set_clear_func (self->fragments, clear_fragment);
  for (guint byte = 0; byte < 256; byte++)
    self->chances[byte] = guess_share (byte) / 1000;
  return self;
}

static double
get_chance (const MspFragments *self, const MspBytes *set)
{
  double chance = 0;

  for (guint word = 0; word < G_N_ELEMENTS (set->bits); word++)
    for (guint64 bits = set->bits[word]; bits != 0; bits &= bits - 1)
      chance += self->chances[64 * word + (guint) __builtin_ctzll (bits)];
  return MIN (chance, 1);
}

static void
set_place (Fragment *fragment, guint place)
{
  fragment->least = fragment->most = place;
  for (guint i = 0; i < MSP_NIBBLES_LEN; i++)
    fragment->rare[i] = place + i < fragment->n ? fragment->sets[place + i] : all_bytes;
}

/* The chance to meet the bytes at each place where some always stand at one distance from the begin; number of the places. */
static guint
get_place_chances (const MspFragments *self, const Fragment *fragment, double chances[MAX_LEN])
{
  guint n_places = fragment->n > MSP_NIBBLES_LEN ? fragment->n - MSP_NIBBLES_BEHIND : 1;
  double single[MAX_LEN];

  for (guint i = 0; i < fragment->n; i++)
    single[i] = get_chance (self, &fragment->sets[i]);
  for (guint at = 0; at < n_places; at++)
    {
      chances[at] = 1;
      for (guint i = at; i < MIN (at + MSP_NIBBLES_LEN, fragment->n); i++)
        chances[at] *= single[i];
    }
  return n_places;
}

/* Takes the rarest bytes of n, and notes where others are about as rare; the chance to meet the rarest. */
static double
choose_rare (const MspFragments *self, Fragment *fragment)
{
  double chances[MAX_LEN];
  guint n_places = get_place_chances (self, fragment, chances), best = 0;

  for (guint at = 1; at < n_places; at++)
    if (chances[at] < chances[best])
      best = at;
  fragment->places[fragment->n_places++] = (guint8) best;
  for (guint at = 0; at < n_places && fragment->n_places < MOST_PLACES; at++)
    if (at != best && chances[at] <= chances[best] * ABOUT_AS_RARE)
      fragment->places[fragment->n_places++] = (guint8) at;
  set_place (fragment, best);
  return chances[best];
}

/* A head and what its matches end with, the last byte first. */
typedef struct {
  const MspRegex *regex;
  MspBytes        end[MSP_NIBBLES_LEN];
} Head;

/* Takes the last bytes instead: they stand where the shortest to the longest match ends, each a
   begin to be tried. */
static double
choose_end (const MspFragments *self, const Head *head, Fragment *fragment)
{
  double chance = 1;

  if (fragment->n < MSP_NIBBLES_LEN || head->regex->width > MAX_LEN)
    return G_MAXDOUBLE;
  for (guint i = 0; i < MSP_NIBBLES_LEN; i++)
    {
      fragment->rare[MSP_NIBBLES_LEN - 1 - i] = head->end[i];
      chance *= get_chance (self, &head->end[i]);
    }
  fragment->least = fragment->n - MSP_NIBBLES_LEN;
  fragment->most = (guint) head->regex->width - MSP_NIBBLES_LEN;
  return chance * (fragment->most - fragment->least + 1);
}

/* Reads what stands at each position of the ways that walk has begun, up to where the shortest ends. */
static void
read_sets (MspRegexWalk *walk, Fragment *fragment)
{
  while (fragment->n < MAX_LEN && !msp_regex_walk_ends (walk))
    {
      MspBytes *set = &fragment->sets[fragment->n++];

      *set = (MspBytes) { { 0 } };
      msp_regex_walk_next (walk, set);
      msp_regex_walk_step (walk, set);
    }
}

/* fragment has room for MAX_LEN sets, of which a copy is kept. */
static gboolean
add_fragment (MspFragments *self, const Head *head, MspRegexWalk *walk, Fragment *fragment)
{
  read_sets (walk, fragment);
  Fragment last = *fragment, *best = fragment;
  double chance = choose_rare (self, fragment), chance_of_last = choose_end (self, head, &last);

  if (chance_of_last < chance)
    best = &last;
  best->sets = g_memdup2 (fragment->sets, fragment->n * sizeof *fragment->sets);
  g_array_append_vals (self->fragments, best, 1);
  return fragment->n >= LEAST_LEN && MIN (chance, chance_of_last) <= MAX_CHANCE;
}

/* Adds the ways that walk has begun with one of first: by their second bytes too, so that "_pass" and "_pwd" are told apart. */
static gboolean
add_ways (MspFragments *self, const Head *head, const MspRegexWalk *walk, const Fragment *template, const MspBytes *first)
{
  g_autoptr (MspRegexWalk) second = msp_regex_walk_new (head->regex);
  gboolean ok = !msp_regex_walk_ends (walk);

  for (guint way = 0; ok; way++)
    {
      Fragment fragment = *template;
      MspBytes sets[MAX_LEN], set;

      msp_regex_walk_copy (second, walk);
      if (!msp_regex_walk_take (second, way, &set))
        break;
      fragment.sets = sets;
      fragment.sets[fragment.n++] = *first;
      fragment.sets[fragment.n++] = set;
      ok = add_fragment (self, head, second, &fragment);
    }
  return ok;
}

/* Whether a word cannot begin with one of set. */
static gboolean
is_rest (const MspBytes *set)
{
  for (guint byte = 0; byte < 128; byte++)
    if (g_ascii_isalnum (byte) && msp_bytes_has (set, (guint8) byte))
      return FALSE;
  return TRUE;
}

gboolean
msp_fragments_add_head (MspFragments *self, guint rule, const char *expression, gboolean only_rest)
{
  g_autoptr (MspRegex) regex = msp_regex_parse (expression, NULL);
  g_autoptr (MspRegexWalk) walk = regex != NULL ? msp_regex_walk_new (regex) : NULL;
  Fragment template = { .rule = rule, .edge = msp_regex_begins_words (expression) };
  Head head = { .regex = regex };
  guint before = self->fragments->len;
  gboolean ok = walk != NULL && !msp_regex_walk_ends (walk);
  MspBytes first;

  if (ok)
    msp_regex_read_end (regex, MSP_NIBBLES_LEN, head.end);
  for (guint way = 0; ok && msp_regex_walk_take (walk, way, &first); way++)
    {
      ok = (only_rest && !is_rest (&first)) || add_ways (self, &head, walk, &template, &first);
      msp_regex_walk_reset (walk);
    }
  ok = ok && self->fragments->len <= MSP_FRAGMENTS_MAX;
  if (!ok)
    g_array_set_size (self->fragments, before);
  return ok;
}

static MspHalves
get_halves (const MspBytes rare[MSP_NIBBLES_LEN])
{
  MspHalves halves = { { 0 }, { 0 } };

  for (guint n = 0; n < MSP_NIBBLES_LEN; n++)
    for (guint high = 0; high < 16; high++)
      {
        guint16 low = (guint16) (rare[n].bits[high / 4] >> (high % 4 * 16));

        halves.low[n] |= low;
        halves.high[n] |= (guint16) ((low != 0) << high);
      }
  return halves;
}

/* What the bytes of fragment at one of its places can be known by; they are left in rare. */
static MspHalves
read_way (Fragment *fragment, guint way)
{
  if (fragment->n_places > 0)
    set_place (fragment, fragment->places[way]);
  return get_halves (fragment->rare);
}

static void
add_to_set (MspFragmentSet *set, guint fragment)
{
  set->bits[fragment / 64] |= G_GUINT64_CONSTANT (1) << fragment % 64;
}

/* What may stand n bytes behind the first rare one. */
static const MspBytes *
get_set_behind (const Fragment *fragment, guint n)
{
  if (n < MSP_NIBBLES_LEN)
    return &fragment->rare[n];
  if (fragment->least < fragment->most || fragment->least + n >= fragment->n)
    return &all_bytes;
  return &fragment->sets[fragment->least + n];
}

static void
add_byte (MspFragmentFilter *filter, guint n, guint8 byte, guint fragment, guint bucket)
{
  add_to_set (&filter->fits[n][byte], fragment);
  if (n < MSP_NIBBLES_LEN && byte < G_N_ELEMENTS (filter->buckets[0][0]))
    filter->buckets[bucket / 8][n][byte] |= (guint8) (1u << bucket % 8);
}

/* Notes fragment at each byte that may stand at its rare positions and those behind them. */
static void
add_fits (MspFragments *self, const Fragment *fragment, guint bit, guint bucket)
{
  for (guint n = 0; n < MSP_FRAGMENT_WINDOW; n++)
    {
      const MspBytes *set = get_set_behind (fragment, n);

      for (guint word = 0; word < G_N_ELEMENTS (set->bits); word++)
        for (guint64 bits = set->bits[word]; bits != 0; bits &= bits - 1)
          add_byte (self->own, n, (guint8) (64 * word + (guint) __builtin_ctzll (bits)), bit, bucket);
    }
}

void
msp_fragments_prepare (MspFragments *self)
{
  guint n = self->fragments->len;
  g_autofree MspHalves *ways = g_new (MspHalves, n * MOST_PLACES);
  g_autofree MspBucketMember *members = g_new0 (MspBucketMember, n);

  for (guint i = 0; i < n; i++)
    {
      Fragment *fragment = &g_array_index (self->fragments, Fragment, i);

      members[i] = (MspBucketMember) { .ways = ways + i * MOST_PLACES, .n_ways = MAX (fragment->n_places, 1) };
      for (guint way = 0; way < members[i].n_ways; way++)
        ways[i * MOST_PLACES + way] = read_way (fragment, way);
    }
  msp_buckets_share (members, n, self->chances);
  for (guint i = 0; i < n; i++)
    {
      Fragment *fragment = &g_array_index (self->fragments, Fragment, i);
      MspHalves halves = read_way (fragment, members[i].way);

      for (guint at = 0; at < MSP_NIBBLES_LEN; at++)
        msp_nibbles_add (&self->own->nibbles, at, halves.low[at], halves.high[at], members[i].bucket);
      add_fits (self, fragment, i, members[i].bucket);
    }
}

void
msp_fragments_put (const MspFragments *self, MspImageWriter *out)
{
  g_autoptr (GArray) fragments = g_array_copy (self->fragments), sets = g_array_new (FALSE, FALSE, sizeof (MspBytes));

  g_array_set_clear_func (fragments, NULL);
  for (guint i = 0; i < fragments->len; i++)
    {
      Fragment *fragment = &g_array_index (fragments, Fragment, i);

      g_array_append_vals (sets, fragment->sets, fragment->n);
      fragment->sets = NULL;
    }
  msp_image_put (out, MSP_IMAGE_FRAGMENT_FILTER, self->filter, sizeof *self->filter, 1);
  msp_image_put (out, MSP_IMAGE_FRAGMENTS, fragments->data, sizeof (Fragment), fragments->len);
  msp_image_put (out, MSP_IMAGE_FRAGMENT_SETS, sets->data, sizeof (MspBytes), sets->len);
}

MspFragments *
msp_fragments_get (const MspImage *image)
{
  MspFragments *self = g_new0 (MspFragments, 1);
  guint n, n_sets;
  const Fragment *fragments = msp_image_get (image, MSP_IMAGE_FRAGMENTS, sizeof (Fragment), &n);
  MspBytes *sets = (MspBytes *) msp_image_get (image, MSP_IMAGE_FRAGMENT_SETS, sizeof (MspBytes), &n_sets);

  self->filter = msp_image_get (image, MSP_IMAGE_FRAGMENT_FILTER, sizeof *self->filter, &n_sets);
  self->fragments = g_array_sized_new (FALSE, FALSE, sizeof (Fragment), n);
  g_array_append_vals (self->fragments, fragments, n);
  for (guint i = 0; i < n; i++)
    {
      Fragment *fragment = &g_array_index (self->fragments, Fragment, i);

      fragment->sets = sets;
      sets += fragment->n;
    }
  return self;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static gboolean
stands_at (const Fragment *fragment, MspSpan text, gsize start)
{
  if (text.len - start < fragment->n
      || (fragment->edge && start > 0 && is_word (text.data[start]) == is_word (text.data[start - 1])))
    return FALSE;
  for (guint i = 0; i < fragment->n; i++)
    if (!msp_bytes_has (&fragment->sets[i], (guint8) text.data[start + i]))
      return FALSE;
  return TRUE;
}

static void
try_fragment (const Fragment *fragment, MspSpan text, gsize place, MspFragmentFound found, gpointer data)
{
  for (guint back = fragment->most + 1; back-- > fragment->least;)
    if (back <= place && stands_at (fragment, text, place - back))
      found (data, fragment->rule, place - back);
}

static void
visit (const MspFragments *self, const MspFragmentScan *scan, guint place, MspFragmentFound found, gpointer data)
{
  MspFragmentSet set = msp_fragment_scan_get (scan, scan->data + place, MSP_FRAGMENT_WINDOW);

  for (guint word = 0; word < G_N_ELEMENTS (set.bits); word++)
    for (guint64 bits = set.bits[word]; bits != 0; bits &= bits - 1)
      try_fragment (&g_array_index (self->fragments, Fragment, word * 64 + (guint) __builtin_ctzll (bits)), scan->text,
                    scan->at + place, found, data);
}

MspFragmentSet
msp_fragments_get_of_rule (const MspFragments *self, guint rule)
{
  MspFragmentSet set = { { 0 } };

  for (guint i = 0; i < self->fragments->len; i++)
    if (g_array_index (self->fragments, Fragment, i).rule == rule)
      add_to_set (&set, i);
  return set;
}

void
msp_fragments_scan (const MspFragments *self, const MspFragmentSet *unwanted, MspSpan text, MspFragmentFound found,
                    gpointer data)
{
  MspFragmentScan scan;

  if (self->fragments->len == 0)
    return;
  msp_fragment_scan_init (&scan, self->filter, unwanted, text);
  while (msp_fragment_scan_next (&scan))
    for (guint i = 0; i < scan.n; i++)
      visit (self, &scan, scan.places[i], found, data);
}

void
msp_fragments_free (MspFragments *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->fragments);
  g_aligned_free (self->own);
  g_free (self);
}
