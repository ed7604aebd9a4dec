/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/spool.h"

#include <criterion/criterion.h>
#include <gio/gio.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "support/scratch.h"

#define SIZE (1000 * 1000)

/* Bytes by their place, which fail at one. */
typedef struct {
  gsize at, size, fail_at;
} Pattern;

static gssize
pattern_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Pattern *self = impl;
  gsize n = MIN (len, MIN (self->size, self->fail_at) - self->at);

  if (self->at == self->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "planted");
      return -1;
    }
  for (gsize i = 0; i < n; i++)
    ((guint8 *) buf)[i] = (guint8) ((self->at + i) * 2654435761u >> 13);
  self->at += n;
  return (gssize) n;
}

static const MspStreamClass pattern_class = { .read = pattern_read };

static guint8
get_byte (gsize at)
{
  return (guint8) (at * 2654435761u >> 13);
}

/* How many of the next bytes are as they should be, from place on. */
static gsize
count_good (MspStream *stream, gsize place)
{
  guint8 buf[5000];
  gsize good = 0;
  gssize n;

  while ((n = msp_stream_read (stream, buf, sizeof buf, NULL)) > 0)
    for (gssize i = 0; i < n; i++, good++)
      if (buf[i] != get_byte (place + good))
        return good;
  return good;
}

static off_t
get_file_size (void)
{
  struct stat info;

  return fstat (msp_spool_get_fd (), &info) == 0 ? info.st_size : -1;
}

static MspStream *
take (Pattern *pattern, gsize held, gboolean *out_whole, GError **error)
{
  g_autoptr (MspStream) source = msp_stream_new (&pattern_class, pattern, -1);

  return msp_spool_take (source, held, out_whole, error);
}

Test (spool, bytes_are_the_same_through_memory_and_file)
{
  static const gsize held[] = { 0, 1, 200 * 1000, SIZE - 1, SIZE, 2 * SIZE }, places[] = { 0, 777777, SIZE - 1, SIZE, 3 };
  g_autofree char *directory = scratch_new ();

  cr_assert (msp_spool_open (directory, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (held); i++)
    {
      Pattern pattern = { 0, SIZE, G_MAXSIZE };
      gboolean is_whole = FALSE;
      g_autoptr (MspStream) stream = take (&pattern, held[i], &is_whole, NULL);

      cr_expect (is_whole);
      cr_expect_eq (msp_stream_get_size (stream), SIZE);
      for (gsize j = 0; j < G_N_ELEMENTS (places); j++)
        {
          cr_assert (msp_stream_seek (stream, places[j], NULL));
          cr_expect_eq (count_good (stream, places[j]), SIZE - places[j], "%zu %zu", i, j);
        }
    }
  cr_expect_eq (get_file_size (), 0);
  msp_spool_close ();
  scratch_remove (directory);
}

Test (spool, file_has_no_name_and_streams_share_it)
{
  g_autofree char *directory = scratch_new ();
  g_autoptr (GDir) names = NULL;
  Pattern outer = { 0, SIZE, G_MAXSIZE }, inner = { 0, SIZE / 2, G_MAXSIZE };
  volatile guint64 beat = 0;
  gboolean is_whole;

  cr_assert (msp_spool_open (directory, &beat));
  MspStream *first = take (&outer, 0, &is_whole, NULL);
  MspStream *second = take (&inner, 0, &is_whole, NULL);
  cr_expect_gt (beat, 5);
  names = g_dir_open (directory, 0, NULL);
  cr_expect_null (g_dir_read_name (names));
  cr_expect_eq (get_file_size (), SIZE + SIZE / 2);
  cr_expect_eq (count_good (first, 0), SIZE);
  cr_expect_eq (count_good (second, 0), SIZE / 2);
  msp_stream_free (second);
  cr_expect_eq (get_file_size (), SIZE);
  cr_assert (msp_stream_seek (first, 0, NULL));
  cr_expect_eq (count_good (first, 0), SIZE);
  msp_stream_free (first);
  cr_expect_eq (get_file_size (), 0);
  msp_spool_close ();
  scratch_remove (directory);
}

Test (spool, what_there_is_no_room_for_is_still_to_be_read)
{
  g_autofree char *directory = scratch_new ();
  const struct rlimit room = { 300 * 1000, RLIM_INFINITY };
  Pattern pattern = { 0, SIZE, G_MAXSIZE };
  g_autoptr (MspStream) source = msp_stream_new (&pattern_class, &pattern, -1);
  g_autoptr (GError) error = NULL;
  gboolean is_whole = TRUE;

  cr_assert (msp_spool_open (directory, NULL));
  cr_assert_eq (setrlimit (RLIMIT_FSIZE, &room), 0);
  MspStream *taken = msp_spool_take (source, 1000, &is_whole, &error);
  cr_expect_not (is_whole);
  cr_expect_null (error);
  cr_expect_str_eq (msp_spool_get_failure (), "File too large");
  gsize n = count_good (taken, 0);
  cr_expect_gt (n, 300 * 1000);
  cr_expect_eq (n + count_good (source, n), SIZE);
  msp_stream_free (taken);
  cr_expect_eq (get_file_size (), 0);
  msp_spool_close ();
  scratch_remove (directory);
}

Test (spool, without_a_file_memory_is_left)
{
  Pattern pattern = { 0, SIZE, G_MAXSIZE }, small = { 0, 1000, G_MAXSIZE };
  g_autoptr (MspStream) source = msp_stream_new (&pattern_class, &pattern, -1);
  gboolean is_whole = TRUE;

  cr_expect_not (msp_spool_open ("/nonexistent/folder", NULL));
  cr_expect_str_eq (msp_spool_get_failure (), "No such file or directory");
  g_autoptr (MspStream) taken = msp_spool_take (source, 1000, &is_whole, NULL);
  cr_expect_not (is_whole);
  gsize n = count_good (taken, 0);
  cr_expect_eq (n + count_good (source, n), SIZE);
  g_autoptr (MspStream) whole = take (&small, 1000, &is_whole, NULL);
  cr_expect (is_whole);
  cr_expect_eq (count_good (whole, 0), 1000);
}

Test (spool, a_source_that_fails_is_an_error)
{
  g_autofree char *directory = scratch_new ();

  cr_assert (msp_spool_open (directory, NULL));
  for (gsize held = 0; held <= SIZE; held += SIZE)
    {
      Pattern pattern = { 0, SIZE, SIZE / 2 };
      g_autoptr (GError) error = NULL;
      gboolean is_whole = TRUE;
      g_autoptr (MspStream) taken = take (&pattern, held, &is_whole, &error);

      cr_expect_not (is_whole);
      cr_expect_not_null (error);
      cr_expect_eq (count_good (taken, 0), SIZE / 2);
    }
  msp_spool_close ();
  scratch_remove (directory);
}
