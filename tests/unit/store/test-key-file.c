/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/key-file.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

#include "support/sample-case.h"

static gpointer
share (gpointer path)
{
  guint8 *key = g_new0 (guint8, MSP_KEY_LEN);

  return msp_key_file_share (path, key, NULL) ? key : NULL;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

Test (key_file, all_who_share_one_at_the_same_time_get_the_same)
{
  for (int round = 0; round < 20; round++)
    {
      g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "all.key", NULL), *first = NULL;
      GThread *threads[8];

      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("share", share, path);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        {
          g_autofree char *key = g_thread_join (threads[i]);

          cr_assert_not_null (key);
          cr_expect (first == NULL || memcmp (first, key, MSP_KEY_LEN) == 0);
          if (first == NULL)
            first = g_steal_pointer (&key);
        }
      cr_expect_eq (count_files (folder), 1, "nothing but the key is left");
      sample_case_remove (folder);
    }
}

Test (key_file, share_refuses_what_is_no_key)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "all.key", NULL);
  g_autoptr (GError) error = NULL;
  guint8 key[MSP_KEY_LEN];

  cr_assert (g_file_set_contents_full (path, "short", 5, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  cr_expect_not (msp_key_file_share (path, key, &error));
  cr_expect_not_null (error);
  g_clear_error (&error);
  cr_expect_not (msp_key_file_share ("/nonexistent/all.key", key, &error));
  cr_expect_not_null (error);
  sample_case_remove (folder);
}
