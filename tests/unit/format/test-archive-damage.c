/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>
#include <gio/gio.h>

#include "archives.h"

Test (archive_damage, limits_end_in_an_error)
{
  static const ArchiveMember zeros[] = { { "a", NULL, 80 * 1024 * 1024, AE_IFREG }, { "b", "x", 0, AE_IFREG }, { NULL, NULL, 0, 0 } };
  g_autoptr (GBytes) bomb = archives_make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, zeros);
  g_autoptr (GBytes) zip = archives_make (ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, archives_members);
  g_autoptr (GBytes) seven = archives_make (ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, archives_members);
  MspLimits limits;

  msp_limits_init (&limits);
  limits.expanded_ratio = 50;
  g_autofree char *ratio = archives_describe (bomb, TRUE, "x", &limits, NULL);
  cr_expect (g_str_has_suffix (ratio, "!3;!3"), "%s", ratio);
  msp_limits_init (&limits);
  limits.entries = 2;
  g_autofree char *entries = archives_describe (zip, TRUE, "x", &limits, NULL);
  cr_expect_str_eq (entries, "jane/inbox.mbox=10;jane/Entw\303\274rfe.txt=6;!3");
  limits.entries = ARCHIVES_N_MEMBERS;
  g_autofree char *just = archives_describe (zip, TRUE, "x", &limits, NULL);
  cr_expect_str_eq (just, ARCHIVES_ALL);
  msp_limits_init (&limits);
  limits.expanded_bytes = 1000;
  g_autofree char *bytes = archives_describe (zip, TRUE, "x", &limits, NULL);
  cr_expect_str_eq (bytes, "jane/inbox.mbox=10;jane/Entw\303\274rfe.txt=6;empty=0;big=1000!3;");
  msp_limits_init (&limits);
  limits.message_bytes = 100;
  g_autofree char *held = archives_describe (seven, FALSE, "x", &limits, NULL);
  cr_expect_str_eq (held, "!3");
  g_autofree char *streamed = archives_describe (zip, FALSE, "x", &limits, NULL);
  cr_expect_str_eq (streamed, ARCHIVES_ALL);
}

Test (archive_damage, damage_is_an_error_behind_the_good_bytes)
{
  static const ArchiveMember two[] = { { "a", "good", 0, AE_IFREG }, { "b", NULL, 300000, AE_IFREG }, { NULL, NULL, 0, 0 } };
  g_autoptr (GBytes) tar = archives_make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, two);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (tar, 0, 100000);
  g_autofree char *text = archives_describe (cut, TRUE, "x", NULL, NULL);

  cr_expect (g_str_has_prefix (text, "a=4;b=98"), "%s", text);
  cr_expect_not_null (strstr (text, "!0;"), "%s", text);
  g_autoptr (GBytes) zip = archives_make (ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, two);
  gsize len;
  const char *data = g_bytes_get_data (zip, &len);
  g_autofree char *copy = g_memdup2 (data, len);
  gsize index = 0;
  while (index + 20 < len && memcmp (copy + index, "PK\1\2", 4) != 0)
    index++;
  copy[index + 16] ^= 1;
  g_autoptr (GBytes) wrong = g_bytes_new (copy, len);
  g_autofree char *crc = archives_describe (wrong, TRUE, "x", NULL, NULL);
  cr_expect_str_eq (crc, "a=4!0;b=300000;");
}

typedef struct {
  MspStream *memory;
  gsize      left;      /* bytes until it fails */
} Failing;

static gssize
failing_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Failing *self = impl;
  gssize n = self->left > 0 ? msp_stream_read (self->memory, buf, MIN (len, self->left), error) : -1;

  if (n < 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "planted");
  self->left -= (gsize) MAX (n, 0);
  return n;
}

/* A disk that fails is no damaged archive. */
Test (archive_damage, failing_source_is_told_from_damage)
{
  static const MspStreamClass failing_class = { failing_read, NULL, NULL };
  static const struct { int format, filter; } rows[] = {
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE }, { ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP },
  };
  static const ArchiveMember one[] = { { "x", NULL, 300000, AE_IFREG }, { NULL, NULL, 0, 0 } };
  MspLimits limits;

  msp_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = archives_make (rows[i].format, rows[i].filter, one);
      g_autoptr (MspStream) memory = msp_stream_new_for_bytes (bytes);
      Failing failing = { memory, g_bytes_get_size (bytes) / 2 };
      g_autoptr (MspStream) stream = msp_stream_new (&failing_class, &failing, -1);
      g_autoptr (GError) error = NULL;
      MspArchiveEntry entry;
      MspSpan head;
      gboolean end = FALSE;
      char buf[1000];

      cr_assert (msp_stream_peek (stream, 512, &head, NULL));
      g_autoptr (MspArchive) archive = msp_archive_open (stream, msp_archive_kind_sniff (head), "x", &limits, NULL);
      cr_assert (msp_archive_next (archive, &entry, &end, NULL) && entry.stream != NULL, "row %zu", i);
      while (msp_stream_read (entry.stream, buf, sizeof buf, &error) > 0)
        ;
      cr_assert (g_error_matches (error, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_IO), "row %zu: %s", i, error ? error->message : "");
      cr_expect_str_eq (error->message, "planted");
    }
}

