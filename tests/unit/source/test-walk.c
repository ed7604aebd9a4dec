/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "source/walk.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/manifest.h"
#include "support/scratch.h"

static char *tree;

static void
put (const char *name, const char *text)
{
  g_free (scratch_write (tree, name, text, -1));
}

static void
set_up (void)
{
  tree = scratch_new ();
  put ("mail/b", "22");
  put ("mail/a/z", "1");
  put ("mail/a.txt", "");
  put ("mail/a-", "333");
  put ("mail/\xff\nodd", "4444");
  put ("other/mail/x", "55555");
}

static void
tear_down (void)
{
  scratch_remove (tree);
  g_free (tree);
}

/* One line a file: path, size, fate and reason. */
static char *
describe (const char *const *paths, const char *const *exclude, guint64 *out_total)
{
  g_autoptr (GPtrArray) full = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);
  MspFile *file;

  for (; *paths != NULL; paths++)
    g_ptr_array_add (full, g_build_filename (tree, *paths, NULL));
  g_ptr_array_add (full, NULL);
  g_autoptr (MspWalk) walk = msp_walk_new ((const char *const *) full->pdata, exclude, NULL);
  cr_assert_not_null (walk);
  while ((file = msp_walk_next (walk)) != NULL)
    {
      g_string_append_printf (text, "%s %" G_GUINT64_FORMAT, file->path, file->size);
      if (file->fate != MSP_FATE_READ)
        g_string_append_printf (text, " %s %s", msp_fate_get_name (file->fate), msp_reason_get_name (file->reason));
      g_string_append_c (text, ';');
      msp_file_free (file);
    }
  if (out_total != NULL)
    *out_total = msp_walk_get_total (walk);
  return g_string_free (text, FALSE);
}

Test (walk, files_come_in_order_of_their_bytes, .init = set_up, .fini = tear_down)
{
  static const char *const paths[] = { "mail", NULL };
  guint64 total;
  g_autofree char *text = describe (paths, NULL, &total);

  cr_expect_str_eq (text, "mail/a/z 1;mail/a- 3;mail/a.txt 0;mail/b 2;mail/\xff\nodd 4;");
  cr_expect_eq (total, 10);
}

Test (walk, labels_of_roots_are_unique, .init = set_up, .fini = tear_down)
{
  static const char *const paths[] = { "mail/b", "other/mail/", "mail/a", "mail/a/../b", "other/mail", NULL };
  g_autofree char *text = describe (paths, NULL, NULL);

  cr_expect_str_eq (text, "b 2;mail/x 5;a/z 1;b~2 2;mail~2/x 5;");
  put ("other/b~2", "");
  put ("other/b~3", "");
  static const char *const taken[] = { "mail/b", "other/b~2", "mail/b", "mail/b", "other/b~2", "other/b~3", NULL };
  g_autofree char *others = describe (taken, NULL, NULL);
  cr_expect_str_eq (others, "b 2;b~2 0;b~3 2;b~4 2;b~2~2 0;b~3~2 0;");
}

Test (walk, special_files_are_named_not_read, .init = set_up, .fini = tear_down)
{
  static const char *const paths[] = { "mail/a", "link", NULL };
  g_autofree char *fifo = g_build_filename (tree, "mail/a/pipe", NULL);
  g_autofree char *link = g_build_filename (tree, "mail/a/link", NULL);
  g_autofree char *loop = g_build_filename (tree, "mail/a/loop", NULL);
  g_autofree char *root = g_build_filename (tree, "link", NULL);
  guint64 total;

  cr_assert_eq (mkfifo (fifo, 0600), 0);
  cr_assert_eq (symlink ("../b", link), 0);
  cr_assert_eq (symlink ("..", loop), 0);
  cr_assert_eq (symlink ("other", root), 0);
  g_autofree char *text = describe (paths, NULL, &total);
  cr_expect_str_eq (text,
                    "a/link 0 opaque unsupported;a/loop 0 opaque unsupported;a/pipe 0 opaque unsupported;a/z 1;link/mail/x 5;");
  cr_expect_eq (total, 6);
}

Test (walk, excluded_files_are_skipped_with_their_size, .init = set_up, .fini = tear_down)
{
  static const struct { const char *glob, *expected; } rows[] = {
    { "*.txt", "mail/a/z 1;mail/a- 3;mail/a.txt 0 skipped option;mail/b 2;mail/\xff\nodd 4;" },
    { "mail/a", "mail/a/z 1 skipped option;mail/a- 3;mail/a.txt 0;mail/b 2;mail/\xff\nodd 4;" },
    { "*odd", "mail/a/z 1;mail/a- 3;mail/a.txt 0;mail/b 2;mail/\xff\nodd 4 skipped option;" },
    { "?", "mail/a/z 1 skipped option;mail/a- 3;mail/a.txt 0;mail/b 2 skipped option;mail/\xff\nodd 4;" },
    { "nothing", "mail/a/z 1;mail/a- 3;mail/a.txt 0;mail/b 2;mail/\xff\nodd 4;" },
  };
  static const char *const paths[] = { "mail", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const exclude[] = { rows[i].glob, NULL };
      g_autofree char *text = describe (paths, exclude, NULL);

      cr_expect_str_eq (text, rows[i].expected, "%s", rows[i].glob);
    }
}

