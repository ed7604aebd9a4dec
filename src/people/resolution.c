/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "people/resolution.h"

#include <string.h>

/* Confidence from which two different numbers of a kind mean two persons. */
#define SURE 85
#define NONE G_MAXUINT32

/* A number that a person has once, in the list of its person. */
typedef struct {
  guint32 row, next;
} Number;

typedef struct {
  const MspEvidence *evidence;
  MspResolution     *out;
  guint32           *parent, *size, *first;   /* by mention; first: number of the person, or NONE */
  GArray            *numbers;                 /* Number */
  gboolean          *affected;                /* by mention: more is known than how to reach somebody */
} Union;

typedef struct {
  guint8 bytes[2 * MSP_VALUE_KEY_LEN];
} PairKey;

static guint32
find (guint32 *parent, guint32 i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

static const MspEvidenceRow *
get_row (const Union *self, guint32 i)
{
  return &g_array_index (self->evidence->rows, MspEvidenceRow, i);
}

/* Whether list has the number of row; *out_other: it has another one of the kind. */
static gboolean
has_number (const Union *self, guint32 list, const MspEvidenceRow *row, gboolean *out_other)
{
  gboolean same = FALSE;

  *out_other = FALSE;
  for (guint32 at = list; at != NONE; at = g_array_index (self->numbers, Number, at).next)
    {
      const MspEvidenceRow *known = get_row (self, g_array_index (self->numbers, Number, at).row);

      if (strcmp (known->detector, row->detector) != 0)
        continue;
      if (memcmp (known->value_key, row->value_key, MSP_VALUE_KEY_LEN) == 0)
        same = TRUE;
      else
        *out_other = TRUE;
    }
  return same;
}

static gboolean
contradict (const Union *self, guint32 left, guint32 right)
{
  for (guint32 at = self->first[left]; at != NONE; at = g_array_index (self->numbers, Number, at).next)
    {
      gboolean other, same = has_number (self, self->first[right], get_row (self, g_array_index (self->numbers, Number, at).row), &other);

      if (other && !same)
        return TRUE;
    }
  return FALSE;
}

/* The numbers of right that left has not go to left. */
static void
move_numbers (Union *self, guint32 left, guint32 right)
{
  guint32 at = self->first[right];

  while (at != NONE)
    {
      Number *number = &g_array_index (self->numbers, Number, at);
      guint32 next = number->next;
      gboolean other;

      if (!has_number (self, self->first[left], get_row (self, number->row), &other))
        {
          number->next = self->first[left];
          self->first[left] = at;
        }
      at = next;
    }
}

static void
join (Union *self, guint32 left, guint32 right)
{
  guint32 kept = self->size[left] >= self->size[right] ? left : right, gone = kept == left ? right : left;

  self->parent[gone] = kept;
  self->size[kept] += self->size[gone];
  move_numbers (self, kept, gone);
}

/* Merges the persons of two mentions unless their numbers contradict one another. */
static void
merge (Union *self, MspMergeKind kind, guint32 row, guint32 a, guint32 b)
{
  guint32 left = find (self->parent, a), right = find (self->parent, b);
  const MspMerge made = { kind, row, a, b };

  if (left == right)
    return;
  if (contradict (self, left, right))
    {
      g_array_append_val (self->out->conflicts, made);
      return;
    }
  join (self, left, right);
  g_array_append_val (self->out->merges, made);
}

static guint
hash_pair (gconstpointer key)
{
  return msp_value_key_hash (key) ^ msp_value_key_hash ((const guint8 *) key + MSP_VALUE_KEY_LEN);
}

static gboolean
equal_pair (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (PairKey)) == 0;
}

/* Merges the row's mention with the first one met under the same key. */
static void
merge_by_key (Union *self, GHashTable *met, const PairKey *key, MspMergeKind kind, guint32 row)
{
  guint32 mention = get_row (self, row)->mention;
  guint32 known = GPOINTER_TO_UINT (g_hash_table_lookup (met, key));

  if (known == 0)
    g_hash_table_insert (met, g_memdup2 (key, sizeof *key), GUINT_TO_POINTER (mention + 1));
  else
    merge (self, kind, row, known - 1, mention);
}

