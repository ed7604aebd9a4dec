/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/sha256.h"

#include <string.h>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

#define BLOCK MSP_SHA256_BLOCK
#define DIGEST_LEN 32

struct _MspSha256 {
  GChecksum *checksum;      /* the portable way, or NULL */
  guint32    state[8];
  guint8     pending[BLOCK];
  gsize      n_pending;
  guint64    n_bytes;
};

#ifdef __x86_64__

static const guint32 constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
  0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
  0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
  0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
  0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
  0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* Asking the processor is slow in a virtual machine: once will do. */
static gboolean
has_instructions (void)
{
  enum { NO = 1, YES };
  static gsize known;

  if (g_once_init_enter (&known))
    {
      guint a, b = 0, c, d;
      gboolean has = __builtin_cpu_supports ("sse4.1") && __get_cpuid_count (7, 0, &a, &b, &c, &d) != 0 && (b >> 29 & 1) != 0;

      g_once_init_leave (&known, has ? YES : NO);
    }
  return known == YES;
}

/* The next four words of the message schedule from the sixteen before. */
__attribute__ ((target ("sha,sse4.1"))) static inline __m128i
next_words (__m128i a, __m128i b, __m128i c, __m128i d)
{
  return _mm_sha256msg2_epu32 (_mm_add_epi32 (_mm_sha256msg1_epu32 (a, b), _mm_alignr_epi8 (d, c, 4)), d);
}

/* The instructions hold the state as ABEF and CDGH. */
typedef struct {
  __m128i abef, cdgh;
} Lane;

#define MAX_LANES 2

__attribute__ ((target ("sha,sse4.1"))) static inline Lane
load (const guint32 state[8])
{
  __m128i abcd = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) (const void *) state), 0xb1);
  __m128i efgh = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) (const void *) (state + 4)), 0x1b);

  return (Lane) { _mm_alignr_epi8 (abcd, efgh, 8), _mm_blend_epi16 (efgh, abcd, 0xf0) };
}

__attribute__ ((target ("sha,sse4.1"))) static inline void
store (const Lane *lane, guint32 state[8])
{
  __m128i feba = _mm_shuffle_epi32 (lane->abef, 0x1b), dchg = _mm_shuffle_epi32 (lane->cdgh, 0xb1);

  _mm_storeu_si128 ((__m128i *) (void *) state, _mm_blend_epi16 (feba, dchg, 0xf0));
  _mm_storeu_si128 ((__m128i *) (void *) (state + 4), _mm_alignr_epi8 (dchg, feba, 8));
}

/* Two rounds at a time on four words of the schedule. Each pair waits for the one before, so that another stream's rounds, in a
   lane of their own, find the processor idle. Unrolled, the words stay in registers: twice the speed. */
__attribute__ ((target ("sha,sse4.1"))) G_ALWAYS_INLINE static inline void
run_rounds (Lane *lanes, const guint8 *const *data, int n_lanes)
{
  const __m128i order = _mm_set_epi64x (0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  __m128i words[MAX_LANES][4];

#pragma GCC unroll 16
  for (int i = 0; i < 16; i++)
#pragma GCC unroll 2
    for (int k = 0; k < n_lanes; k++)
      {
        __m128i *w = words[k];
        __m128i word = i < 4 ? _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (const void *) (data[k] + 16 * (i % 4))), order)
                             : next_words (w[i % 4], w[(i + 1) % 4], w[(i + 2) % 4], w[(i + 3) % 4]);
        __m128i sum = _mm_add_epi32 (word, _mm_loadu_si128 ((const __m128i *) (const void *) (constants + 4 * i)));

        w[i % 4] = word;
        lanes[k].cdgh = _mm_sha256rnds2_epu32 (lanes[k].cdgh, lanes[k].abef, sum);
        lanes[k].abef = _mm_sha256rnds2_epu32 (lanes[k].abef, lanes[k].cdgh, _mm_shuffle_epi32 (sum, 0x0e));
      }
}

__attribute__ ((target ("sha,sse4.1"))) G_ALWAYS_INLINE static inline void
compress_lanes (guint32 *const *states, const guint8 *const *data, int n_lanes, gsize n_blocks)
{
  Lane lanes[MAX_LANES], before[MAX_LANES];
  const guint8 *at[MAX_LANES];

  for (int k = 0; k < n_lanes; k++)
    {
      lanes[k] = load (states[k]);
      at[k] = data[k];
    }
  for (; n_blocks > 0; n_blocks--)
    {
      memcpy (before, lanes, (gsize) n_lanes * sizeof *lanes);
      run_rounds (lanes, at, n_lanes);
      for (int k = 0; k < n_lanes; k++)
        {
          lanes[k].abef = _mm_add_epi32 (lanes[k].abef, before[k].abef);
          lanes[k].cdgh = _mm_add_epi32 (lanes[k].cdgh, before[k].cdgh);
          at[k] += BLOCK;
        }
    }
  for (int k = 0; k < n_lanes; k++)
    store (&lanes[k], states[k]);
}