Test (walk, missing_root_is_an_error_before_anything_is_read, .init = set_up, .fini = tear_down)
{
  g_autofree char *missing = g_build_filename (tree, "missing", NULL);
  const char *const paths[] = { tree, missing, NULL };
  g_autoptr (GError) error = NULL;

  cr_expect_null (msp_walk_new (paths, NULL, &error));
  cr_expect (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
}

Test (walk, what_goes_while_it_is_walked_is_named, .init = set_up, .fini = tear_down)
{
  g_autofree char *top = g_build_filename (tree, "mail", NULL), *gone = g_build_filename (tree, "mail/a.txt", NULL);
  const char *const paths[] = { top, NULL };
  g_autoptr (MspWalk) walk = msp_walk_new (paths, NULL, NULL);
  g_autoptr (MspFile) first = msp_walk_next (walk);

  cr_expect_str_eq (first->path, "mail/a/z");
  cr_assert_eq (g_unlink (gone), 0);
  g_autoptr (MspFile) file = msp_walk_next (walk);
  for (; file != NULL && strcmp (file->path, "mail/a.txt") != 0; file = msp_walk_next (walk))
    msp_file_free (file);
  cr_assert_not_null (file);
  cr_expect_eq (file->fate, MSP_FATE_FAILED);
  cr_expect_eq (file->reason, MSP_REASON_IO);
  cr_expect (g_str_has_prefix (file->detail, "cannot look at it: "), "%s", file->detail);
}

Test (walk, what_is_no_file_any_more_is_not_opened, .init = set_up, .fini = tear_down)
{
  g_autofree char *path = g_build_filename (tree, "mail/b", NULL);
  g_autoptr (GError) error = NULL;
  MspFile file = { .path = (char *) "mail/b", .real_path = path };

  cr_assert_eq (g_unlink (path), 0);
  cr_assert_eq (mkfifo (path, 0600), 0);
  cr_expect_null (msp_file_open (&file, &error));
  cr_expect (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT));
}

Test (walk, deep_directories_end_in_a_limit, .init = set_up, .fini = tear_down)
{
  g_autofree char *top = g_build_filename (tree, "deep", NULL);
  g_autoptr (GString) path = g_string_new (top);
  const char *const paths[] = { top, NULL };
  gboolean limited = FALSE;
  MspFile *file;

  for (guint i = 0; i < MSP_WALK_DEPTH_MAX + 1; i++)
    g_string_append (path, "/d");
  cr_assert_eq (g_mkdir_with_parents (path->str, 0700), 0);
  g_autoptr (MspWalk) walk = msp_walk_new (paths, NULL, NULL);
  while ((file = msp_walk_next (walk)) != NULL)
    {
      limited |= file->fate == MSP_FATE_FAILED && file->reason == MSP_REASON_LIMIT;
      msp_file_free (file);
    }
  cr_expect (limited);
}

Test (walk, file_is_opened_without_following_links, .init = set_up, .fini = tear_down)
{
  g_autofree char *path = g_build_filename (tree, "mail/b", NULL);
  g_autofree char *link = g_build_filename (tree, "mail/link", NULL);
  g_autoptr (GError) error = NULL;
  char buf[8];
  MspFile file = { .path = (char *) "mail/b", .real_path = path };
  g_autoptr (MspStream) stream = msp_file_open (&file, NULL);

  cr_assert_not_null (stream);
  cr_expect_eq (msp_stream_get_size (stream), 2);
  cr_expect_eq (msp_stream_read (stream, buf, sizeof buf, NULL), 2);
  cr_assert_eq (symlink ("b", link), 0);
  file = (MspFile) { .path = (char *) "mail/link", .real_path = link };
  cr_expect_null (msp_file_open (&file, &error));
  cr_assert_not_null (error);
  cr_expect_eq (error->domain, G_IO_ERROR);
  cr_expect_not_null (strstr (error->message, "mail/link"));
}

/* The last access to path, set to long ago by set_access. */
static time_t
get_access (const char *path)
{
  struct stat info;

  cr_assert_eq (stat (path, &info), 0);
  return info.st_atime;
}

static void
set_access (const char *path)
{
  const struct timespec times[2] = { { .tv_sec = 1000000000 }, { .tv_nsec = UTIME_OMIT } };

  cr_assert_eq (utimensat (AT_FDCWD, path, times, 0), 0);
}

Test (walk, access_times_of_evidence_stay, .init = set_up, .fini = tear_down)
{
  g_autofree char *top = g_build_filename (tree, "mail", NULL), *path = g_build_filename (tree, "mail/b", NULL);
  const char *const paths[] = { top, NULL };
  char buf[8];

  set_access (top);
  set_access (path);
  g_autoptr (MspWalk) walk = msp_walk_new (paths, NULL, NULL);
  for (MspFile *file; (file = msp_walk_next (walk)) != NULL; msp_file_free (file))
    {
      g_autoptr (MspStream) stream = msp_file_open (file, NULL);

      cr_assert_geq (msp_stream_read (stream, buf, sizeof buf, NULL), 0);
    }
  g_autoptr (MspManifest) manifest = msp_manifest_new ();
  msp_manifest_add (manifest, path);
  g_free (msp_manifest_take (manifest, path, NULL));
  cr_expect_eq (get_access (top), 1000000000);
  cr_expect_eq (get_access (path), 1000000000);
}

Test (walk, standard_input_is_labelled)
{
  static const char *const paths[] = { "-", NULL };
  g_autoptr (MspWalk) walk = msp_walk_new (paths, NULL, NULL);
  g_autoptr (MspFile) file = msp_walk_next (walk);

  cr_assert_not_null (file);
  cr_expect_str_eq (file->path, "stdin");
  cr_expect_null (file->real_path);
  cr_expect_str_eq (msp_walk_get_roots (walk)[0], "stdin");
  cr_expect_null (msp_walk_next (walk));
}
