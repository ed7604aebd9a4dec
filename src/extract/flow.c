/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/flow.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

void
msp_flow_init (MspFlow *self, MspText *text)
{
  *self = (MspFlow) { .text = text, .fresh = text->text->len };
}

void
msp_flow_break (MspFlow *self, guint n)
{
  self->breaks = MAX (self->breaks, n);
  self->space = FALSE;
}

void
msp_flow_newline (MspFlow *self)
{
  self->breaks = MIN (self->breaks + 1, 2);
  self->space = FALSE;
}

void
msp_flow_drop (MspFlow *self)
{
  self->breaks = 0;
  self->space = FALSE;
}

void
msp_flow_refresh (MspFlow *self)
{
  msp_flow_drop (self);
  self->fresh = self->text->text->len;
}

void
msp_flow_mark (MspFlow *self, MspMarkKind kind, gsize start, guint a, guint b)
{
  const GString *out = self->text->text;

  while (start < out->len && g_ascii_isspace (out->str[start]))
    start++;
  if (start < out->len)
    msp_text_mark (self->text, kind, start, a, b);
}

gsize
msp_flow_settle (MspFlow *self)
{
  GString *out = self->text->text;

  if (self->breaks == 0 && !self->space)
    return out->len;
  if (out->len > self->fresh)
    {
      char last = out->str[out->len - 1];
      guint there = last != '\n' ? 0 : out->len > 1 && out->str[out->len - 2] != '\n' ? 1 : 2;

      for (guint i = there; i < self->breaks; i++)
        g_string_append_c (out, '\n');
      if (self->breaks == 0 && there == 0 && last != '\t' && last != ' ')
        g_string_append_c (out, ' ');
    }
  msp_flow_drop (self);
  return out->len;
}

/* White space but the space itself, C0 controls, and the lead byte of U+00A0, which is read as a space. */
static inline gboolean
is_special (guint8 c)
{
  return c < 0x20 || c == 0x7f || c == 0xc2;
}

/* Copies up to the first special byte or the second of two spaces; the first byte is neither. Up to 15 bytes more may be
   written to out. Returns how many count. */
static gsize
copy_words (const char *in, gsize len, char *out)
{
  gsize i = 0;

#ifdef __SSE2__
  const __m128i space = _mm_set1_epi8 (' '), lead = _mm_set1_epi8 ((char) 0xc2), del = _mm_set1_epi8 (0x7f);
  const __m128i last_control = _mm_set1_epi8 (0x1f);
  guint32 carry = 0;

  for (; len - i >= 16; i += 16)
    {
      __m128i block = _mm_loadu_si128 ((const __m128i *) (const void *) (in + i));
      __m128i odd = _mm_or_si128 (_mm_cmpeq_epi8 (block, lead), _mm_cmpeq_epi8 (block, del));
      guint32 spaces = (guint32) _mm_movemask_epi8 (_mm_cmpeq_epi8 (block, space)), stop;

      odd = _mm_or_si128 (odd, _mm_cmpeq_epi8 (_mm_min_epu8 (block, last_control), block));
      stop = (guint32) _mm_movemask_epi8 (odd) | (spaces & (spaces << 1 | carry));
      _mm_storeu_si128 ((__m128i *) (void *) (out + i), block);
      if (stop != 0)
        return i + (gsize) __builtin_ctz (stop);
      carry = spaces >> 15;
    }
#endif
  while (i < len && !is_special ((guint8) in[i]) && !(in[i] == ' ' && i > 0 && in[i - 1] == ' '))
    {
      out[i] = in[i];
      i++;
    }
  return i;
}

/* Steps over white space and controls; *out_gap tells whether there was white space. Stops at a byte that counts. */
static gsize
skip_gap (const char *in, gsize len, gboolean *out_gap)
{
  gsize i = 0;

  for (; i < len; i++)
    {
      guint8 c = (guint8) in[i];

      if (c == 0xc2 && i + 1 < len && (guint8) in[i + 1] == 0xa0)
        i++;
      else if (c > 0x20 && c != 0x7f)
        break;
      else if (c != ' ' && (c < '\t' || c > '\r'))
        continue;
      *out_gap = TRUE;
    }
  return i;
}

/* Room for len bytes at the end of out, and for the overshoot of copy_words. */
static char *
reserve (GString *out, gsize len)
{
  gsize old = out->len;

  if (out->allocated_len - old < len + 17)
    {
      g_string_set_size (out, old + len + 16);
      out->len = old;
    }
  return out->str + old;
}

/* Ends what was written at the room that reserve gave. */
static void
commit (GString *out, const char *end)
{
  out->len = (gsize) (end - out->str);
  out->str[out->len] = '\0';
}

static void
append_collapsed (MspFlow *self, MspSpan text)
{
  GString *string = self->text->text;
  char *start = reserve (string, text.len), *out = start;
  gsize i = 0;

  while (i < text.len)
    {
      gboolean gap = FALSE;

      i += skip_gap (text.data + i, text.len - i, &gap);
      if (gap && out > start && out[-1] != ' ')
        *out++ = ' ';
      if (i == text.len)
        break;
      gsize n = copy_words (text.data + i, text.len - i, out);
      if (n == 0)
        {
          /* A character of two bytes from U+0080 to U+00BF. */
          *out++ = text.data[i];
          n = 1;
          if (i + 1 < text.len)
            *out++ = text.data[i + n++];
          i += n;
          continue;
        }
      i += n;
      out += n;
    }
  self->space = out > start && out[-1] == ' ';
  commit (string, out - (self->space ? 1 : 0));
}

static void
append_preserved (MspFlow *self, MspSpan text)
{
  GString *string = self->text->text;
  char *out = reserve (string, text.len);

  for (gsize i = 0; i < text.len; i++)
    {
      guint8 c = (guint8) text.data[i];
      gboolean lone = c == '\r' && (i + 1 == text.len || text.data[i + 1] != '\n');

      if (lone)
        *out++ = '\n';
      else if ((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t')
        *out++ = (char) c;
    }
  commit (string, out);
}

void
msp_flow_append (MspFlow *self, MspSpan text)
{
  gboolean gap = FALSE;

  if (self->preserve > 0 && text.len > 0)
    {
      msp_flow_settle (self);
      append_preserved (self, text);
      return;
    }
  text = msp_span_slice (text, skip_gap (text.data, text.len, &gap), text.len);
  self->space = (self->space || gap) && self->breaks == 0;
  if (text.len == 0)
    return;
  msp_flow_settle (self);
  append_collapsed (self, text);
}