static gboolean
is_of_kind (const MspEvidenceRow *row, MspMergeKind kind)
{
  const guint32 numbers = 1u << MSP_CATEGORY_GOVID | 1u << MSP_CATEGORY_FIN | 1u << MSP_CATEGORY_TAX | 1u << MSP_CATEGORY_HEALTH;
  const guint32 unlike = MSP_FINDING_STRONG | MSP_FINDING_TERM | MSP_FINDING_FORM | MSP_FINDING_PUBLIC;

  switch (kind)
    {
    case MSP_MERGE_NUMBER:
      return (row->flags & MSP_FINDING_STRONG) != 0;
    case MSP_MERGE_BIRTH:
      return (row->flags & MSP_FINDING_BIRTH) != 0;
    case MSP_MERGE_NAMED_NUMBER:
      return (row->flags & unlike) == 0 && (numbers & 1u << row->category) != 0;
    case MSP_MERGE_ADDRESS:
      return strcmp (row->detector, "email_addr") == 0;
    default:
      return FALSE;
    }
}

/* The key of the row for a kind of merge: its value, with the name where that must be equal too. */
static gboolean
make_key (const Union *self, const MspEvidenceRow *row, MspMergeKind kind, PairKey *out_key)
{

  if (row->mention == MSP_NO_MENTION || !is_of_kind (row, kind))
    return FALSE;
  memset (out_key, 0, sizeof *out_key);
  memcpy (out_key->bytes, row->value_key, MSP_VALUE_KEY_LEN);
  if (kind == MSP_MERGE_NUMBER)
    return TRUE;
  const MspMention *mention = &g_array_index (self->evidence->mentions, MspMention, row->mention);
  memcpy (out_key->bytes + MSP_VALUE_KEY_LEN, mention->name_key, MSP_VALUE_KEY_LEN);
  return !mention->split && msp_value_key_is_set (mention->name_key);
}

static void
merge_all (Union *self, MspMergeKind kind)
{
  g_autoptr (GHashTable) met = g_hash_table_new_full (hash_pair, equal_pair, g_free, NULL);
  PairKey key;

  for (guint32 i = 0; i < self->evidence->rows->len; i++)
    if (make_key (self, get_row (self, i), kind, &key))
      merge_by_key (self, met, &key, kind, i);
}

static guint32
count (const Union *self)
{
  g_autofree guint8 *met = g_new0 (guint8, self->evidence->mentions->len + 1);
  guint32 n = 0;

  for (guint32 i = 0; i < self->evidence->mentions->len; i++)
    if (self->affected[i])
      {
        guint8 *seen = &met[find (self->parent, i)];

        n += *seen == 0;
        *seen = 1;
      }
  return n;
}

/* How few there can be: equal full names are one person where no number speaks against it. */
static guint32
count_fewest (Union *self)
{
  g_autoptr (GHashTable) met = g_hash_table_new (msp_value_key_hash, msp_value_key_equal);
  for (guint32 i = 0; i < self->evidence->mentions->len; i++)
    {
      const MspMention *mention = &g_array_index (self->evidence->mentions, MspMention, i);

      if (!self->affected[i] || !msp_value_key_is_set (mention->name_key))
        continue;
      guint32 known = GPOINTER_TO_UINT (g_hash_table_lookup (met, mention->name_key));
      if (known == 0)
        {
          g_hash_table_insert (met, (gpointer) mention->name_key, GUINT_TO_POINTER (i + 1));
          continue;
        }
      guint32 left = find (self->parent, known - 1), right = find (self->parent, i);
      if (left != right && !contradict (self, left, right))
        join (self, left, right);
    }
  return count (self);
}

