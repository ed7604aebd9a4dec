/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/quoted-reader.h"

#include "extract/block-wide.h"

void
msp_quoted_read_scalar (const char *text, gsize n, MspQuotedMasks *out_masks)
{
  for (gsize i = 0; i < n; i++, text += MSP_BLOCK_LEN)
    {
      MspQuotedMasks masks = { .ends = msp_block_find (text, '\n'), .marks = msp_block_find (text, '>'),
                               .colons = msp_block_find (text, ':'), .dashes = msp_block_find (text, '-') };

      for (const char *c = " \t*_"; *c != '\0'; c++)
        masks.decoration |= msp_block_find (text, *c);
      for (const char *c = ">|ABDEFILOQRV"; *c != '\0'; c++)
        masks.openers |= msp_block_find (text, *c);
      out_masks[i] = masks;
    }
}

#ifdef __x86_64__
/* What is looked for, by the low half of a byte; openers take two tables. */
#define DECORATION ' ', -1, -1, -1, -1, -1, -1, -1, -1, '\t', '*', -1, -1, -1, -1, '_'
#define OPENERS -1, 'A', 'B', -1, 'D', 'E', 'F', -1, -1, 'I', -1, -1, 'L', -1, '>', 'O'
#define MORE_OPENERS -1, 'Q', 'R', -1, -1, -1, 'V', -1, -1, -1, -1, -1, '|', -1, -1, -1

__attribute__ ((target ("avx2"))) static inline __m256i
find_avx2 (__m128i table, __m256i bytes)
{
  return _mm256_cmpeq_epi8 (_mm256_shuffle_epi8 (_mm256_broadcastsi128_si256 (table), bytes), bytes);
}

__attribute__ ((target ("avx2"))) static void
read_avx2 (const char *text, gsize n, MspQuotedMasks *out_masks)
{
  const __m128i decoration = _mm_setr_epi8 (DECORATION), openers = _mm_setr_epi8 (OPENERS), more = _mm_setr_epi8 (MORE_OPENERS);
  const __m256i end = _mm256_set1_epi8 ('\n'), mark = _mm256_set1_epi8 ('>'), colon = _mm256_set1_epi8 (':'),
    dash = _mm256_set1_epi8 ('-');

  for (gsize i = 0; i < n; i++, text += MSP_BLOCK_LEN)
    {
      __m256i low = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) text),
        high = _mm256_loadu_si256 ((const __m256i *) (gconstpointer) (text + 32));

      out_masks[i].ends = msp_block_join (_mm256_cmpeq_epi8 (low, end), _mm256_cmpeq_epi8 (high, end));
      out_masks[i].marks = msp_block_join (_mm256_cmpeq_epi8 (low, mark), _mm256_cmpeq_epi8 (high, mark));
      out_masks[i].colons = msp_block_join (_mm256_cmpeq_epi8 (low, colon), _mm256_cmpeq_epi8 (high, colon));
      out_masks[i].dashes = msp_block_join (_mm256_cmpeq_epi8 (low, dash), _mm256_cmpeq_epi8 (high, dash));
      out_masks[i].decoration = msp_block_join (find_avx2 (decoration, low), find_avx2 (decoration, high));
      out_masks[i].openers = msp_block_join (_mm256_or_si256 (find_avx2 (openers, low), find_avx2 (more, low)),
                                             _mm256_or_si256 (find_avx2 (openers, high), find_avx2 (more, high)));
    }
}

__attribute__ ((target ("avx512bw"))) static inline guint64
find_avx512 (__m128i table, __m512i bytes)
{
  return _mm512_cmpeq_epi8_mask (_mm512_shuffle_epi8 (_mm512_broadcast_i32x4 (table), bytes), bytes);
}

