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

static gsize
get_n_slots (const MspWordIndex *self)
{
  return (gsize) 1 << (64 - self->shift);
}

static guint
get_own_place (const MspWordIndex *self, MspWordKey key)
{
  return (guint) (msp_word_index_get_own (self, key) - self->slots);
}

/* The place of key behind its own one, or a free place. */
static guint
find_place_behind (const MspWordIndex *self, MspWordKey key)
{
  guint at = get_own_place (self, key), mask = (guint) get_n_slots (self) - 1;

  do
    at = (at + 1) & mask;
  while (self->slots[at].key != 0 && self->slots[at].key != key);
  return at;
}

const MspWordSlot *
msp_word_index_find_behind (const MspWordIndex *self, MspWordKey key)
{
  const MspWordSlot *slot = &self->slots[find_place_behind (self, key)];

  return slot->key == key ? slot : NULL;
}

/* slot: of a key that has none yet. */
static void
add_slot (MspWordIndex *self, MspWordSlot slot)
{
  MspWordSlot *own = &self->slots[get_own_place (self, slot.key)];

  if (own->key == 0)
    {
      *own = slot;
      return;
    }
  own->crowded = TRUE;
  self->slots[find_place_behind (self, slot.key)] = slot;
}

static void
make_index (MspWordIndex *index, guint n)
{
  guint bits = LEAST_BITS;

  while ((1u << bits) < n * 2)
    bits++;
  *index = (MspWordIndex) { g_new0 (MspWordSlot, (gsize) 1 << bits), 64 - bits };
}

static void
add_to_filter (guint64 *filter, const MspWordEntry *entry)
{
  guint sum = msp_word_get_sum (entry->key);
  guint64 bit = G_GUINT64_CONSTANT (1) << (sum & 63);

  filter[sum >> 6] |= bit;
  if (is_open (entry))
    filter[MSP_WORD_FILTER + (sum >> 6)] |= bit;
}

void
msp_word_table_prepare (MspWordTable *self)
{
  MspWordEntry *entries;
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
  self->filter = g_new0 (guint64, 2 * MSP_WORD_FILTER);
  for (guint i = 0, n; i < self->entries->len; i += n)
    {
      MspWordSlot slot = { .key = get_slot_key (&entries[i]), .first = i };
      gboolean open = i >= n_exact;

      for (n = 0; i + n < (open ? self->entries->len : n_exact) && get_slot_key (&entries[i + n]) == slot.key; n++)
        slot.follow |= entries[i + n].follow;
      entries[i + n - 1].last = TRUE;
      add_to_filter (self->filter, &entries[i]);
      add_slot (open ? &self->open : &self->exact, slot);
    }
  self->n = self->entries->len;
  g_array_set_size (self->entries, 0);
}

void
msp_word_table_put (const MspWordTable *self, MspImageWriter *out)
{
  msp_image_put (out, MSP_IMAGE_WORDS, self->sorted, sizeof *self->sorted, self->n);
  msp_image_put (out, MSP_IMAGE_WORD_EXACT, self->exact.slots, sizeof *self->exact.slots, get_n_slots (&self->exact));
  msp_image_put (out, MSP_IMAGE_WORD_OPEN, self->open.slots, sizeof *self->open.slots, get_n_slots (&self->open));
  msp_image_put (out, MSP_IMAGE_WORD_FILTER, self->filter, sizeof *self->filter, 2 * MSP_WORD_FILTER);
}

static MspWordIndex
get_index (const MspImage *image, MspImagePart part)
{
  guint n;
  const MspWordSlot *slots = msp_image_get (image, part, sizeof *slots, &n);

  return (MspWordIndex) { (MspWordSlot *) slots, 64 - (guint) __builtin_ctz (n) };
}

void
msp_word_table_get (MspWordTable *self, const MspImage *image)
{
  guint n;

  self->entries = NULL;
  self->sorted = (MspWordEntry *) msp_image_get (image, MSP_IMAGE_WORDS, sizeof *self->sorted, &self->n);
  self->exact = get_index (image, MSP_IMAGE_WORD_EXACT);
  self->open = get_index (image, MSP_IMAGE_WORD_OPEN);
  self->filter = (guint64 *) msp_image_get (image, MSP_IMAGE_WORD_FILTER, sizeof *self->filter, &n);
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
  g_free (self->filter);
}
