/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>

#include "detect/patterns.h"

/* Rules that are loaded with or without an image become an image again, which has to be the one that the program has. */
static void
expect_image (const MspImage *from)
{
  g_autoptr (GError) error = NULL;
  MspImageWriter out;

  msp_rules_set_image (from);
  g_autoptr (MspRules) rules = msp_rules_load (NULL, &error);
  g_autoptr (MspPatterns) patterns = rules != NULL ? msp_patterns_new (rules, NULL, &error) : NULL;

  msp_rules_set_image (NULL);
  cr_assert_not_null (patterns, "%s", error != NULL ? error->message : "");
  cr_expect_eq (msp_rules_get_image (rules), from);
  msp_image_writer_init (&out);
  msp_patterns_put (patterns, &out);
  for (guint i = 0; i < MSP_IMAGE_N_PARTS; i++)
    {
      const MspImageRange *have = &out.parts[i], *want = &msp_image_built_in->parts[i];

      cr_assert_eq (have->len, want->len, "part %u", i);
      cr_expect_gt (have->len, 0, "part %u", i);
      cr_expect_arr_eq (out.data->data + have->offset, (const guint8 *) msp_image_built_in->data + want->offset, want->len, "part %u", i);
    }
  msp_image_writer_clear (&out);
}

Test (image, is_what_reading_the_rules_gives)
{
  expect_image (NULL);
}

Test (image, gives_back_all_that_was_put_in)
{
  expect_image (msp_image_built_in);
}

Test (image, is_not_taken_where_the_user_has_rules)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("mailspill-image-XXXXXX", NULL), *path = g_build_filename (folder, "own.rules", NULL);
  const char *const files[] = { path, NULL };

  cr_assert (g_file_set_contents (path, "[weight us_ssn]\nsensitivity=7\n", -1, NULL));
  msp_rules_set_image (msp_image_built_in);
  g_autoptr (MspRules) plain = msp_rules_load (NULL, &error), own = msp_rules_load (files, &error);

  msp_rules_set_image (NULL);
  cr_assert_not_null (own, "%s", error != NULL ? error->message : "");
  cr_expect_null (msp_rules_get_image (own));
  cr_expect_eq (msp_rules_find (own, "us_ssn")->sensitivity, 7);
  cr_expect_neq (msp_rules_find (plain, "us_ssn")->sensitivity, 7);
  cr_expect_eq (msp_rules_get_length (own), msp_rules_get_length (plain));
  g_unlink (path);
  g_rmdir (folder);
}