__attribute__ ((target ("avx512bw"))) static void
read_avx512 (const char *text, gsize n, MspQuotedMasks *out_masks)
{
  const __m128i decoration = _mm_setr_epi8 (DECORATION), openers = _mm_setr_epi8 (OPENERS), more = _mm_setr_epi8 (MORE_OPENERS);

  for (gsize i = 0; i < n; i++, text += MSP_BLOCK_LEN)
    {
      __m512i bytes = _mm512_loadu_si512 (text);

      out_masks[i].ends = _mm512_cmpeq_epi8_mask (bytes, _mm512_set1_epi8 ('\n'));
      out_masks[i].marks = _mm512_cmpeq_epi8_mask (bytes, _mm512_set1_epi8 ('>'));
      out_masks[i].colons = _mm512_cmpeq_epi8_mask (bytes, _mm512_set1_epi8 (':'));
      out_masks[i].dashes = _mm512_cmpeq_epi8_mask (bytes, _mm512_set1_epi8 ('-'));
      out_masks[i].decoration = find_avx512 (decoration, bytes);
      out_masks[i].openers = find_avx512 (openers, bytes) | find_avx512 (more, bytes);
    }
}

#endif

void
msp_quoted_read (const char *text, gsize n, MspQuotedMasks *out_masks)
{
#ifdef __x86_64__
  const guint width = msp_block_get_width ();

  if (width == 64)
    {
      read_avx512 (text, n, out_masks);
      return;
    }
  if (width == 32)
    {
      read_avx2 (text, n, out_masks);
      return;
    }
#endif
  msp_quoted_read_scalar (text, n, out_masks);
}

void
msp_quoted_reader_init (MspQuotedReader *self, MspSpan text)
{
  self->text = text;
  self->next = 0;
  self->ended = self->in_lead = 1;
  self->colon = 0;
}

/* What follows runs of marks that begin at begins; *out_runs are the runs. */
static inline guint64
find_behind (guint64 marks, guint64 begins, guint64 *out_runs)
{
  guint64 runs = msp_block_find_runs (marks, begins);

  *out_runs = runs;
  return (begins | runs << 1) & ~runs;
}

static inline void
tell (MspQuotedReader *self, const MspQuotedMasks *masks, MspQuotedBlock *out)
{
  guint64 ends = masks->ends, begins = ends << 1 | self->ended, leads, tails;
  guint64 first = find_behind (masks->decoration, ends << 1 | self->in_lead, &leads);
  guint64 last = find_behind (masks->decoration, masks->colons << 1 | self->colon, &tails);
  guint64 rules = masks->dashes & (masks->dashes >> 1 | (guint64) 1 << 63);

  out->quotes = begins & masks->marks;
  out->others = first & ~(begins & (masks->marks | ends));
  out->doubts = (first & (masks->openers | rules)) | (last & ends);
  self->ended = ends >> 63;
  self->in_lead = (leads | ends) >> 63;
  self->colon = (masks->colons | tails) >> 63;
}

guint
msp_quoted_reader_load (MspQuotedReader *self, gsize *out_start)
{
  MspQuotedMasks masks[MSP_QUOTED_BLOCKS];
  gboolean open_end = self->text.len > 0 && self->text.data[self->text.len - 1] != '\n';
  gsize left, n;
  char room[MSP_BLOCK_LEN];

  *out_start = self->next;
  if (self->text.len == 0 || self->next > self->text.len)
    return 0;
  left = self->text.len - self->next;
  n = MIN (left / MSP_BLOCK_LEN, MSP_QUOTED_BLOCKS);
  msp_quoted_read (self->text.data + self->next, n, masks);
  /* The last line ends like the others, be it in a block of its own, and behind it are none but empty ones. */
  if (n < MSP_QUOTED_BLOCKS && (left % MSP_BLOCK_LEN != 0 || open_end))
    {
      msp_quoted_read (msp_block_get (self->text, self->next + n * MSP_BLOCK_LEN, room), 1, &masks[n]);
      masks[n++].ends |= G_MAXUINT64 << left % MSP_BLOCK_LEN;
    }
  for (gsize i = 0; i < n; i++)
    tell (self, &masks[i], &self->blocks[i]);
  self->next += n * MSP_BLOCK_LEN;
  return (guint) n;
}
