/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "source/manifest.h"

#include <criterion/criterion.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

/* FIPS 180-4 examples: the empty message, "abc", a million times "a". */
Test (manifest, hashes_are_those_of_the_standard)
{
  static const struct { char letter; gsize times; const char *digest; } rows[] = {
    { 0, 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { 'a', 1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb" },
    { 'a', 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0" },
  };
  g_autoptr (MspManifest) manifest = msp_manifest_new ();
  char *paths[G_N_ELEMENTS (rows)];

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strnfill (rows[i].times, rows[i].letter);
      int fd = g_file_open_tmp ("mailspill-XXXXXX", &paths[i], NULL);

      cr_assert (fd >= 0 && g_close (fd, NULL));
      cr_assert (g_file_set_contents (paths[i], text, (gssize) rows[i].times, NULL));
      msp_manifest_add (manifest, paths[i]);
      msp_manifest_add (manifest, paths[i]);
    }
  for (gsize k = 2 * G_N_ELEMENTS (rows); k-- > 0;)
    {
      g_autofree char *digest = msp_manifest_take (manifest, paths[k / 2], NULL);

      cr_expect_str_eq (digest, rows[k / 2].digest);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      (void) g_unlink (paths[i]);
      g_free (paths[i]);
    }
}

/* Files of other lengths, some beyond a block, are hashed beside one another. */
Test (manifest, files_hashed_together_keep_their_own_digests)
{
  static const gsize lens[] = { 600000, 0, 262144, 262145, 1, 1000000, 63, 524288, 64, 300001 };
  g_autoptr (MspManifest) manifest = msp_manifest_new ();
  char *paths[G_N_ELEMENTS (lens)], *expected[G_N_ELEMENTS (lens)];

  for (gsize i = 0; i < G_N_ELEMENTS (lens); i++)
    {
      g_autofree char *text = g_strnfill (lens[i], (char) ('a' + i));
      int fd = g_file_open_tmp ("mailspill-XXXXXX", &paths[i], NULL);

      cr_assert (fd >= 0 && g_close (fd, NULL));
      cr_assert (g_file_set_contents (paths[i], text, (gssize) lens[i], NULL));
      expected[i] = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, lens[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lens); i++)
    msp_manifest_add (manifest, paths[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (lens); i++)
    {
      g_autofree char *digest = msp_manifest_take (manifest, paths[i], NULL);

      cr_expect_str_eq (digest, expected[i], "%zu bytes", lens[i]);
      (void) g_unlink (paths[i]);
      g_free (paths[i]);
      g_free (expected[i]);
    }
}

Test (manifest, missing_file_is_an_error_without_its_directory)
{
  g_autoptr (MspManifest) manifest = msp_manifest_new ();
  g_autoptr (GError) error = NULL;

  msp_manifest_add (manifest, "/nowhere/mail");
  cr_expect_null (msp_manifest_take (manifest, "/nowhere/mail", &error));
  cr_assert (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND));
  cr_expect_null (strstr (error->message, "nowhere"));
}

Test (manifest, ends_while_files_wait)
{
  MspManifest *manifest = msp_manifest_new ();

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *path = g_strdup_printf ("/nowhere/%u", i);

      msp_manifest_add (manifest, path);
    }
  msp_manifest_free (manifest);
}