__attribute__ ((target ("sha,sse4.1"))) static void
compress (guint32 state[8], const guint8 *data, gsize n_blocks)
{
  compress_lanes (&state, &data, 1, n_blocks);
}

__attribute__ ((target ("sha,sse4.1"))) static void
compress_both (guint32 *const states[2], const guint8 *const data[2], gsize n_blocks)
{
  compress_lanes (states, data, 2, n_blocks);
}

#else

static gboolean
has_instructions (void)
{
  return FALSE;
}

static void
compress (guint32 state[8], const guint8 *data, gsize n_blocks)
{
  g_assert_not_reached ();
}

static void
compress_both (guint32 *const states[2], const guint8 *const data[2], gsize n_blocks)
{
  g_assert_not_reached ();
}

#endif

static void
init (MspSha256 *self, gboolean portable)
{
  static const guint32 start[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab,
                                    0x5be0cd19 };

  *self = (MspSha256) { .n_bytes = 0 };
  memcpy (self->state, start, sizeof start);
  if (portable || !has_instructions ())
    self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
}

MspSha256 *
msp_sha256_new (gboolean portable)
{
  MspSha256 *self = g_new (MspSha256, 1);

  init (self, portable);
  return self;
}

void
msp_sha256_update (MspSha256 *self, const void *data, gsize len)
{
  const guint8 *at = data;

  if (self->checksum != NULL)
    {
      g_checksum_update (self->checksum, at, (gssize) len);
      return;
    }
  self->n_bytes += len;
  if (self->n_pending > 0)
    {
      gsize n = MIN (len, BLOCK - self->n_pending);

      memcpy (self->pending + self->n_pending, at, n);
      self->n_pending += n;
      at += n;
      len -= n;
      if (self->n_pending < BLOCK)
        return;
      compress (self->state, self->pending, 1);
      self->n_pending = 0;
    }
  if (len >= BLOCK)
    compress (self->state, at, len / BLOCK);
  self->n_pending = len % BLOCK;
  if (self->n_pending > 0)
    memcpy (self->pending, at + len - self->n_pending, self->n_pending);
}

void
msp_sha256_update_both (MspSha256 *self, const void *data, MspSha256 *other, const void *other_data, gsize len)
{
  gsize whole = len / BLOCK * BLOCK;

  if (self->checksum != NULL || other->checksum != NULL || self->n_pending > 0 || other->n_pending > 0)
    whole = 0;
  else
    {
      compress_both ((guint32 *const[]) { self->state, other->state }, (const guint8 *const[]) { data, other_data }, whole / BLOCK);
      self->n_bytes += whole;
      other->n_bytes += whole;
    }
  msp_sha256_update (self, (const guint8 *) data + whole, len - whole);
  msp_sha256_update (other, (const guint8 *) other_data + whole, len - whole);
}

static void
finish (MspSha256 *self, guint8 out_digest[DIGEST_LEN])
{
  guint64 n_bits = GUINT64_TO_BE (self->n_bytes * 8);
  guint8 padding[2 * BLOCK] = { 0x80 };
  gsize len = (self->n_pending < BLOCK - 8 ? BLOCK : 2 * BLOCK) - self->n_pending, digest_len = DIGEST_LEN;

  if (self->checksum != NULL)
    {
      g_checksum_get_digest (self->checksum, out_digest, &digest_len);
      return;
    }
  memcpy (padding + len - 8, &n_bits, 8);
  msp_sha256_update (self, padding, len);
  for (gsize i = 0; i < G_N_ELEMENTS (self->state); i++)
    {
      guint32 word = GUINT32_TO_BE (self->state[i]);

      memcpy (out_digest + i * sizeof word, &word, sizeof word);
    }
}

void
msp_sha256_digest (const void *data, gsize len, guint8 out_digest[DIGEST_LEN])
{
  MspSha256 self;

  init (&self, FALSE);
  msp_sha256_update (&self, data, len);
  finish (&self, out_digest);
  g_clear_pointer (&self.checksum, g_checksum_free);
}

char *
msp_sha256_finish (MspSha256 *self)
{
  static const char digits[] = "0123456789abcdef";
  guint8 digest[DIGEST_LEN];
  char *text = g_malloc (2 * DIGEST_LEN + 1);

  finish (self, digest);
  for (gsize i = 0; i < DIGEST_LEN; i++)
    {
      text[2 * i] = digits[digest[i] >> 4];
      text[2 * i + 1] = digits[digest[i] & 15];
    }
  text[2 * DIGEST_LEN] = '\0';
  return text;
}

void
msp_sha256_free (MspSha256 *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self);
}
