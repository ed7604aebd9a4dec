/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/lexicon.h"

#include <string.h>

#include "detect/prefixes.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define KEY_LEN 4                 /* bytes that choose a bucket */
#define LONG_LEN MSP_PREFIX_LEN   /* bytes compared in the bucket: those of a 64-bit word */
#define ALL_LOWER G_GUINT64_CONSTANT (0x2020202020202020)
#define FILTER_BITS 16
#define UNSPACED_LEAD 0xE0        /* lead bytes of scripts whose words need not begin at a space */

/* What may begin with a key: a form of a term, or a head. A word fits if it equals key in the bytes of mask, and if the text
   there, not cut at the end of the word, equals raw in the bytes of raw_mask: that tells "c" from the begin of "c.n.p" and
   "crédito". */
typedef struct {
  guint64 key, mask;
  guint64 raw, raw_mask;
  guint32 number;
  gint32  form;      /* index, or -1: a head */
} Entry;

typedef struct {
  guint32 bucket;
  guint32 first, n;            /* n 0: free */
  guint32 fifths;              /* a bit for each byte, folded to five bits, that may follow the bucket's */
} Slot;

struct _MspLexicon {
  const MspTerms *terms;
  GArray         *entries;     /* Entry, by key once ready */
  Slot           *slots;       /* by the upper bits of the hash of a bucket: the lower ones hardly differ */
  guint           slot_bits;
  guint64         filter[(1u << FILTER_BITS) / 64];
  guint8          alnum[256];  /* ASCII letters and digits */
};

typedef struct {
  const MspLexicon *lexicon;
  MspSpan           text;
  MspLexiconFound   found;
  gpointer          data;
} Scan;

/* The first KEY_LEN bytes of a key, whatever the byte order. */
static inline guint32
get_bucket (guint64 key)
{
  guint32 bucket;

  memcpy (&bucket, &key, sizeof bucket);
  return bucket;
}

static inline guint32
hash_bucket (guint64 key)
{
  return get_bucket (key) * 0x9E3779B1u;
}

/* The first bytes at data, folded by one bit. */
static inline guint64
fold (const char *data, gsize len)
{
  guint64 key = 0;

  if (len >= sizeof key)
    memcpy (&key, data, sizeof key);
  else
    memcpy (&key, data, len);
  return key | ALL_LOWER;
}

/* The bit in Slot.fifths of what follows the bucket's bytes in key. */
static inline guint32
get_fifth (guint64 key)
{
  guint8 bytes[LONG_LEN];

  memcpy (bytes, &key, sizeof bytes);
  return 1u << (bytes[KEY_LEN] & 31);
}

/* A mask of the first n bytes. */
static guint64
make_mask (gsize n)
{
  guint8 bytes[LONG_LEN] = { 0 };
  guint64 mask;

  memset (bytes, 0xFF, MIN (n, LONG_LEN));
  memcpy (&mask, bytes, sizeof mask);
  return mask;
}

/* The first bytes of a word, folded by one bit, those behind its end zero. A word that begins in ASCII ends at the first byte
   that is no ASCII letter or digit, so that quotes and accents behind it do not matter; others take any byte from 0x80 on too. */
static guint64
make_key (const MspLexicon *self, const char *data, gsize len)
{
  guint8 bytes[LONG_LEN] = { 0 };
  gboolean ascii = (guint8) data[0] < 0x80;
  guint64 key;

  for (gsize i = 0; i < MIN (len, LONG_LEN); i++)
    {
      guint8 byte = (guint8) data[i];

      if (!self->alnum[byte] && (ascii || byte < 0x80))
        break;
      bytes[i] = byte | 0x20;
    }
  memcpy (&key, bytes, sizeof key);
  return key;
}

static void
add_entry (MspLexicon *self, const Entry *entry)
{
  Entry kept = *entry;

  kept.key &= kept.mask;
  kept.raw &= kept.raw_mask;
  if (kept.key != 0)
    g_array_append_val (self->entries, kept);
}

