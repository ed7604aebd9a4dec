/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/base64.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

enum { PAD = 64, JUNK = 255 };

/* Room that the vector loop may write beyond what it decodes. */
#define SLACK 32

#define J JUNK
static const guint8 rank[256] = {
  J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
  J, J, J, J, J, J, J, J, J, J, J, 62, J, J, J, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, J, J, J, PAD, J, J,
  J, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, J, J, J, J, J,
  J, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, J, J, J, J, J,
  J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
  J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
  J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
  J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J, J,
};
#undef J

typedef struct {
  const guint8 *in, *in_end;
  guint8       *out, *out_end;   /* out may be overrun by SLACK */
  guint32       group;
  guint         n;               /* sextets in group */
  guint8        last, before;    /* the last two characters of the alphabet */
} Decoder;

/* Whole groups of four letters, up to the first other character. */
static void
decode_groups (Decoder *self)
{
  while (self->in_end - self->in >= 4 && self->out < self->out_end)
    {
      guint8 a = rank[self->in[0]], b = rank[self->in[1]], c = rank[self->in[2]], d = rank[self->in[3]];

      if ((a | b | c | d) >= PAD)
        return;
      self->group = self->group << 24 | (guint32) a << 18 | (guint32) b << 12 | (guint32) c << 6 | d;
      self->out[0] = (guint8) (self->group >> 16);
      self->out[1] = (guint8) (self->group >> 8);
      self->out[2] = (guint8) self->group;
      self->out += 3;
      self->in += 4;
    }
}

#ifdef __x86_64__
/* The classification by nibbles and the packing are Wojciech Muła's ("Faster base64 encoding and decoding using AVX2", 2018). */
__attribute__ ((target ("avx2"))) static void
decode_blocks (Decoder *self)
{
  const __m256i low_class = _mm256_setr_epi8 (0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a, 0x1b, 0x1b,
                                              0x1b, 0x1a, 0x15, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x13, 0x1a,
                                              0x1b, 0x1b, 0x1b, 0x1a);
  const __m256i high_class = _mm256_setr_epi8 (0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10, 0x10, 0x10,
                                               0x10, 0x10, 0x10, 0x10, 0x01, 0x02, 0x04, 0x08, 0x04, 0x08, 0x10, 0x10, 0x10, 0x10,
                                               0x10, 0x10, 0x10, 0x10);
  const __m256i shift = _mm256_setr_epi8 (0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0,
                                          0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0);
  const __m256i pack = _mm256_setr_epi8 (2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1,
                                         2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
  const __m256i slash = _mm256_set1_epi8 (0x2f);

  while (self->in_end - self->in >= 32 && self->out_end > self->out)
    {
      __m256i text = _mm256_loadu_si256 ((const __m256i *) self->in);
      __m256i high = _mm256_and_si256 (_mm256_srli_epi32 (text, 4), slash);
      __m256i low = _mm256_and_si256 (text, slash);
      __m256i sextets, pairs, groups;

      if (!_mm256_testz_si256 (_mm256_shuffle_epi8 (low_class, low), _mm256_shuffle_epi8 (high_class, high)))
        return;
      sextets = _mm256_shuffle_epi8 (shift, _mm256_add_epi8 (_mm256_cmpeq_epi8 (text, slash), high));
      sextets = _mm256_add_epi8 (text, sextets);
      pairs = _mm256_maddubs_epi16 (sextets, _mm256_set1_epi32 (0x01400140));
      groups = _mm256_shuffle_epi8 (_mm256_madd_epi16 (pairs, _mm256_set1_epi32 (0x00011000)), pack);
      groups = _mm256_permutevar8x32_epi32 (groups, _mm256_setr_epi32 (0, 1, 2, 4, 5, 6, -1, -1));
      _mm256_storeu_si256 ((__m256i *) self->out, groups);
      self->out += 24;
      self->in += 32;
    }
}
#endif

static void
decode_character (Decoder *self)
{
  guint8 character = *self->in++, value = rank[character];

  if (value == JUNK)
    return;
  self->group = self->group << 6 | (value & 63);
  self->before = self->last;
  self->last = character;
  if (++self->n < 4)
    return;
  *self->out++ = (guint8) (self->group >> 16);
  if (self->before != '=')
    *self->out++ = (guint8) (self->group >> 8);
  if (self->last != '=')
    *self->out++ = (guint8) self->group;
  self->n = 0;
}

static void
finish (Decoder *self)
{
  if (self->n == 2 && self->last != '=')
    *self->out++ = (guint8) (self->group >> 4);
  if (self->n != 3 || self->before == '=')
    return;
  *self->out++ = (guint8) (self->group >> 10);
  if (self->last != '=')
    *self->out++ = (guint8) (self->group >> 2);
}

static gboolean
decode (MspSpan in, gsize limit, GByteArray *out, void (*blocks) (Decoder *))
{
  guint start = out->len;
  gsize room = MIN (in.len / 4 * 3 + 3, limit);
  const guint8 *data = (const guint8 *) in.data;
  Decoder self = { data, data };
  gsize n;

  if (in.len == 0)
    return TRUE;
  self.in_end += in.len;
  g_byte_array_set_size (out, start + (guint) room + SLACK);
  self.out = out->data + start;
  self.out_end = self.out + room;
  /* One byte past the limit tells that there is more. */
  while (self.in < self.in_end && self.out <= self.out_end)
    {
      if (self.n == 0)
        {
          blocks (&self);
          decode_groups (&self);
        }
      if (self.in < self.in_end && self.out <= self.out_end)
        decode_character (&self);
    }
  if (self.in == self.in_end)
    finish (&self);
  n = (gsize) (self.out - (out->data + start));
  g_byte_array_set_size (out, start + (guint) MIN (n, limit));
  return n <= limit && self.in == self.in_end;
}

static void
decode_no_blocks (Decoder *self)
{
}

gboolean
msp_base64_decode_plain (MspSpan in, gsize limit, GByteArray *out)
{
  return decode (in, limit, out, decode_no_blocks);
}

gboolean
msp_base64_decode (MspSpan in, gsize limit, GByteArray *out)
{
#ifdef __x86_64__
  if (__builtin_cpu_supports ("avx2"))
    return decode (in, limit, out, decode_blocks);
#endif
  return decode (in, limit, out, decode_no_blocks);
}
