/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/word-scan.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#define UNSPACED_LEAD 0xE0   /* lead bytes of scripts whose words need not begin at a space */
#define BLOCK 64

#define ONES G_GUINT64_CONSTANT (0x0101010101010101)

/* A bit a byte: ASCII letters and digits, 0x80 and above, lead bytes of unspaced scripts. */
typedef struct {
  guint64 alnum, high, lead;
} Block;

/* Reads a block; writes the letters and digits with the bit 0x20 set, zero for the rest. */
typedef Block (*Classify) (const char *data, char *letters);

/* Writes the sums of all places of so many blocks as if words of ASCII began there. */
typedef void (*AddUp) (MspWordScan *self, guint n_blocks);

void
msp_word_scan_init (MspWordScan *self, const MspWordTable *table, MspSpan text)
{
  self->table = table;
  self->text = text;
  self->at = self->len = 0;
  self->n = 0;
}

/* Moves on to the next chunk: whole blocks where they lie, as long as what is read behind them is text too, then the rest, copied.
   Number of its bytes. */
static gsize
move (MspWordScan *self)
{
  self->at += self->len;
  gsize left = self->text.len - self->at, whole = (left - MIN (left, MSP_WORD_BEHIND)) / BLOCK * BLOCK;

  self->data = self->text.data + self->at;
  self->len = whole > 0 ? MIN (whole, MSP_WORD_CHUNK) : left;
  if (whole == 0 && left > 0)
    {
      memset (self->padded, 0, sizeof self->padded);
      memcpy (self->padded, self->data, left);
      self->data = self->padded;
    }
  return self->len;
}

static gboolean
is_alnum (char c)
{
  return g_ascii_isalnum (c);
}

/* Fills the bits of all blocks, and of one block more for the words that end behind the chunk. */
G_ALWAYS_INLINE static inline void
fill_bits (MspWordScan *self, guint n_blocks, Classify classify)
{
  char last = self->at > 0 ? self->text.data[self->at - 1] : ' ';
  guint64 alnum_before = is_alnum (last), any_before = is_alnum (last) || (guint8) last >= 0x80;

  for (guint i = 0; i <= n_blocks; i++)
    {
      Block block = classify (self->data + BLOCK * i, self->letters + BLOCK * i);
      guint64 any = block.alnum | block.high;

      self->alnum[i] = block.alnum;
      self->any[i] = any;
      self->starts[i] = (block.alnum & ~(block.alnum << 1 | alnum_before)) | (block.high & ~(any << 1 | any_before)) | block.lead;
      alnum_before = block.alnum >> 63;
      any_before = any >> 63;
    }
}

/* Number of bytes of the word that begins at place of the chunk, up to MSP_WORD_KEY. A word that begins in ASCII ends at the
   first byte that is no ASCII letter or digit, so that quotes and accents behind it do not matter; others take any byte from 0x80
   on too. */
static inline guint
get_len (const MspWordScan *self, guint place)
{
  const guint64 *bits = (guint8) self->data[place] < 0x80 ? self->alnum : self->any;
  guint64 run = bits[place >> 6] >> (place & 63) | bits[(place >> 6) + 1] << 1 << (63 - (place & 63));

  return (guint) __builtin_ctzll (~run | 1u << MSP_WORD_KEY);
}

/* The key of the word at place. */
static inline MspWordKey
get_key (const MspWordScan *self, guint place)
{
  guint len = get_len (self, place);
  guint64 key;

  memcpy (&key, self->data + place, sizeof key);
  key |= G_GUINT64_CONSTANT (0x2020202020202020);
  return key & (G_BYTE_ORDER == G_LITTLE_ENDIAN ? G_MAXUINT64 >> (64 - 8 * len) : G_MAXUINT64 << (64 - 8 * len));
}

