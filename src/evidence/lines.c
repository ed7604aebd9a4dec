/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/lines.h"

#include "base/utf8.h"

#define BLOCK (256 * 1024)

void
msp_lines_init (MspLines *self, MspStream *stream, gsize max)
{
  *self = (MspLines) { .stream = stream, .max = max, .size = BLOCK, .block = g_malloc (BLOCK), .repaired = g_string_new (NULL) };
}

void
msp_lines_clear (MspLines *self)
{
  g_clear_pointer (&self->block, g_free);
  if (self->repaired != NULL)
    g_string_free (g_steal_pointer (&self->repaired), TRUE);
}

/* More bytes behind those in the block, which moves to its beginning and doubles if it is full. */
static gboolean
fill (MspLines *self, GError **error)
{
  gsize have = self->end - self->start;

  if (self->start > 0)
    memmove (self->block, self->block + self->start, have);
  self->start = 0;
  self->end = have;
  if (have == self->size)
    {
      self->size *= 2;
      self->block = g_realloc (self->block, self->size);
    }
  gssize n = msp_stream_read (self->stream, self->block + have, self->size - have, error);
  if (n < 0)
    return FALSE;
  self->end += (gsize) n;
  self->has_ended = n == 0;
  return TRUE;
}

/* Drops bytes up to the end of the line. */
static gboolean
skip_line (MspLines *self, GError **error)
{
  for (;;)
    {
      const char *newline = self->end > self->start ? memchr (self->block + self->start, '\n', self->end - self->start) : NULL;

      if (newline != NULL)
        {
          self->start = (gsize) (newline - self->block) + 1;
          return TRUE;
        }
      self->start = self->end = 0;
      if (self->has_ended)
        {
          self->is_cut = TRUE;
          return TRUE;
        }
      if (!fill (self, error))
        return FALSE;
    }
}

static MspSpan
repair (MspLines *self, MspSpan line)
{
  g_string_truncate (self->repaired, 0);
  while (line.len > 0)
    {
      gsize valid = msp_utf8_valid_length (line);

      g_string_append_len (self->repaired, line.data, (gssize) valid);
      if (valid == line.len)
        break;
      g_string_append (self->repaired, "\357\277\275");
      line = msp_span_slice (line, valid + 1, line.len);
    }
  return msp_span_new (self->repaired->str, self->repaired->len);
}

static MspSpan
tidy (MspLines *self, MspSpan line)
{
  if (self->number == 1 && msp_span_has_prefix (line, "\357\273\277"))
    line = msp_span_slice (line, 3, line.len);
  if (line.len > 0 && line.data[line.len - 1] == '\r')
    line.len--;
  return msp_utf8_valid_length (line) == line.len ? line : repair (self, line);
}

gboolean
msp_lines_next (MspLines *self, MspLineKind *out_kind, MspSpan *out_line, GError **error)
{
  gsize looked = 0;   /* bytes from start on that hold no newline */

  for (;;)
    {
      gsize have = self->end - self->start;
      const char *from = self->block + self->start;
      const char *newline = have > looked ? memchr (from + looked, '\n', have - looked) : NULL;
      gsize len = newline != NULL ? (gsize) (newline - from) : have;

      if (newline == NULL && len == 0 && self->has_ended)
        {
          *out_kind = MSP_LINE_END;
          return TRUE;
        }
      if (len > self->max)
        {
          self->number++;
          *out_kind = MSP_LINE_TOO_LONG;
          return skip_line (self, error);
        }
      if (newline != NULL || self->has_ended)
        {
          self->number++;
          self->start += len + (newline != NULL ? 1 : 0);
          self->is_cut = newline == NULL;
          *out_kind = MSP_LINE_TEXT;
          *out_line = tidy (self, msp_span_new (from, len));
          return TRUE;
        }
      looked = len;
      if (!fill (self, error))
        return FALSE;
    }
}
