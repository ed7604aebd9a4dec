/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/prefixes.h"

#include <string.h>

#include "detect/regex.h"

#define MAX_PREFIXES 400     /* of one expression */
#define MANY_PREFIXES 60     /* from which on what follows the first word is no reason for more */
#define ENOUGH 4             /* bytes of a word behind which it is left open where it would branch often */
#define MAX_BRANCHES 5       /* ways to go on behind ENOUGH, and behind the first word */

#define DIGITS (G_GUINT64_CONSTANT (0x3FF) << '0')             /* of the first 64 bytes */
#define UPPER (G_GUINT64_CONSTANT (0x3FFFFFF) << ('A' - 64))   /* of the second */
#define LOWER (G_GUINT64_CONSTANT (0x3FFFFFF) << ('a' - 64))

typedef struct {
  GArray       *prefixes;
  MspRegexWalk *walks[MSP_PREFIX_LEN + 1];   /* what is left behind so many bytes */
  MspPrefix     prefix;                      /* the one that is being written */
  gboolean      rest;                        /* there are ways that begin no word */
} Listing;

/* What can come next: letters and digits with the cases taken together, and the rest. */
typedef struct {
  guint64  bits[2];   /* of the first 128 bytes */
  MspBytes rest;
  guint    n_rest;
} Next;

static gboolean
add_prefix (Listing *self, guint depth)
{
  MspPrefix prefix = self->prefix;

  memset (prefix.bytes + depth, 0, sizeof prefix.bytes - depth);
  memset (prefix.mask + depth, 0, sizeof prefix.mask - depth);
  g_array_append_val (self->prefixes, prefix);
  return self->prefixes->len < MAX_PREFIXES;
}

static guint
count_bits (guint64 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

static Next
get_next (const MspRegexWalk *walk)
{
  MspBytes next = { { 0 } };

  msp_regex_walk_next (walk, &next);
  Next out = { { next.bits[0] & DIGITS, (next.bits[1] | (next.bits[1] & UPPER) << ('a' - 'A')) & LOWER }, next, 0 };

  out.rest.bits[0] &= ~DIGITS;
  out.rest.bits[1] &= ~(UPPER | LOWER);
  for (guint i = 0; i < G_N_ELEMENTS (out.rest.bits); i++)
    out.n_rest += count_bits (out.rest.bits[i]);
  return out;
}

static guint
count_branches (const Next *next)
{
  return count_bits (next->bits[0]) + count_bits (next->bits[1]);
}

/* Goes on behind depth bytes with one of set: lower in either case, or 0 for one that is not told. An open end takes anything. */
static void
step (Listing *self, guint depth, guint8 lower, const MspBytes *set)
{
  self->prefix.bytes[depth] = lower != 0 ? lower | 0x20 : 0;
  self->prefix.mask[depth] = lower != 0 ? 0xFF : 0;
  if (set != NULL)
    msp_regex_walk_step_from (self->walks[depth + 1], self->walks[depth], set);
  else
    msp_regex_walk_copy (self->walks[depth + 1], self->walks[depth]);
}

static void
step_letter (Listing *self, guint depth, guint8 lower, gboolean open)
{
  MspBytes both = { { 0 } };

  msp_bytes_add (&both, lower);
  msp_bytes_add (&both, (guint8) g_ascii_toupper (lower));
  step (self, depth, lower, open ? NULL : &both);
}

/* The only byte of rest, or 0. */
static guint8
get_single (const Next *next)
{
  for (guint i = 0; next->n_rest == 1 && i < G_N_ELEMENTS (next->rest.bits); i++)
    if (next->rest.bits[i] != 0)
      return (guint8) (64 * i + (guint) __builtin_ctzll (next->rest.bits[i]));
  return 0;
}

static gboolean list_tail (Listing *self, guint depth);

static gboolean
step_rest (Listing *self, guint depth, const Next *next)
{
  step (self, depth, get_single (next), &next->rest);
  return list_tail (self, depth + 1);
}

/* Lists what can follow behind the first word, or its listed bytes. A byte that has many ways is left open. */
static gboolean
list_tail (Listing *self, guint depth)
{
  const MspBytes all = { { G_MAXUINT64, G_MAXUINT64, G_MAXUINT64, G_MAXUINT64 } };

  if (depth == MSP_PREFIX_LEN || msp_regex_walk_ends (self->walks[depth]))
    return add_prefix (self, depth);
  Next next = get_next (self->walks[depth]);
  guint branches = count_branches (&next) + (next.n_rest > 0);

  if (branches > MAX_BRANCHES || (branches > 1 && self->prefixes->len >= MANY_PREFIXES))
    {
      step (self, depth, 0, &all);
      return list_tail (self, depth + 1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (next.bits); i++)
    for (guint64 bits = next.bits[i]; bits != 0; bits &= bits - 1)
      {
        step_letter (self, depth, (guint8) (64 * i + (guint) __builtin_ctzll (bits)), FALSE);
        if (!list_tail (self, depth + 1))
          return FALSE;
      }
  return next.n_rest == 0 || step_rest (self, depth, &next);
}

static gboolean
end_word (Listing *self, guint depth, gboolean ended)
{
  self->prefix.word = (guint8) depth;
  self->prefix.ended = ended;
  return TRUE;
}

/* Lists what can follow the first depth bytes of the first word; FALSE if that cannot be listed. Where a match can end, anything
   can follow. */
static gboolean
list_word (Listing *self, guint depth)
{
  gboolean open = msp_regex_walk_ends (self->walks[depth]);
  Next next = open ? (Next) { .bits = { DIGITS, LOWER } } : get_next (self->walks[depth]);

  if (depth == MSP_PREFIX_WORD || (depth >= ENOUGH && count_branches (&next) > MAX_BRANCHES))
    return end_word (self, depth, FALSE) && list_tail (self, depth);
  if (open && depth < 2)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (next.bits); i++)
    for (guint64 bits = next.bits[i]; bits != 0; bits &= bits - 1)
      {
        step_letter (self, depth, (guint8) (64 * i + (guint) __builtin_ctzll (bits)), open);
        if (!list_word (self, depth + 1))
          return FALSE;
      }
  if (depth == 0)
    {
      self->rest = next.n_rest > 0;
      return TRUE;
    }
  end_word (self, depth, TRUE);
  if (open)
    return add_prefix (self, depth);
  return next.n_rest == 0 || step_rest (self, depth, &next);
}

GArray *
msp_prefixes_list (const char *expression, gboolean *out_rest)
{
  g_autoptr (MspRegex) regex = msp_regex_begins_words (expression) ? msp_regex_parse (expression, NULL) : NULL;
  g_autoptr (GArray) prefixes = g_array_new (FALSE, FALSE, sizeof (MspPrefix));
  Listing listing = { .prefixes = prefixes };

  *out_rest = FALSE;
  if (regex == NULL)
    return NULL;
  for (guint i = 0; i <= MSP_PREFIX_LEN; i++)
    listing.walks[i] = msp_regex_walk_new (regex);
  gboolean ok = list_word (&listing, 0) && prefixes->len > 0;
  for (guint i = 0; i <= MSP_PREFIX_LEN; i++)
    msp_regex_walk_free (listing.walks[i]);
  *out_rest = listing.rest;
  return ok ? g_steal_pointer (&prefixes) : NULL;
}