/* The same by its letters, unless it begins above ASCII: what stands behind the first zero byte is cut off. */
static inline MspWordKey
read_key (const MspWordScan *self, gsize place)
{
  guint64 key;

  memcpy (&key, self->letters + place, sizeof key);
  guint64 zeros = (key - ONES) & ~key & ONES << 7;

  key &= zeros ^ (zeros - 1);
  return G_UNLIKELY (key == 0) || G_BYTE_ORDER != G_LITTLE_ENDIAN ? get_key (self, (guint) place) : key;
}

/* Writes the sums of words that begin in block i, one after another. */
static inline void
add_up_words (MspWordScan *self, guint i, guint64 starts)
{
  for (; starts != 0; starts &= starts - 1)
    {
      guint place = BLOCK * i + (guint) __builtin_ctzll (starts);

      self->sums[place] = msp_word_get_sum (get_key (self, place));
    }
}

/* Keeps the words that the table may hold by their sums. added_up: those of words of ASCII are known. */
G_ALWAYS_INLINE static inline guint
sift (MspWordScan *self, guint n_blocks, gboolean added_up)
{
  gsize kept = 0;

  for (guint i = 0; i < n_blocks; i++)
    {
      add_up_words (self, i, added_up ? self->starts[i] & ~self->alnum[i] : self->starts[i]);
      for (guint64 starts = self->starts[i]; starts != 0; starts &= starts - 1)
        {
          gsize place = BLOCK * i + (guint) __builtin_ctzll (starts);

          self->places[kept] = (guint16) place;
          kept += (guint) msp_word_table_may_hold (self->table, self->sums[place]);
        }
    }
  return (guint) kept;
}

/* Of these the ones that it may hold by their keys, and that can go on as they do. */
G_ALWAYS_INLINE static inline guint
sift_again (MspWordScan *self, guint n)
{
  gsize kept = 0;

  for (gsize i = 0; i < n; i++)
    {
      gsize place = self->places[i];
      MspWordKey key = read_key (self, place);
      guint8 byte = (guint8) self->data[place + msp_word_key_get_len (key) + 1];

      self->places[kept] = (guint16) place;
      self->keys[kept] = key;
      kept += (guint) (msp_word_table_may_hold_exact (self->table, key, byte)
                       | msp_word_table_may_hold_open (self->table, self->sums[place]));
    }
  return (guint) kept;
}

/* add_up: NULL if it is done one by one. */
G_ALWAYS_INLINE static inline gboolean
next (MspWordScan *self, Classify classify, AddUp add_up)
{
  gsize len = move (self);
  guint n_blocks = (guint) (len + BLOCK - 1) / BLOCK;

  if (len > 0)
    fill_bits (self, n_blocks, classify);
  if (add_up != NULL)
    add_up (self, n_blocks);
  self->n = sift_again (self, sift (self, n_blocks, add_up != NULL));
  return len > 0;
}

static inline Block
classify_scalar (const char *data, char *letters)
{
  Block block = { 0, 0, 0 };

  for (guint i = 0; i < BLOCK; i++)
    {
      letters[i] = is_alnum (data[i]) ? (char) (data[i] | 0x20) : '\0';
      block.alnum |= (guint64) is_alnum (data[i]) << i;
      block.high |= (guint64) ((guint8) data[i] >= 0x80) << i;
      block.lead |= (guint64) ((guint8) data[i] >= UNSPACED_LEAD) << i;
    }
  return block;
}

#ifdef __x86_64__
#define TARGET __attribute__ ((target ("avx2,bmi,bmi2,popcnt")))

TARGET static inline __m256i
load (const char *data)
{
  return _mm256_loadu_si256 ((const __m256i *) (gconstpointer) data);
}