/* The packed bytes of a cut file must not take those unpacked before with them. */
Test (archive_damage, cut_entry_gives_what_is_there)
{
  static const ArchiveMember two[] = { { "a", "good", 0, AE_IFREG }, { "b", NULL, 300000, AE_IFREG }, { NULL, NULL, 0, 0 } };
  static const struct { int format, filter; const char *expected; } rows[] = {
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, "a=4;b=2" },
    { ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "a=4;b=2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) whole = archives_make (rows[i].format, rows[i].filter, two);
      gsize len = g_bytes_get_size (whole);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, rows[i].filter == ARCHIVE_FILTER_GZIP ? len - 30 : len - 200);
      g_autofree char *text = archives_describe (cut, TRUE, "x", NULL, NULL);

      cr_expect (g_str_has_prefix (text, rows[i].expected), "%s", text);
      cr_expect_not_null (strstr (text, "!0;"), "%s", text);
    }
}

Test (archive_damage, compressed_file_fails_with_its_one_entry)
{
  static const struct { int filter; const char *prefix; } rows[] = {
    { ARCHIVE_FILTER_GZIP, "mail=" }, { ARCHIVE_FILTER_XZ, "mail=" },
  };
  g_autoptr (GString) noise = g_string_new (NULL);
  guint32 state = 1;

  while (noise->len < 300000)
    g_string_append_printf (noise, "%x", state = state * 1103515245 + 12345);
  const ArchiveMember one[] = { { "x", noise->str, 0, AE_IFREG }, { NULL, NULL, 0, 0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) whole = archives_make (ARCHIVE_FORMAT_RAW, rows[i].filter, one);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 100);
      g_autofree char *text = archives_describe (cut, TRUE, "mail", NULL, NULL);

      cr_expect (g_str_has_prefix (text, rows[i].prefix), "%s", text);
      cr_expect (g_str_has_suffix (text, "!0;!0"), "%s", text);
    }
}

/* A bomb in a bomb has no more room than the outer one. */
Test (archive_damage, archives_inside_share_the_limit)
{
  static const ArchiveMember inside[] = { { "zeros", NULL, 3 * 1024 * 1024, AE_IFREG }, { NULL, NULL, 0, 0 } };
  g_autoptr (GBytes) inner = archives_make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, inside);
  MspLimits limits;
  guint64 sum = 0;
  MspArchiveEntry entry;
  gboolean end = FALSE;
  g_autoptr (GString) tar = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    {
      gsize len;
      const char *data = g_bytes_get_data (inner, &len);
      const ArchiveMember one[] = { { "x", NULL, len, AE_IFREG }, { NULL, NULL, 0, 0 } };
      g_autoptr (GBytes) frame = archives_make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, one);
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));

      memcpy (copy + 512, data, len);
      g_string_append_len (tar, copy, (gssize) (512 + (len + 511) / 512 * 512));
    }
  g_autoptr (GBytes) bytes = g_bytes_new (tar->str, tar->len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  MspSpan head;
  msp_limits_init (&limits);
  cr_assert (msp_stream_peek (stream, 4096, &head, NULL));
  g_autoptr (MspArchive) outer = msp_archive_open (stream, msp_archive_kind_sniff (head), "x", &limits, NULL);
  while (outer != NULL && msp_archive_next (outer, &entry, &end, NULL) && !end)
    {
      MspArchiveEntry zeros;
      gboolean inner_end = FALSE;

      if (!msp_stream_peek (entry.stream, 4096, &head, NULL))
        continue;
      g_autoptr (MspArchive) archive = msp_archive_open (entry.stream, msp_archive_kind_sniff (head), "x", &limits, NULL);
      while (archive != NULL && msp_archive_next (archive, &zeros, &inner_end, NULL) && !inner_end)
        {
          char buf[4096];
          gssize n;

          while ((n = msp_stream_read (zeros.stream, buf, sizeof buf, NULL)) > 0)
            sum += (guint64) n;
        }
    }
  cr_expect_gt (sum, 20 * 1024 * 1024);
  cr_expect_lt (sum, 64 * 1024 * 1024);
}

Test (archive_damage, shuffled_bytes_end)
{
  static const int formats[] = { ARCHIVE_FORMAT_ZIP, ARCHIVE_FORMAT_7ZIP, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FORMAT_CPIO_POSIX };
  static const ArchiveMember small[] = { { "a", "good", 0, AE_IFREG }, { "b", NULL, 2000, AE_IFREG }, { NULL, NULL, 0, 0 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint opened = 0;

  for (guint round = 0; round < 600; round++)
    {
      g_autoptr (GBytes) bytes = archives_make (formats[round % 4], round % 8 < 4 ? ARCHIVE_FILTER_NONE : ARCHIVE_FILTER_GZIP, small);
      gsize len;
      const char *data = g_bytes_get_data (bytes, &len);
      g_autofree char *copy = g_memdup2 (data, len);

      for (guint i = 0; i < 1 + round % 5; i++)
        copy[g_rand_int_range (rand, 0, (gint32) len)] = (char) g_rand_int (rand);
      g_autoptr (GBytes) wrong = g_bytes_new (copy, round % 3 == 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) len) : len);
      g_autofree char *text = archives_describe (wrong, round % 2 == 0, "x", NULL, NULL);

      opened += strcmp (text, "none") != 0;
    }
  cr_expect_gt (opened, 300);
}
