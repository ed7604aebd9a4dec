/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support/scratch.h"

#include <glib/gstdio.h>

char *
scratch_new (void)
{
  g_autoptr (GError) error = NULL;
  char *directory = g_dir_make_tmp ("mailspill-test-XXXXXX", &error);

  g_assert_no_error (error);
  return directory;
}

char *
scratch_write (const char *directory, const char *name, const char *data, gssize len)
{
  char *path = g_build_filename (directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, len, &error));
  return path;
}

void
scratch_remove (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        scratch_remove (path);
      else
        (void) g_unlink (path);
    }
  (void) g_rmdir (directory);
}
