/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/prefixes.h"

#include <string.h>

#include "detect/regex.h"

#define MAX_PREFIXES 400   /* of one expression */
#define ENOUGH 4           /* bytes of a prefix behind which it ends where it would branch often */
#define MAX_BRANCHES 3     /* bytes that may follow behind ENOUGH */

#define DIGITS (G_GUINT64_CONSTANT (0x3FF) << '0')             /* of the first 64 bytes */
#define UPPER (G_GUINT64_CONSTANT (0x3FFFFFF) << ('A' - 64))   /* of the second */
#define LOWER (G_GUINT64_CONSTANT (0x3FFFFFF) << ('a' - 64))

typedef struct {
  GArray       *prefixes;
  MspRegexWalk *walks[MSP_PREFIX_LEN + 1];   /* what is left behind so many bytes */
  guint8        bytes[MSP_PREFIX_LEN];
} Listing;

static void
add_prefix (Listing *self, guint len, gboolean ended)
{
  MspPrefix prefix = { .len = (guint8) len, .ended = ended };

  memcpy (prefix.bytes, self->bytes, len);
  g_array_append_val (self->prefixes, prefix);
}

/* What can come next: letters and digits with the cases taken together, and whether anything else can. */
typedef struct {
  guint64  bits[2];   /* of the first 128 bytes */
  gboolean other;
} Next;

static Next
get_next (const MspRegexWalk *walk, gboolean open)
{
  MspBytes next = { { 0 } };

  if (open)
    return (Next) { { DIGITS, LOWER }, TRUE };
  msp_regex_walk_next (walk, &next);
  return (Next) { { next.bits[0] & DIGITS, (next.bits[1] | (next.bits[1] & UPPER) << ('a' - 'A')) & LOWER },
                  (next.bits[0] & ~DIGITS) != 0 || (next.bits[1] & ~(UPPER | LOWER)) != 0 || next.bits[2] != 0
                  || next.bits[3] != 0 };
}

static guint
count_branches (const Next *next)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (next->bits); i++)
    for (guint64 bits = next->bits[i]; bits != 0; bits &= bits - 1)
      n++;
  return n;
}

/* Goes on behind depth bytes with lower, in either case; anything may follow an open end. */
static void
step (Listing *self, guint depth, guint8 lower, gboolean open)
{
  MspBytes both = { { 0 } };

  self->bytes[depth] = lower | 0x20;
  msp_bytes_add (&both, lower);
  msp_bytes_add (&both, (guint8) g_ascii_toupper (lower));
  msp_regex_walk_copy (self->walks[depth + 1], self->walks[depth]);
  if (!open)
    msp_regex_walk_step (self->walks[depth + 1], &both);
}

/* Lists what can follow the first depth bytes; FALSE if that cannot be listed. Where a match can end, anything can follow. */
static gboolean
list (Listing *self, guint depth)
{
  gboolean open = msp_regex_walk_ends (self->walks[depth]);
  Next next = get_next (self->walks[depth], open);

  if (depth == MSP_PREFIX_LEN || (depth >= ENOUGH && count_branches (&next) > MAX_BRANCHES))
    {
      add_prefix (self, depth, FALSE);
      return self->prefixes->len < MAX_PREFIXES;
    }
  if ((next.other && depth == 0) || (open && depth < 2))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (next.bits); i++)
    for (guint64 bits = next.bits[i]; bits != 0; bits &= bits - 1)
      {
        step (self, depth, (guint8) (64 * i + (guint) __builtin_ctzll (bits)), open);
        if (!list (self, depth + 1))
          return FALSE;
      }
  if (next.other)
    add_prefix (self, depth, TRUE);
  return self->prefixes->len < MAX_PREFIXES;
}

GArray *
msp_prefixes_list (const char *expression)
{
  g_autoptr (MspRegex) regex = msp_regex_begins_words (expression) ? msp_regex_parse (expression, NULL) : NULL;
  g_autoptr (GArray) prefixes = g_array_new (FALSE, FALSE, sizeof (MspPrefix));
  Listing listing = { .prefixes = prefixes };

  if (regex == NULL)
    return NULL;
  for (guint i = 0; i <= MSP_PREFIX_LEN; i++)
    listing.walks[i] = msp_regex_walk_new (regex);
  gboolean ok = list (&listing, 0) && prefixes->len > 0;
  for (guint i = 0; i <= MSP_PREFIX_LEN; i++)
    msp_regex_walk_free (listing.walks[i]);
  return ok ? g_steal_pointer (&prefixes) : NULL;
}
