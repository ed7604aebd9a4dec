/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/small-file.h"

#include <criterion/criterion.h>

static const struct {
  const char *path;
  gboolean    good;
} cases[] = { { "/dev/null", TRUE }, { "/dev/zero", FALSE }, { "/", FALSE }, { "/nonexistent/file", FALSE } };

Test (small_file, endless_and_missing_files_are_refused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gsize len = 1;
      g_autofree char *text = msp_small_file_read (cases[i].path, &len, &error);

      cr_expect_eq (text != NULL, cases[i].good, "%s", cases[i].path);
      cr_expect_eq (error == NULL, cases[i].good, "%s", cases[i].path);
      cr_expect (!cases[i].good || len == 0);
    }
}
