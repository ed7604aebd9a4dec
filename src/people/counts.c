/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/counts.h"

#include <string.h>

typedef enum { FEWEST, PERSONS, MOST, N_WAYS } Way;

typedef struct {
  guint64 n[N_WAYS];
  guint32 seen;      /* number of the group that was counted last */
} Count;

struct _MspPeopleCounts {
  Count       at[MSP_N_CATEGORIES][MSP_N_SEVERITIES];
  Count       from[MSP_N_CATEGORIES][MSP_N_SEVERITIES];   /* by the highest severity */
  GHashTable *elements, *mailboxes;                       /* string of the evidence -> Count */
};

typedef struct {
  const MspEvidence *evidence;
  const guint32     *group;     /* of each mention */
  guint32           *order;     /* rows, by group */
  guint32           *first;     /* of each group in order, one more behind the last */
  Way                way;
  MspPeopleCounts   *out;
} Counter;

static const MspEvidenceRow *
get_row (const Counter *self, guint32 i)
{
  return &g_array_index (self->evidence->rows, MspEvidenceRow, i);
}

/* Rows of each group together: a counting sort. */
static void
sort_rows (Counter *self)
{
  guint32 n_rows = self->evidence->rows->len, n = self->evidence->mentions->len;
  g_autofree guint32 *place = NULL;

  self->order = g_new (guint32, n_rows + 1);
  self->first = g_new0 (guint32, n + 2);
  for (guint32 i = 0; i < n_rows; i++)
    if (get_row (self, i)->mention != MSP_NO_MENTION)
      self->first[self->group[get_row (self, i)->mention] + 1]++;
  for (guint32 i = 0; i < n; i++)
    self->first[i + 1] += self->first[i];
  place = g_memdup2 (self->first, (n + 2) * sizeof *place);
  for (guint32 i = 0; i < n_rows; i++)
    if (get_row (self, i)->mention != MSP_NO_MENTION)
      self->order[place[self->group[get_row (self, i)->mention]]++] = i;
}

static void
count_once (const Counter *self, Count *count, guint32 group)
{
  count->n[self->way] += count->seen != group + 1;
  count->seen = group + 1;
}

static Count *
get_count (GHashTable *counts, const char *name)
{
  Count *count = g_hash_table_lookup (counts, name);

  if (count == NULL)
    g_hash_table_insert (counts, (gpointer) name, count = g_new0 (Count, 1));
  return count;
}

static gboolean
is_affected (const Counter *self, guint32 group)
{
  for (guint32 i = self->first[group]; i < self->first[group + 1]; i++)
    if (get_row (self, self->order[i])->category != MSP_CATEGORY_CONTACT)
      return TRUE;
  return FALSE;
}

static void
count_group (const Counter *self, guint32 group)
{
  int highest[MSP_N_CATEGORIES];

  memset (highest, 0xff, sizeof highest);
  for (guint32 i = self->first[group]; i < self->first[group + 1]; i++)
    {
      const MspEvidenceRow *row = get_row (self, self->order[i]);
      const MspEvidenceMessage *message = &g_array_index (self->evidence->messages, MspEvidenceMessage, row->message);
      int severity = (int) msp_severity_from_score (message->score);

      highest[row->category] = MAX (highest[row->category], severity);
      count_once (self, &self->out->at[row->category][severity], group);
      count_once (self, get_count (self->out->elements, row->detector), group);
      if (row->category != MSP_CATEGORY_CONTACT)
        count_once (self, get_count (self->out->mailboxes, message->mailbox), group);
    }
  for (int i = 0; i < MSP_N_CATEGORIES; i++)
    for (int k = 0; k <= highest[i]; k++)
      self->out->from[i][k].n[self->way]++;
}

static void
forget_seen (GHashTable *counts)
{
  GHashTableIter iter;
  gpointer count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    ((Count *) count)->seen = 0;
}

static void
count_way (const MspEvidence *evidence, const guint32 *group, Way way, MspPeopleCounts *out)
{
  Counter self = { .evidence = evidence, .group = group, .way = way, .out = out };

  forget_seen (out->elements);
  forget_seen (out->mailboxes);
  for (int i = 0; i < MSP_N_CATEGORIES; i++)
    for (int k = 0; k < MSP_N_SEVERITIES; k++)
      out->at[i][k].seen = 0;
  sort_rows (&self);
  for (guint32 i = 0; i < evidence->mentions->len; i++)
    if (self.first[i] < self.first[i + 1] && is_affected (&self, i))
      count_group (&self, i);
  g_free (self.order);
  g_free (self.first);
}

MspPeopleCounts *
msp_people_counts_new (const MspEvidence *evidence, const MspResolution *resolution)
{
  MspPeopleCounts *self = g_new0 (MspPeopleCounts, 1);

  self->elements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->mailboxes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  count_way (evidence, resolution->fewest, FEWEST, self);
  count_way (evidence, resolution->person, PERSONS, self);
  count_way (evidence, resolution->most, MOST, self);
  return self;
}

static MspHeads
make_heads (const Count *count)
{
  guint64 people = count != NULL ? count->n[PERSONS] : 0;

  return count != NULL ? (MspHeads) { MIN (count->n[FEWEST], people), people, MAX (count->n[MOST], people) } : (MspHeads) { 0 };
}

MspHeads
msp_people_counts_get_at (const MspPeopleCounts *self, MspCategory category, MspSeverity severity)
{
  return make_heads (&self->at[category][severity]);
}

MspHeads
msp_people_counts_get_from (const MspPeopleCounts *self, MspCategory category, MspSeverity min_severity)
{
  return make_heads (&self->from[category][min_severity]);
}

MspHeads
msp_people_counts_get_element (const MspPeopleCounts *self, const char *detector)
{
  return make_heads (g_hash_table_lookup (self->elements, detector));
}

MspHeads
msp_people_counts_get_mailbox (const MspPeopleCounts *self, const char *mailbox)
{
  return make_heads (g_hash_table_lookup (self->mailboxes, mailbox));
}

void
msp_people_counts_free (MspPeopleCounts *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->elements);
  g_hash_table_unref (self->mailboxes);
  g_free (self);
}
