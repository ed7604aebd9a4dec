/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/overlap.h"

#include <string.h>

#define MAX_CLUSTER 4096   /* overlapping candidates weighed together */

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const MspTried *left = a, *right = b;

  if (left->value_start != right->value_start)
    return left->value_start < right->value_start ? -1 : 1;
  if (left->value_end != right->value_end)
    return left->value_end < right->value_end ? -1 : 1;
  return (left->rule > right->rule) - (left->rule < right->rule);
}

/* The passes find most values from first to last. */
static void
sort_places (GArray *tried)
{
  for (guint i = 1; i < tried->len; i++)
    if (compare_places (&g_array_index (tried, MspTried, i - 1), &g_array_index (tried, MspTried, i)) > 0)
      {
        g_array_sort (tried, compare_places);
        return;
      }
}

/* Chance that noise passes a rule; a rule without check passes all of it. */
static double
get_noise (const MspScan *scan, const MspTried *tried)
{
  double noise = msp_rules_get (scan->patterns->rules, tried->rule)->noise;

  return noise > 0 ? noise : 1;
}

static int
compare_rank (gconstpointer a, gconstpointer b, gpointer data)
{
  const MspTried *left = *(const MspTried *const *) a, *right = *(const MspTried *const *) b;
  guint left_len = left->value_end - left->value_start, right_len = right->value_end - right->value_start;

  if (left->confidence != right->confidence)
    return left->confidence > right->confidence ? -1 : 1;
  if (left_len != right_len)
    return left_len > right_len ? -1 : 1;
  double left_noise = get_noise (data, left), right_noise = get_noise (data, right);

  if (left_noise < right_noise || left_noise > right_noise)
    return left_noise < right_noise ? -1 : 1;
  return compare_places (left, right);
}

static void
note_loser (MspTried *winner, guint32 rule)
{
  for (guint i = 0; i < winner->n_others; i++)
    if (winner->others[i] == rule)
      return;
  if (winner->n_others < MSP_MOST_OTHERS && winner->rule != rule)
    winner->others[winner->n_others++] = (guint16) rule;
}

/* Best first, each takes its bytes if none is taken; taken holds the number of the winner (from 1) for each byte of the
   cluster. */
static void
settle_cluster (MspScan *scan, MspTried *first, guint n, guint32 end, GPtrArray *order, GArray *taken)
{
  guint32 begin = first->value_start;

  g_ptr_array_set_size (order, 0);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (order, first + i);
  g_ptr_array_sort_with_data (order, compare_rank, scan);
  g_array_set_size (taken, 0);
  g_array_set_size (taken, end - begin);
  memset (taken->data, 0, (end - begin) * sizeof (guint16));
  for (guint i = 0; i < n; i++)
    {
      MspTried *tried = g_ptr_array_index (order, i);
      guint16 owner = 0;

      for (guint32 at = tried->value_start; at < tried->value_end && owner == 0; at++)
        owner = g_array_index (taken, guint16, at - begin);
      if (owner > 0)
        {
          MspTried *winner = g_ptr_array_index (order, owner - 1);

          note_loser (winner, tried->rule);
          tried->confidence = -1;
          continue;
        }
      for (guint32 at = tried->value_start; at < tried->value_end; at++)
        g_array_index (taken, guint16, at - begin) = (guint16) (i + 1);
    }
}

static void
drop_losers (GArray *tried)
{
  guint kept = 0;

  for (guint i = 0; i < tried->len; i++)
    if (g_array_index (tried, MspTried, i).confidence >= 0)
      g_array_index (tried, MspTried, kept++) = g_array_index (tried, MspTried, i);
  g_array_set_size (tried, kept);
}

void
msp_overlap_resolve (MspScan *scan)
{
  GArray *tried = scan->tried;

  drop_losers (tried);
  if (tried->len < 2)
    return;
  g_autoptr(GPtrArray) order = NULL;
  g_autoptr(GArray) taken = NULL;

  sort_places (tried);
  for (guint i = 0, n; i < tried->len; i += n)
    {
      MspTried *first = &g_array_index (tried, MspTried, i);
      guint32 end = first->value_end;

      for (n = 1; i + n < tried->len && n < MAX_CLUSTER && first[n].value_start < end; n++)
        end = MAX (end, first[n].value_end);
      if (n == 1)
        continue;
      if (order == NULL)
        {
          order = g_ptr_array_new ();
          taken = g_array_new (FALSE, FALSE, sizeof (guint16));
        }
      settle_cluster (scan, first, n, end, order, taken);
    }
  drop_losers (tried);
}