/* Number of bytes of text up to the end of its first word. */
static gsize
measure_word (const MspLexicon *self, const char *text)
{
  gsize len = 0;

  while (self->alnum[(guint8) text[len]] || ((guint8) text[0] >= 0x80 && (guint8) text[len] >= 0x80))
    len++;
  return len;
}

/* A form of one word may have a plural ending: a short one has it in its bucket, a long one leaves the bytes behind it open. */
static void
add_form (MspLexicon *self, const MspTermForm *form, int index)
{
  static const char *const endings[] = { "", "s", "es", "n", "en" };
  gsize len = strlen (form->text), word = measure_word (self, form->text);

  if (word < len)
    {
      gsize certain = strcspn (form->text, " ");
      Entry entry = { make_key (self, form->text, len), make_mask (word + 1), fold (form->text, certain), make_mask (certain),
                      form->term, index };

      add_entry (self, &entry);
      return;
    }
  for (guint i = 0; i < (len < KEY_LEN ? G_N_ELEMENTS (endings) : 1); i++)
    {
      g_autofree char *text = g_strconcat (form->text, endings[i], NULL);
      Entry entry = { make_key (self, text, strlen (text)), make_mask (MAX (len, KEY_LEN)), 0, 0, form->term, index };

      add_entry (self, &entry);
    }
}

MspLexicon *
msp_lexicon_new (const MspTerms *terms)
{
  MspLexicon *self = g_new0 (MspLexicon, 1);

  self->terms = terms;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint byte = 0; byte < 128; byte++)
    self->alnum[byte] = g_ascii_isalnum (byte) != 0;
  for (guint i = 0; i < terms->forms->len; i++)
    add_form (self, &g_array_index (terms->forms, MspTermForm, i), (int) i);
  return self;
}

gboolean
msp_lexicon_add_head (MspLexicon *self, guint rule, const char *head)
{
  g_autoptr (GArray) prefixes = msp_prefixes_list (head);

  for (guint i = 0; prefixes != NULL && i < prefixes->len; i++)
    {
      const MspPrefix *prefix = &g_array_index (prefixes, MspPrefix, i);
      guint fixed = MAX (prefix->len + (prefix->ended ? 1u : 0u), KEY_LEN);
      Entry entry = { .mask = make_mask (fixed), .number = rule, .form = -1 };

      memcpy (&entry.key, prefix->bytes, sizeof entry.key);
      add_entry (self, &entry);
    }
  return prefixes != NULL;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;
  guint32 left_bucket = get_bucket (left->key), right_bucket = get_bucket (right->key);

  if (left_bucket != right_bucket)
    return left_bucket < right_bucket ? -1 : 1;
  if (left->form != right->form)
    return left->form < right->form ? -1 : 1;
  if (left->number != right->number)
    return left->number < right->number ? -1 : 1;
  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return (left->mask > right->mask) - (left->mask < right->mask);
}

/* The slot of the bucket of key, or a free one. */
static inline Slot *
find_slot (const MspLexicon *self, guint64 key)
{
  guint32 mask = (1u << self->slot_bits) - 1, at = hash_bucket (key) >> (32 - self->slot_bits), bucket = get_bucket (key);

  while (self->slots[at].n != 0 && self->slots[at].bucket != bucket)
    at = (at + 1) & mask;
  return &self->slots[at];
}

static guint32
collect_fifths (const Entry *entries, guint n)
{
  guint32 fifths = 0;

  for (guint i = 0; i < n; i++)
    fifths |= (entries[i].mask & ~make_mask (KEY_LEN)) == 0 ? G_MAXUINT32 : get_fifth (entries[i].key);
  return fifths;
}

