/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/quoted-printable.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Room that copy_plain may write beyond what it copies. */
#define SLACK 16

typedef struct {
  const char *in, *in_end;
  char       *out, *out_end;   /* out may be overrun by SLACK */
} Decoder;

/* Copies up to the next '=' or the end. */
static void
copy_plain (Decoder *self)
{
#ifdef __SSE2__
  while (self->in_end - self->in >= 16 && self->out < self->out_end)
    {
      __m128i block = _mm_loadu_si128 ((const __m128i *) self->in);
      guint mask = (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (block, _mm_set1_epi8 ('=')));
      gint n = mask != 0 ? g_bit_nth_lsf (mask, -1) : 16;

      _mm_storeu_si128 ((__m128i *) self->out, block);
      self->in += n;
      self->out += n;
      if (mask != 0)
        return;
    }
#endif
  while (self->in < self->in_end && *self->in != '=' && self->out < self->out_end)
    *self->out++ = *self->in++;
}

/* At '='. An unfinished escape at the very end yields nothing. */
static void
decode_escape (Decoder *self)
{
  gsize left = (gsize) (self->in_end - self->in);
  const char *in = self->in;

  if (left < 2 || in[1] == '\n')
    self->in += MIN (left, 2);
  else if (left < 3)
    self->in += left;
  else if (in[1] == '\r' && in[2] == '\n')
    self->in += 3;
  else if (g_ascii_isxdigit (in[1]) && g_ascii_isxdigit (in[2]))
    {
      *self->out++ = (char) (g_ascii_xdigit_value (in[1]) << 4 | g_ascii_xdigit_value (in[2]));
      self->in += 3;
    }
  else
    {
      memcpy (self->out, in, 3);
      self->out += 3;
      self->in += 3;
    }
}

gboolean
msp_quoted_printable_decode (MspSpan in, gsize limit, GByteArray *out)
{
  guint start = out->len;
  gsize room = MIN (in.len, limit), n;
  Decoder self = { .in = in.data };

  if (in.len == 0)
    return TRUE;
  self.in_end = in.data + in.len;
  g_byte_array_set_size (out, start + (guint) room + SLACK);
  self.out = (char *) out->data + start;
  self.out_end = self.out + room;
  while (self.in < self.in_end && self.out < self.out_end)
    {
      copy_plain (&self);
      if (self.in < self.in_end && *self.in == '=' && self.out < self.out_end)
        decode_escape (&self);
    }
  n = (gsize) (self.out - ((char *) out->data + start));
  g_byte_array_set_size (out, start + (guint) MIN (n, limit));
  return n <= limit && self.in == self.in_end;
}