/* The numbers that each person has once. */
static void
collect_numbers (Union *self)
{
  for (guint32 i = 0; i < self->evidence->rows->len; i++)
    {
      const MspEvidenceRow *row = get_row (self, i);
      gboolean other;

      if (row->mention == MSP_NO_MENTION || (row->flags & MSP_FINDING_STRONG) == 0 || row->confidence < SURE)
        continue;
      guint32 *first = &self->first[find (self->parent, row->mention)];
      if (has_number (self, *first, row, &other))
        continue;
      const Number number = { i, *first };
      g_array_append_val (self->numbers, number);
      *first = self->numbers->len - 1;
    }
}

static void
begin (Union *self)
{
  guint32 n = self->evidence->mentions->len;

  self->parent = g_new (guint32, n + 1);
  self->size = g_new (guint32, n + 1);
  self->first = g_new (guint32, n + 1);
  self->affected = g_new0 (gboolean, n + 1);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (Number));
  for (guint32 i = 0; i < n; i++)
    {
      self->parent[i] = i;
      self->size[i] = 1;
      self->first[i] = NONE;
    }
  for (guint32 i = 0; i < self->evidence->rows->len; i++)
    if (get_row (self, i)->mention != MSP_NO_MENTION)
      self->affected[get_row (self, i)->mention] |= get_row (self, i)->category != MSP_CATEGORY_CONTACT;
  collect_numbers (self);
}

/* Each mention's person is named by its lowest mention, so that the order of merging leaves no trace. */
static guint32 *
new_names (Union *self)
{
  guint32 n = self->evidence->mentions->len, *names = g_new (guint32, n + 1);
  g_autofree guint32 *lowest = g_new (guint32, n + 1);

  memset (lowest, 0xff, (n + 1) * sizeof *lowest);
  for (guint32 i = 0; i < n; i++)
    {
      guint32 root = find (self->parent, i);

      if (lowest[root] == NONE)
        lowest[root] = i;
      names[i] = lowest[root];
    }
  return names;
}

/* What people decided counts more than what numbers say. */
static void
decide (Union *self, MspDecisions *decisions)
{
  guint32 n = self->evidence->mentions->len, *person = self->out->person;
  g_autofree guint32 *before = g_memdup2 (person, n * sizeof *person);

  self->out->is_decided = g_new0 (guint8, n + 1);
  if (decisions == NULL || msp_decisions_get_count (decisions) == 0)
    return;
  msp_decisions_apply (decisions, self->evidence, person);
  for (guint32 i = 0; i < n; i++)
    {
      self->out->is_decided[i] = person[i] != before[i];
      self->parent[i] = person[i];
      self->first[i] = NONE;
    }
  g_array_set_size (self->numbers, 0);
  collect_numbers (self);
}

MspResolution *
msp_resolution_new (const MspEvidence *evidence, MspDecisions *decisions)
{
  MspResolution *out = g_new0 (MspResolution, 1);
  Union self = { .evidence = evidence, .out = out };

  out->merges = g_array_new (FALSE, FALSE, sizeof (MspMerge));
  out->conflicts = g_array_new (FALSE, FALSE, sizeof (MspMerge));
  begin (&self);
  merge_all (&self, MSP_MERGE_NUMBER);
  out->upper = count (&self);
  out->most = new_names (&self);
  merge_all (&self, MSP_MERGE_BIRTH);
  merge_all (&self, MSP_MERGE_NAMED_NUMBER);
  merge_all (&self, MSP_MERGE_ADDRESS);
  out->person = new_names (&self);
  decide (&self, decisions);
  out->n_persons = count (&self);
  out->lower = MIN (count_fewest (&self), out->n_persons);
  out->upper = MAX (out->upper, out->n_persons);
  out->fewest = new_names (&self);
  g_free (self.parent);
  g_free (self.size);
  g_free (self.first);
  g_free (self.affected);
  g_array_unref (self.numbers);
  return out;
}

void
msp_resolution_free (MspResolution *self)
{
  if (self == NULL)
    return;
  g_free (self->person);
  g_free (self->fewest);
  g_free (self->most);
  g_free (self->is_decided);
  g_array_unref (self->merges);
  g_array_unref (self->conflicts);
  g_free (self);
}