void
msp_lexicon_prepare (MspLexicon *self)
{
  for (self->slot_bits = 6; (1u << self->slot_bits) < self->entries->len * 2;)
    self->slot_bits++;
  g_array_sort (self->entries, compare_entries);
  self->slots = g_new0 (Slot, (gsize) 1 << self->slot_bits);
  for (guint i = 0, n; i < self->entries->len; i += n)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);
      guint32 hash = hash_bucket (entry->key), bit = hash >> (32 - FILTER_BITS);

      for (n = 1; i + n < self->entries->len && get_bucket (entry[n].key) == get_bucket (entry->key);)
        n++;
      self->filter[bit >> 6] |= G_GUINT64_CONSTANT (1) << (bit & 63);
      *find_slot (self, entry->key) = (Slot) { get_bucket (entry->key), i, n, collect_fifths (entry, n) };
    }
}

static gboolean
is_separator (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || c == '_';
}

/* End of form at start of the text, or 0. A space of the form stands for one or two separators. */
static gsize
match_form (const char *form, MspSpan text, gsize start)
{
  gsize at = start;

  for (; *form != '\0'; form++)
    {
      if (at >= text.len)
        return 0;
      if (*form == ' ')
        {
          if (!is_separator (text.data[at]))
            return 0;
          at++;
          at += at < text.len && is_separator (text.data[at]);
          continue;
        }
      char c = text.data[at];

      if (c != *form && (!g_ascii_isupper (c) || (c | 0x20) != *form))
        return 0;
      at++;
    }
  return at;
}

static void
try_entry (const Scan *scan, const Entry *entry, gsize start)
{
  const MspTerms *terms = scan->lexicon->terms;

  if (entry->form < 0)
    {
      if (start == 0 || scan->text.data[start - 1] != '_')
        scan->found (scan->data, TRUE, entry->number, start, 0);
      return;
    }
  gsize end = match_form (g_array_index (terms->forms, MspTermForm, entry->form).text, scan->text, start);

  if (end > 0
      && msp_term_is_whole (&g_array_index (terms->terms, MspTerm, entry->number), scan->text.data, scan->text.len, start, end,
                            &end))
    scan->found (scan->data, FALSE, entry->number, start, end);
}

/* Entries of one bucket are by form or rule, so that what fits twice (a plural, two ways of a head) stands next to itself. */
static void
try_slot (const Scan *scan, const Slot *slot, guint64 key, gsize start)
{
  const Entry *entry = (const Entry *) scan->lexicon->entries->data + slot->first, *last = NULL;
  guint64 raw = fold (scan->text.data + start, scan->text.len - start);

  for (const Entry *end = entry + slot->n; entry < end; entry++)
    {
      if ((key & entry->mask) != entry->key || (raw & entry->raw_mask) != entry->raw)
        continue;
      if (last != NULL && last->form == entry->form && last->number == entry->number)
        continue;
      last = entry;
      try_entry (scan, entry, start);
    }
}

static void
try_key (const Scan *scan, guint64 key, gsize start)
{
  const Slot *slot = find_slot (scan->lexicon, key);

  if ((slot->fifths & get_fifth (key)) != 0)
    try_slot (scan, slot, key, start);
}

static inline void
visit (const Scan *scan, guint64 key, gsize start)
{
  guint32 bit = hash_bucket (key) >> (32 - FILTER_BITS);

  if ((scan->lexicon->filter[bit >> 6] >> (bit & 63) & 1) != 0)
    try_key (scan, key, start);
}

static inline void
visit_slowly (const Scan *scan, gsize start)
{
  visit (scan, make_key (scan->lexicon, scan->text.data + start, scan->text.len - start), start);
}

static inline gboolean
begins_word (const Scan *scan, gsize at)
{
  guint8 byte = (guint8) scan->text.data[at], before = at > 0 ? (guint8) scan->text.data[at - 1] : 0;

  if (byte < 0x80)
    return scan->lexicon->alnum[byte] && !scan->lexicon->alnum[before];
  return byte >= UNSPACED_LEAD || (before < 0x80 && !scan->lexicon->alnum[before]);
}

static void
scan_from (const Scan *scan, gsize from)
{
  for (gsize at = from; at < scan->text.len; at++)
    if (begins_word (scan, at))
      visit_slowly (scan, at);
}

void
msp_lexicon_scan_scalar (const MspLexicon *self, MspSpan text, MspLexiconFound found, gpointer data)
{
  Scan scan = { self, text, found, data };

  scan_from (&scan, 0);
}

