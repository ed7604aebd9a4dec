/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/token-scan.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

static void
load (MspTokenScan *self)
{
  gsize left = self->text.len - self->block;
  char padded[MSP_TOKEN_BLOCK] = { 0 };

  if (left < MSP_TOKEN_BLOCK)
    memcpy (padded, self->text.data + self->block, left);
  self->reader->read (left < MSP_TOKEN_BLOCK ? padded : self->text.data + self->block, &self->bits);
  self->sites = self->bits.digits | self->bits.ats;
}

/* FALSE at the end of the text. */
static gboolean
load_next (MspTokenScan *self)
{
  if (self->text.len - self->block <= MSP_TOKEN_BLOCK)
    return FALSE;
  self->block += MSP_TOKEN_BLOCK;
  load (self);
  return TRUE;
}

gboolean
msp_token_scan_go_on (MspTokenScan *self)
{
  if (self->text.len - self->block <= MSP_TOKEN_BLOCK)
    return FALSE;
  self->block += MSP_TOKEN_BLOCK;
  const gsize n = (self->text.len - self->block) / MSP_TOKEN_BLOCK;
  const gsize found = self->reader->find (self->text.data + self->block, n, &self->bits);

  self->block += MSP_TOKEN_BLOCK * found;
  self->sites = self->bits.digits | self->bits.ats;
  if (found == n)
    load (self);
  return TRUE;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static void
read_scalar (const char *block, MspTokenBits *out_bits)
{
  *out_bits = (MspTokenBits) { 0 };
  for (guint i = 0; i < MSP_TOKEN_BLOCK; i++)
    {
      out_bits->digits |= (guint64) (g_ascii_isdigit (block[i]) != 0) << i;
      out_bits->words |= (guint64) is_word (block[i]) << i;
      out_bits->ats |= (guint64) (block[i] == '@') << i;
    }
}

static gsize
find_scalar (const char *data, gsize n, MspTokenBits *out_bits)
{
  gsize i = 0;

  for (; i < n; i++)
    {
      read_scalar (data + i * MSP_TOKEN_BLOCK, out_bits);
      if ((out_bits->digits | out_bits->ats) != 0)
        break;
    }
  return i;
}

static const MspTokenReader reader_scalar = { read_scalar, find_scalar };

static void
init (MspTokenScan *self, MspSpan text, const MspTokenReader *reader)
{
  *self = (MspTokenScan) { .text = text, .reader = reader };
  if (text.len > 0)
    load (self);
}

void
msp_token_scan_init_scalar (MspTokenScan *self, MspSpan text)
{
  init (self, text, &reader_scalar);
}

#ifdef __x86_64__
#define TARGET __attribute__ ((target ("avx2")))

/* A block of 64 bytes. */
typedef struct {
  __m256i low, high;
} Block;

TARGET static inline Block
load_block (const char *data)
{
  const __m256i *halves = (const __m256i *) (gconstpointer) data;

  return (Block) { _mm256_loadu_si256 (halves), _mm256_loadu_si256 (halves + 1) };
}

TARGET static inline guint64
join (__m256i low, __m256i high)
{
  return (guint32) _mm256_movemask_epi8 (low) | (guint64) (guint32) _mm256_movemask_epi8 (high) << 32;
}

TARGET static inline __m256i
compare_range (__m256i bytes, char first, char n)
{
  __m256i moved = _mm256_add_epi8 (bytes, _mm256_set1_epi8 ((char) (0x80 - first)));

  return _mm256_cmpgt_epi8 (_mm256_set1_epi8 ((char) (0x80 + n)), moved);
}

TARGET static inline guint64
find_range (Block block, char first, char n)
{
  return join (compare_range (block.low, first, n), compare_range (block.high, first, n));
}

TARGET static inline guint64
find_byte (Block block, char byte)
{
  const __m256i same = _mm256_set1_epi8 (byte);

  return join (_mm256_cmpeq_epi8 (block.low, same), _mm256_cmpeq_epi8 (block.high, same));
}

TARGET static inline guint64
find_words (Block block, guint64 digits)
{
  const __m256i lower = _mm256_set1_epi8 (0x20);
  const Block letters = { _mm256_or_si256 (block.low, lower), _mm256_or_si256 (block.high, lower) };

  return digits | find_range (letters, 'a', 26) | find_byte (block, '_');
}

TARGET static void
read_avx2 (const char *data, MspTokenBits *out_bits)
{
  const Block block = load_block (data);
  const guint64 digits = find_range (block, '0', 10);

  *out_bits = (MspTokenBits) { digits, find_words (block, digits), find_byte (block, '@') };
}

TARGET static gsize
find_avx2 (const char *data, gsize n, MspTokenBits *out_bits)
{
  for (gsize i = 0; i < n; i++)
    {
      const Block block = load_block (data + i * MSP_TOKEN_BLOCK);
      const guint64 digits = find_range (block, '0', 10), ats = find_byte (block, '@');

      if ((digits | ats) == 0)
        continue;
      *out_bits = (MspTokenBits) { digits, find_words (block, digits), ats };
      return i;
    }
  return n;
}

static const MspTokenReader reader_avx2 = { read_avx2, find_avx2 };

void
msp_token_scan_init (MspTokenScan *self, MspSpan text)
{
  static int has_avx2 = -1;

  if (G_UNLIKELY (has_avx2 < 0))
    has_avx2 = __builtin_cpu_supports ("avx2") != 0;
  init (self, text, has_avx2 ? &reader_avx2 : &reader_scalar);
}
#else
void
msp_token_scan_init (MspTokenScan *self, MspSpan text)
{
  msp_token_scan_init_scalar (self, text);
}
#endif

gsize
msp_token_scan_walk_back (const MspTokenScan *self)
{
  gsize start = self->block;

  while (start > 0 && is_word (self->text.data[start - 1]))
    start--;
  return start;
}

gsize
msp_token_scan_count_digits (const MspTokenScan *self, gsize start)
{
  gsize at = start;

  while (at < self->text.len && g_ascii_isdigit (self->text.data[at]))
    at++;
  return at - start;
}

gsize
msp_token_scan_find_end (MspTokenScan *self)
{
  do
    if (!load_next (self))
      {
        self->sites = 0;
        return self->text.len;
      }
  while (self->bits.words == G_MAXUINT64);
  const guint end = (guint) __builtin_ctzll (~self->bits.words);

  self->sites &= G_MAXUINT64 << end;
  return self->block + end;
}
