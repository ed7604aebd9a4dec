/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/ole-package.h"

#define EMBEDDED 2

typedef struct {
  MspSpan  span;
  gsize    at;
  gboolean failed;     /* it ended before what was asked for */
} Cursor;

static guint32
take_number (Cursor *self, gsize size)
{
  guint32 number = 0;

  if (self->failed || self->span.len - self->at < size)
    {
      self->failed = TRUE;
      return 0;
    }
  for (gsize i = size; i > 0; i--)
    number = number << 8 | (guint8) self->span.data[self->at + i - 1];
  self->at += size;
  return number;
}

static void
skip (Cursor *self, gsize n)
{
  self->failed = self->failed || self->span.len - self->at < n;
  if (!self->failed)
    self->at += n;
}

static MspSpan
take_string (Cursor *self)
{
  MspSpan rest = msp_span_slice (self->span, self->at, self->span.len);
  const char *end = self->failed || rest.len == 0 ? NULL : memchr (rest.data, 0, rest.len);

  self->failed = end == NULL;
  if (self->failed)
    return msp_span_new ("", 0);
  rest.len = (gsize) (end - rest.data);
  self->at += rest.len + 1;
  return rest;
}

MspSpan
msp_ole_package_unwrap (MspSpan object)
{
  Cursor cursor = { .span = object };

  (void) take_number (&cursor, 4);
  if (take_number (&cursor, 4) != EMBEDDED)
    return object;
  for (guint i = 0; i < 3; i++)
    skip (&cursor, take_number (&cursor, 4));
  guint32 size = take_number (&cursor, 4);
  if (cursor.failed)
    return object;
  return msp_span_slice (object, cursor.at, (gsize) MIN ((guint64) cursor.at + size, object.len));
}

gboolean
msp_ole_package_read (MspSpan native, MspSpan *out_name, MspSpan *out_bytes)
{
  Cursor cursor = { .span = native };

  /* In its stream the size of all stands before it. */
  if (native.len >= 6 && native.data[4] == 2 && native.data[5] == 0 && !(native.data[0] == 2 && native.data[1] == 0
                                                                         && g_ascii_isprint (native.data[2])))
    skip (&cursor, 4);
  if (take_number (&cursor, 2) != 2)
    return FALSE;
  MspSpan name = take_string (&cursor);
  (void) take_string (&cursor);
  (void) take_number (&cursor, 4);
  /* The path of a temporary file, with its length before it. */
  skip (&cursor, take_number (&cursor, 4));
  guint32 size = take_number (&cursor, 4);
  if (cursor.failed || name.len == 0)
    return FALSE;
  *out_name = name;
  *out_bytes = msp_span_slice (native, cursor.at, (gsize) MIN ((guint64) cursor.at + size, native.len));
  return TRUE;
}
