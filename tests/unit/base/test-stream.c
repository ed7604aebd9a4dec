/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/stream.h"

#include <criterion/criterion.h>
#include <gio/gio.h>

/* Gives one byte a call, and fails at a given place. */
typedef struct {
  const char *text;
  gsize       at, fail_at;
} Dripping;

static gssize
dripping_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Dripping *self = impl;

  if (self->at == self->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "planted");
      return -1;
    }
  if (self->text[self->at] == '\0')
    return 0;
  *(char *) buf = self->text[self->at++];
  return 1;
}

static const MspStreamClass dripping_class = { dripping_read, NULL, NULL };

Test (stream, peek_does_not_consume)
{
  Dripping impl = { "abcdefgh", 0, G_MAXSIZE };
  g_autoptr (MspStream) stream = msp_stream_new (&dripping_class, &impl, -1);
  MspSpan span;
  char buf[9] = "";

  cr_assert (msp_stream_peek (stream, 3, &span, NULL));
  cr_expect (msp_span_equals (span, "abc"));
  cr_assert_eq (msp_stream_read (stream, buf, 2, NULL), 2);
  cr_assert (msp_stream_peek (stream, 100, &span, NULL));
  cr_expect (msp_span_equals (span, "cdefgh"));
  cr_expect_eq (msp_stream_tell (stream), 2);
  cr_assert_eq (msp_stream_read (stream, buf, 9, NULL), 6);
  cr_expect_eq (msp_stream_read (stream, buf, 9, NULL), 0);
  cr_expect_eq (msp_stream_tell (stream), 8);
}

Test (stream, failure_halfway_is_an_error)
{
  Dripping impl = { "abcdefgh", 0, 4 };
  g_autoptr (MspStream) stream = msp_stream_new (&dripping_class, &impl, -1);
  g_autoptr (GError) error = NULL;
  char buf[9] = "";

  cr_assert_eq (msp_stream_read (stream, buf, 8, &error), 4);
  cr_assert_null (error);
  cr_assert_eq (msp_stream_read (stream, buf, 8, &error), -1);
  cr_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED));
}

Test (stream, memory_seeks_and_ends)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("0123456789", 10);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  MspSpan span;
  char buf[4];

  cr_assert (msp_stream_peek (stream, 4, &span, NULL));
  cr_assert (msp_stream_seek (stream, 7, NULL));
  cr_assert_eq (msp_stream_read (stream, buf, 4, NULL), 3);
  cr_expect_eq (memcmp (buf, "789", 3), 0);
  cr_assert (msp_stream_seek (stream, 99, NULL));
  cr_expect_eq (msp_stream_read (stream, buf, 4, NULL), 0);
  cr_expect_eq (msp_stream_get_size (stream), 10);
}
