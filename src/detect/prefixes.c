/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/prefixes.h"

#include <string.h>

#include "detect/regex.h"

#define MAX_PREFIXES 400   /* of one expression */
#define ENOUGH 4           /* bytes of a prefix behind which it ends where it would branch often */
#define MAX_BRANCHES 3     /* bytes that may follow behind ENOUGH */

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

static gboolean
follows (const MspBytes *next, guint8 lower)
{
  return msp_bytes_has (next, lower) || msp_bytes_has (next, (guint8) g_ascii_toupper (lower));
}

/* How many letters and digits, cases taken together, are in next; *out_other: whether anything else is. */
static guint
count_branches (const MspBytes *next, gboolean *out_other)
{
  guint n = 0;

  *out_other = FALSE;
  for (guint byte = 0; byte < 256; byte++)
    if (!g_ascii_isalnum (byte))
      *out_other |= msp_bytes_has (next, (guint8) byte);
    else if (!g_ascii_isupper (byte))
      n += follows (next, (guint8) byte) != FALSE;
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
  const MspBytes all = { { G_MAXUINT64, G_MAXUINT64, G_MAXUINT64, G_MAXUINT64 } };
  MspBytes next = { { 0 } };
  gboolean open = msp_regex_walk_ends (self->walks[depth]), other;

  msp_regex_walk_next (self->walks[depth], &next);
  if (open)
    next = all;
  guint n = count_branches (&next, &other);

  if (depth == MSP_PREFIX_LEN || (depth >= ENOUGH && n > MAX_BRANCHES))
    {
      add_prefix (self, depth, FALSE);
      return self->prefixes->len < MAX_PREFIXES;
    }
  if ((other && depth == 0) || (open && depth < 2))
    return FALSE;
  for (guint8 byte = '0'; byte <= 'z'; byte++)
    {
      if (!g_ascii_isalnum (byte) || g_ascii_isupper (byte) || !follows (&next, byte))
        continue;
      step (self, depth, byte, open);
      if (!list (self, depth + 1))
        return FALSE;
    }
  if (other)
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