#ifdef __x86_64__
typedef struct {
  guint64 alnum, high, lead;   /* one bit a byte: ASCII letters and digits, 0x80 and above, lead bytes of unspaced scripts */
} Block;

__attribute__ ((target ("avx2"))) static inline void
classify_half (const char *data, guint32 *alnum, guint32 *high, guint32 *lead)
{
  __m256i bytes = _mm256_loadu_si256 ((const __m256i *) data), lower = _mm256_or_si256 (bytes, _mm256_set1_epi8 (0x20));
  __m256i letters = _mm256_add_epi8 (lower, _mm256_set1_epi8 ((char) (0x80 - 'a'))),
    digits = _mm256_add_epi8 (bytes, _mm256_set1_epi8 ((char) (0x80 - '0')));
  __m256i is_letter = _mm256_cmpgt_epi8 (_mm256_set1_epi8 ((char) (0x80 + 26)), letters);
  __m256i is_digit = _mm256_cmpgt_epi8 (_mm256_set1_epi8 ((char) (0x80 + 10)), digits);

  *high = (guint32) _mm256_movemask_epi8 (bytes);
  *alnum = (guint32) _mm256_movemask_epi8 (_mm256_or_si256 (is_letter, is_digit)) & ~*high;
  *lead = *high & (guint32) _mm256_movemask_epi8 (_mm256_cmpgt_epi8 (bytes, _mm256_set1_epi8 ((char) (UNSPACED_LEAD - 1))));
}

__attribute__ ((target ("avx2"))) static inline Block
classify (const char *data)
{
  guint32 alnum[2], high[2], lead[2];

  classify_half (data, &alnum[0], &high[0], &lead[0]);
  classify_half (data + 32, &alnum[1], &high[1], &lead[1]);
  return (Block) { alnum[0] | (guint64) alnum[1] << 32, high[0] | (guint64) high[1] << 32, lead[0] | (guint64) lead[1] << 32 };
}

__attribute__ ((target ("avx2"))) static void
scan_avx2 (const Scan *scan)
{
  guint64 alnum_before = 0, any_before = 0;
  gsize at = 0;

  for (; at + 64 + LONG_LEN <= scan->text.len; at += 64)
    {
      Block block = classify (scan->text.data + at);
      guint64 any = block.alnum | block.high;
      guint64 starts = (block.alnum & ~(block.alnum << 1 | alnum_before)) | (block.high & ~(any << 1 | any_before)) | block.lead;

      alnum_before = block.alnum >> 63;
      any_before = any >> 63;
      for (; starts != 0; starts &= starts - 1)
        {
          guint bit = (guint) __builtin_ctzll (starts);
          guint64 key;

          if (bit > 64 - LONG_LEN || (block.high >> bit & 1) != 0)
            {
              visit_slowly (scan, at + bit);
              continue;
            }
          guint64 rest = ~(block.alnum >> bit);

          memcpy (&key, scan->text.data + at + bit, sizeof key);
          guint run = (guint) __builtin_ctzll (rest | 1u << LONG_LEN);

          visit (scan, (key | ALL_LOWER) & (G_MAXUINT64 >> (64 - 8 * run)), at + bit);
        }
    }
  scan_from (scan, at);
}

void
msp_lexicon_scan (const MspLexicon *self, MspSpan text, MspLexiconFound found, gpointer data)
{
  static int has_avx2 = -1;
  Scan scan = { self, text, found, data };

  if (G_UNLIKELY (has_avx2 < 0))
    has_avx2 = __builtin_cpu_supports ("avx2") != 0;
  if (has_avx2)
    scan_avx2 (&scan);
  else
    scan_from (&scan, 0);
}
#else
void
msp_lexicon_scan (const MspLexicon *self, MspSpan text, MspLexiconFound found, gpointer data)
{
  msp_lexicon_scan_scalar (self, text, found, data);
}
#endif

void
msp_lexicon_free (MspLexicon *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_free (self->slots);
  g_free (self);
}
