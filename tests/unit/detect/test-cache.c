/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

#include "detect/cache.h"

Test (cache, damaged_or_foreign_files_are_as_if_not_there)
{
  g_autofree char *folder = g_dir_make_tmp ("cache-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "key.patterns", NULL);
  g_autofree char *other = g_build_filename (folder, "other.patterns", NULL);
  g_autofree char *content = NULL;
  gsize len;

  cr_expect_null (msp_cache_read (folder, "key"));
  msp_cache_write (folder, "key", "payload", 7);
  g_autoptr(GBytes) bytes = msp_cache_read (folder, "key");

  cr_assert_not_null (bytes);
  cr_expect_eq (g_bytes_get_size (bytes), 7);
  cr_expect_arr_eq (g_bytes_get_data (bytes, NULL), "payload", 7);
  cr_assert (g_file_get_contents (path, &content, &len, NULL));
  for (gsize i = 0; i < len; i++)
    {
      content[i] ^= 4;
      cr_assert (g_file_set_contents_full (path, content, (gssize) len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      cr_expect_null (msp_cache_read (folder, "key"), "byte %zu", i);
      content[i] ^= 4;
      cr_assert (g_file_set_contents_full (path, content, (gssize) i, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      cr_expect_null (msp_cache_read (folder, "key"), "cut at %zu", i);
    }
  cr_assert (g_file_set_contents_full (other, content, (gssize) len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  cr_expect_null (msp_cache_read (folder, "other"));
  cr_assert (g_file_set_contents_full (path, content, (gssize) len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_chmod (path, 0666);
  cr_expect_null (msp_cache_read (folder, "key"));
  g_remove (path);
  g_remove (other);
  g_rmdir (folder);
}
