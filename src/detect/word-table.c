/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/word-table.h"

#define LEAST_BITS 6
#define CACHE_LINE 64

MspWordKey
msp_word_mask (gsize n)
{
  guint8 bytes[MSP_WORD_KEY] = { 0 };
  MspWordKey mask;

  memset (bytes, 0xFF, MIN (n, MSP_WORD_KEY));
  memcpy (&mask, bytes, sizeof mask);
  return mask;
}

void
msp_word_table_init (MspWordTable *self)
{
  memset (self, 0, sizeof *self);
  self->entries = g_array_new (FALSE, FALSE, sizeof (MspWordEntry));
}

/* An entry without key would be tried at every word. */
void
msp_word_table_add (MspWordTable *self, const MspWordEntry *entry)
{
  MspWordEntry kept = *entry;

  kept.key &= kept.mask;
  for (guint i = 0; i < G_N_ELEMENTS (kept.raw); i++)
    kept.raw[i] &= kept.raw_mask[i];
  if (kept.key != 0)
    g_array_append_val (self->entries, kept);
}

static gboolean
is_open (const MspWordEntry *entry)
{
  return entry->mask != G_MAXUINT64;
}

static MspWordKey
get_slot_key (const MspWordEntry *entry)
{
  return is_open (entry) ? msp_word_get_open (entry->key) : entry->key;
}

static int
compare (guint64 left, guint64 right)
{
  return (left > right) - (left < right);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const MspWordEntry *left = a, *right = b;
  int order = compare (is_open (left), is_open (right));

  if (order == 0)
    order = compare (get_slot_key (left), get_slot_key (right));
  if (order == 0 && left->form != right->form)
    order = left->form < right->form ? -1 : 1;
  if (order == 0)
    order = compare (left->number, right->number);
  if (order == 0)
    order = compare (left->key, right->key);
  return order != 0 ? order : compare (left->mask, right->mask);
}

/* The slot of key, or a free one. */
static MspWordSlot *
find_slot (const MspWordIndex *index, MspWordKey key)
{
  guint at = msp_word_hash_slot (key, index->bits), mask = (1u << index->bits) - 1;

  while (index->slots[at].n != 0 && index->slots[at].key != key)
    at = (at + 1) & mask;
  return &index->slots[at];
}

static void
make_index (MspWordIndex *index, guint n)
{
  for (index->bits = LEAST_BITS; (1u << index->bits) < n * 2;)
    index->bits++;
  index->slots = g_new0 (MspWordSlot, (gsize) 1 << index->bits);
}

static void
add_to_filter (MspWordIndex *index, MspWordKey key)
{
  guint bit = msp_word_hash_filter (key);

  index->filter[bit >> 6] |= G_GUINT64_CONSTANT (1) << (bit & 63);
}

void
msp_word_table_prepare (MspWordTable *self)
{
  const MspWordEntry *entries;
  guint n_exact = 0;

  g_array_sort (self->entries, compare_entries);
  self->sorted = g_aligned_alloc0 (self->entries->len + 1, sizeof (MspWordEntry), CACHE_LINE);
  if (self->entries->len > 0)
    memcpy (self->sorted, self->entries->data, self->entries->len * sizeof (MspWordEntry));
  entries = self->sorted;
  while (n_exact < self->entries->len && !is_open (&entries[n_exact]))
    n_exact++;
  make_index (&self->exact, n_exact);
  make_index (&self->open, self->entries->len - n_exact);
  for (guint i = 0, n; i < self->entries->len; i += n)
    {
      MspWordSlot slot = { get_slot_key (&entries[i]), 0, i, 0 };
      gboolean open = i >= n_exact;

      for (n = 0; i + n < (open ? self->entries->len : n_exact) && get_slot_key (&entries[i + n]) == slot.key; n++)
        slot.follow |= entries[i + n].follow;
      slot.n = n;
      add_to_filter (open ? &self->open : &self->exact, slot.key);
      *find_slot (open ? &self->open : &self->exact, slot.key) = slot;
    }
  self->n = self->entries->len;
  g_array_set_size (self->entries, 0);
}

static void
put_index (const MspWordIndex *self, MspImageWriter *out, MspImagePart part, MspImagePart slots)
{
  MspWordIndex index = *self;

  index.slots = NULL;
  msp_image_put (out, part, &index, sizeof index, 1);
  msp_image_put (out, slots, self->slots, sizeof *self->slots, (gsize) 1 << self->bits);
}

void
msp_word_table_put (const MspWordTable *self, MspImageWriter *out)
{
  msp_image_put (out, MSP_IMAGE_WORDS, self->sorted, sizeof *self->sorted, self->n);
  put_index (&self->exact, out, MSP_IMAGE_WORD_EXACT, MSP_IMAGE_WORD_EXACT_SLOTS);
  put_index (&self->open, out, MSP_IMAGE_WORD_OPEN, MSP_IMAGE_WORD_OPEN_SLOTS);
}

static void
get_index (MspWordIndex *self, const MspImage *image, MspImagePart part, MspImagePart slots)
{
  guint n;

  memcpy (self, msp_image_get (image, part, sizeof *self, &n), sizeof *self);
  self->slots = (MspWordSlot *) msp_image_get (image, slots, sizeof *self->slots, &n);
}

void
msp_word_table_get (MspWordTable *self, const MspImage *image)
{
  self->entries = NULL;
  self->sorted = (MspWordEntry *) msp_image_get (image, MSP_IMAGE_WORDS, sizeof *self->sorted, &self->n);
  get_index (&self->exact, image, MSP_IMAGE_WORD_EXACT, MSP_IMAGE_WORD_EXACT_SLOTS);
  get_index (&self->open, image, MSP_IMAGE_WORD_OPEN, MSP_IMAGE_WORD_OPEN_SLOTS);
}

/* The filter says of most words at once that index has them not: they were let through for the other one. */
static const MspWordEntry *
get (const MspWordTable *self, const MspWordIndex *index, MspWordKey key, guint *out_n)
{
  if (!msp_word_index_passes (index, key))
    return NULL;
  const MspWordSlot *slot = find_slot (index, key);

  *out_n = slot->n;
  return slot->n > 0 ? &self->sorted[slot->first] : NULL;
}

const MspWordEntry *
msp_word_table_get_exact (const MspWordTable *self, MspWordKey key, guint *out_n)
{
  return get (self, &self->exact, key, out_n);
}

const MspWordEntry *
msp_word_table_get_open (const MspWordTable *self, MspWordKey key, guint *out_n)
{
  return get (self, &self->open, msp_word_get_open (key), out_n);
}

void
msp_word_table_clear (MspWordTable *self)
{
  if (self->entries == NULL)
    return;
  g_array_unref (self->entries);
  g_aligned_free (self->sorted);
  g_free (self->exact.slots);
  g_free (self->open.slots);
}
