/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/output-folder.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (files) != NULL)
    n++;
  return n;
}

static gboolean
has_nameless_files (const char *folder)
{
  int fd = open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);

  if (fd >= 0)
    (void) close (fd);
  return fd >= 0 && access ("/proc/self/fd", X_OK) == 0;
}

/* As Ctrl-C ends it: nobody is there to clean up. */
static void
write_and_die (const char *path)
{
  pid_t pid = fork ();

  if (pid == 0)
    {
      MspOutput *output = msp_output_new (path, NULL);

      g_string_append (msp_output_get_buffer (output), "half a report");
      _exit (output != NULL && msp_output_flush (output, NULL) ? 0 : 1);
    }
  int status;
  cr_assert_eq (waitpid (pid, &status, 0), pid);
  cr_assert_eq (status, 0);
}

Test (output, interrupted_report_leaves_nothing_and_a_whole_one_takes_its_place)
{
  g_autofree char *folder = g_dir_make_tmp ("mailspill-output-XXXXXX", NULL), *path = g_build_filename (folder, "report.json", NULL);
  g_autofree char *text = NULL;

  write_and_die (path);
  if (has_nameless_files (folder))
    cr_expect_eq (count_files (folder), 0);
  cr_assert (g_file_set_contents (path, "an older report", -1, NULL));
  g_autoptr (MspOutput) output = msp_output_new (path, NULL);
  g_string_append (msp_output_get_buffer (output), "a whole report");
  cr_expect (msp_output_close (output, NULL));
  cr_expect (g_file_get_contents (path, &text, NULL, NULL));
  cr_expect_str_eq (text, "an older report");
  cr_expect (msp_output_publish (output, NULL));
  g_clear_pointer (&text, g_free);
  cr_expect (g_file_get_contents (path, &text, NULL, NULL));
  cr_expect_str_eq (text, "a whole report");
  if (has_nameless_files (folder))
    cr_expect_eq (count_files (folder), 1);
  g_unlink (path);
  g_rmdir (folder);
}

/* As a full disk does. */
static void
allow_no_bytes (void)
{
  const struct rlimit none = { 0, RLIM_INFINITY };

  (void) signal (SIGXFSZ, SIG_IGN);
  cr_assert_eq (setrlimit (RLIMIT_FSIZE, &none), 0);
}

Test (output, a_folder_that_could_not_be_filled_is_gone_again)
{
  g_autofree char *folder = g_dir_make_tmp ("mailspill-output-XXXXXX", NULL), *made = g_build_filename (folder, "made", NULL);
  const char *const paths[] = { made, folder };

  allow_no_bytes ();
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_auto (MspOutputFolder) into = { NULL };
      g_autofree char *path = g_build_filename (paths[i], "a.csv", NULL);

      cr_assert (msp_output_folder_init (&into, paths[i], NULL));
      MspOutput *output = msp_output_new (path, NULL);
      cr_assert (msp_output_folder_take (&into, output));
      g_string_append (msp_output_get_buffer (output), "a table");
      cr_expect_not (msp_output_close (output, NULL));
      cr_expect_not (msp_output_folder_take (&into, NULL));
    }
  cr_expect_not (g_file_test (made, G_FILE_TEST_EXISTS));
  cr_expect_eq (count_files (folder), 0);
  cr_expect_eq (g_rmdir (folder), 0);
}
