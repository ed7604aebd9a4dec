/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/bytes.h"

#include <string.h>

#include "base/utf8.h"

/* Room for len bytes more at the end of out. */
static guint8 *
grow (GByteArray *out, gsize len)
{
  guint at = out->len;

  g_byte_array_set_size (out, at + (guint) len);
  return out->data + at;
}

void
msp_bytes_put (GByteArray *out, const void *data, gsize len)
{
  memcpy (grow (out, len), data, len);
}

void
msp_bytes_put_u32 (GByteArray *out, guint32 value)
{
  msp_bytes_put (out, &value, sizeof value);
}

void
msp_bytes_put_u64 (GByteArray *out, guint64 value)
{
  msp_bytes_put (out, &value, sizeof value);
}

void
msp_bytes_put_string (GByteArray *out, const char *string)
{
  msp_bytes_put_strings (out, &string, 1);
}

/* The length G_MAXUINT32 stands for NULL. */
void
msp_bytes_put_strings (GByteArray *out, const char *const *strings, gsize n)
{
  guint32 lens[MSP_BYTES_MAX_STRINGS];
  gsize size = n * sizeof *lens;
  guint8 *at;

  g_assert (n <= G_N_ELEMENTS (lens));
  for (gsize i = 0; i < n; i++)
    {
      lens[i] = strings[i] != NULL ? (guint32) strlen (strings[i]) : G_MAXUINT32;
      size += strings[i] != NULL ? (gsize) lens[i] + 1 : 0;
    }
  at = grow (out, size);
  memcpy (at, lens, n * sizeof *lens);
  at += n * sizeof *lens;
  for (gsize i = 0; i < n; i++)
    if (strings[i] != NULL)
      {
        memcpy (at, strings[i], (gsize) lens[i] + 1);
        at += (gsize) lens[i] + 1;
      }
}

void
msp_bytes_take (MspBytes *self, void *out, gsize len)
{
  if (self->bad || (gsize) (self->end - self->at) < len)
    {
      self->bad = TRUE;
      memset (out, 0, len);
      return;
    }
  memcpy (out, self->at, len);
  self->at += len;
}

guint32
msp_bytes_take_u32 (MspBytes *self)
{
  guint32 value;

  msp_bytes_take (self, &value, sizeof value);
  return value;
}

guint64
msp_bytes_take_u64 (MspBytes *self)
{
  guint64 value;

  msp_bytes_take (self, &value, sizeof value);
  return value;
}

guint32
msp_bytes_check_enum (MspBytes *self, guint32 value, guint32 n)
{
  if (value >= n)
    self->bad = TRUE;
  return self->bad ? 0 : value;
}

guint32
msp_bytes_check_count (MspBytes *self, guint32 value, gsize least)
{
  if (value > (gsize) (self->end - self->at) / least)
    self->bad = TRUE;
  return self->bad ? 0 : value;
}

guint32
msp_bytes_take_enum (MspBytes *self, guint32 n)
{
  return msp_bytes_check_enum (self, msp_bytes_take_u32 (self), n);
}

guint32
msp_bytes_take_count (MspBytes *self, gsize least)
{
  return msp_bytes_check_count (self, msp_bytes_take_u32 (self), least);
}

const char *
msp_bytes_take_raw (MspBytes *self)
{
  guint32 len = msp_bytes_take_u32 (self);
  const char *string = self->at;

  if (self->bad || len == G_MAXUINT32)
    return NULL;
  if ((gsize) (self->end - self->at) <= len || string[len] != '\0')
    {
      self->bad = TRUE;
      return NULL;
    }
  self->at += len + 1;
  return string;
}

const char *
msp_bytes_take_optional (MspBytes *self)
{
  const char *string = msp_bytes_take_raw (self);
  gsize len = string != NULL ? (gsize) (self->at - string) - 1 : 0;

  if (msp_utf8_valid_length (msp_span_new (string, len)) != len)
    self->bad = TRUE;
  return self->bad ? NULL : string;
}

const char *
msp_bytes_take_string (MspBytes *self)
{
  const char *string = msp_bytes_take_optional (self);

  if (string == NULL)
    self->bad = TRUE;
  return string != NULL ? string : "";
}

/* Whether bytes are ASCII or, each up to a NUL, valid UTF-8. */
static gboolean
are_valid (MspSpan bytes)
{
  guint64 all = 0, eight;
  gsize at = 0;

  for (; at + sizeof eight <= bytes.len; at += sizeof eight)
    {
      memcpy (&eight, bytes.data + at, sizeof eight);
      all |= eight;
    }
  for (; at < bytes.len; at++)
    all |= (guint8) bytes.data[at];
  if ((all & G_GUINT64_CONSTANT (0x8080808080808080)) == 0)
    return TRUE;
  for (at = 0; at < bytes.len && bytes.data[at + msp_utf8_valid_length (msp_span_slice (bytes, at, bytes.len))] == '\0';)
    at += strlen (bytes.data + at) + 1;
  return at == bytes.len;
}

/* The strings of these lengths; FALSE if they are not there. */
static gboolean
take_all (MspBytes *self, const guint32 *lens, const char **const *out_strings, gsize n, gsize n_needed)
{
  const char *start = self->at;

  for (gsize i = 0; i < n; i++)
    {
      gsize len = lens[i];

      *out_strings[i] = NULL;
      if (len == G_MAXUINT32 && i >= n_needed)
        continue;
      if ((gsize) (self->end - self->at) <= len || self->at[len] != '\0')
        return FALSE;
      *out_strings[i] = self->at;
      self->at += len + 1;
    }
  return are_valid (msp_span_new (start, (gsize) (self->at - start)));
}

void
msp_bytes_take_strings (MspBytes *self, const char **const *out_strings, gsize n, gsize n_needed)
{
  guint32 lens[MSP_BYTES_MAX_STRINGS];

  g_assert (n <= G_N_ELEMENTS (lens));
  msp_bytes_take (self, lens, n * sizeof *lens);
  if (!self->bad && take_all (self, lens, out_strings, n, n_needed))
    return;
  self->bad = TRUE;
  for (gsize i = 0; i < n; i++)
    *out_strings[i] = i < n_needed ? "" : NULL;
}
