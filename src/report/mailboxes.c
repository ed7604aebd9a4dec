/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/mailboxes.h"

#include "score/score.h"

static void
mailbox_clear (gpointer mailbox)
{
  g_free (((MspRatedMailbox *) mailbox)->name);
}

/* Rows come by name, so that an equal one goes behind. */
static void
keep_mailbox (GArray *worst, const MspMailboxRow *row, const MspHeads *heads, guint max)
{
  MspRollup rollup = { row->max_score, row->high + row->critical, heads->people };
  MspRatedMailbox mailbox = { msp_score_rollup (&rollup), *row, *heads, NULL };
  guint first = 0, end = worst->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (g_array_index (worst, MspRatedMailbox, middle).score < mailbox.score)
        end = middle;
      else
        first = middle + 1;
    }
  if (first >= max || mailbox.score == 0)
    return;
  mailbox.name = g_strdup (row->mailbox);
  mailbox.row.mailbox = NULL;
  g_array_insert_val (worst, first, mailbox);
  if (worst->len > max)
    g_array_set_size (worst, max);
}

GArray *
msp_mailboxes_new_worst (MspCase *source, const MspHeadCount *heads, guint max, GError **error)
{
  g_autoptr (MspQuery) query = msp_query_new (source, MSP_VIEW_MAILBOXES, NULL, error);
  g_autoptr (GArray) worst = g_array_new (FALSE, FALSE, sizeof (MspRatedMailbox));
  MspMailboxRow row;
  gboolean end = FALSE;

  g_array_set_clear_func (worst, mailbox_clear);
  while (query != NULL && msp_query_next_mailbox (query, &row, &end, error) && !end)
    {
      const MspHeads people = msp_people_counts_get_mailbox (heads->counts, row.mailbox);

      keep_mailbox (worst, &row, &people, max);
    }
  return end ? g_steal_pointer (&worst) : NULL;
}