TARGET static inline guint32
read_alnum (__m256i bytes, char *letters)
{
  __m256i lower = _mm256_or_si256 (bytes, _mm256_set1_epi8 (0x20));
  __m256i letter = _mm256_add_epi8 (lower, _mm256_set1_epi8 ((char) (0x80 - 'a'))),
    digit = _mm256_add_epi8 (bytes, _mm256_set1_epi8 ((char) (0x80 - '0')));
  __m256i alnum = _mm256_or_si256 (_mm256_cmpgt_epi8 (_mm256_set1_epi8 ((char) (0x80 + 26)), letter),
                                   _mm256_cmpgt_epi8 (_mm256_set1_epi8 ((char) (0x80 + 10)), digit));

  _mm256_storeu_si256 ((__m256i *) (gpointer) letters, _mm256_and_si256 (lower, alnum));
  return (guint32) _mm256_movemask_epi8 (alnum);
}

TARGET static inline guint32
read_leads (__m256i bytes)
{
  const __m256i below = _mm256_set1_epi8 ((char) (UNSPACED_LEAD - 1));

  return (guint32) _mm256_movemask_epi8 (_mm256_and_si256 (bytes, _mm256_cmpgt_epi8 (bytes, below)));
}

TARGET static inline Block
classify_avx2 (const char *data, char *letters)
{
  __m256i low = load (data), high = load (data + 32);
  Block block = { .alnum = read_alnum (low, letters) | (guint64) read_alnum (high, letters + 32) << 32,
                  .high = (guint32) _mm256_movemask_epi8 (low) | (guint64) (guint32) _mm256_movemask_epi8 (high) << 32 };

  if (G_UNLIKELY (block.high != 0))
    block.lead = read_leads (low) | (guint64) read_leads (high) << 32;
  return block;
}

/* A letter behind one that is zero becomes zero. */
TARGET static inline void
add_up_avx2 (MspWordScan *self, guint n_blocks)
{
  const __m256i factor = _mm256_set1_epi16 ((gint16) MSP_WORD_FACTOR);

  for (gsize i = 0; i < (gsize) n_blocks * BLOCK; i += 32)
    {
      const char *letters = self->letters + i;
      __m256i first = load (letters), second = load (letters + 1), third = _mm256_sign_epi8 (load (letters + 2), second),
        fourth = _mm256_sign_epi8 (load (letters + 3), third);
      __m256i low = _mm256_xor_si256 (_mm256_mullo_epi16 (_mm256_unpacklo_epi8 (first, second), factor),
                                      _mm256_unpacklo_epi8 (third, fourth)),
        high = _mm256_xor_si256 (_mm256_mullo_epi16 (_mm256_unpackhi_epi8 (first, second), factor),
                                 _mm256_unpackhi_epi8 (third, fourth));

      _mm256_storeu_si256 ((__m256i *) (gpointer) (self->sums + i), _mm256_permute2x128_si256 (low, high, 0x20));
      _mm256_storeu_si256 ((__m256i *) (gpointer) (self->sums + i + 16), _mm256_permute2x128_si256 (low, high, 0x31));
    }
}

TARGET static gboolean
next_avx2 (MspWordScan *self)
{
  return next (self, classify_avx2, add_up_avx2);
}

static MspWordWay
find_way (void)
{
  return __builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("bmi2") && __builtin_cpu_supports ("popcnt") ? MSP_WORD_AVX2
                                                                                                            : MSP_WORD_SCALAR;
}
#else
#define next_avx2(self) next (self, classify_scalar, NULL)

static MspWordWay
find_way (void)
{
  return MSP_WORD_SCALAR;
}
#endif

MspWordWay
msp_word_get_way (void)
{
  static int way = -1;

  if (G_UNLIKELY (way < 0))
    way = (int) find_way ();
  return (MspWordWay) way;
}

gboolean
msp_word_scan_next_by (MspWordScan *self, MspWordWay way)
{
  return MIN (way, msp_word_get_way ()) == MSP_WORD_AVX2 ? next_avx2 (self) : next (self, classify_scalar, NULL);
}

gboolean
msp_word_scan_next (MspWordScan *self)
{
  return msp_word_scan_next_by (self, msp_word_get_way ());
}
