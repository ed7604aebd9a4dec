/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive-names.h"

#include <criterion/criterion.h>

/* Entries 1, 2, 3 … of an archive and the names they get. */
static const struct {
  const char *stored[6], *given[6];
} cases[] = {
  { { "a", "b", "a", "a" }, { "a", "b", "a~3", "a~4" } },
  { { "a~3", "a", "a" }, { "a~3", "a", "a~3~3" } },
  { { "a~4", "a~4~4", "a", "a" }, { "a~4", "a~4~4", "a", "a~4~4~4" } },
  { { "", "" }, { "", "~2" } },
};

Test (archive_names, no_name_is_given_twice)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MspArchiveNames names;

      msp_archive_names_init (&names);
      for (guint k = 0; k < G_N_ELEMENTS (cases[i].stored) && cases[i].stored[k] != NULL; k++)
        {
          const char *name = msp_archive_names_add (&names, cases[i].stored[k], k + 1);

          cr_expect_str_eq (name, cases[i].given[k], "row %zu, entry %u", i, k + 1);
        }
      msp_archive_names_clear (&names);
    }
}

/* Long names of one letter, and of letters of which a cut could leave half. */
Test (archive_names, long_names_keep_both_ends)
{
  static const char *const letters[] = { "n", "\xc3\xa9", "\xe6\x97\xa5", "\xf0\x9f\x98\x80", "\x80" };

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autoptr (GString) stored = g_string_new ("jane/");
      MspArchiveNames names;

      msp_archive_names_init (&names);
      while (stored->len <= MSP_ARCHIVE_NAME_MAX)
        g_string_append (stored, letters[i]);
      g_string_append (stored, "/in.mbox");
      g_autofree char *first = g_strdup (msp_archive_names_add (&names, stored->str, 1));
      const char *second = msp_archive_names_add (&names, stored->str, 2);
      cr_expect_str_neq (first, second);
      cr_expect_leq (strlen (first), MSP_ARCHIVE_NAME_MAX);
      cr_expect_not_null (strstr (first, "~1~"));
      cr_expect (g_str_has_prefix (first, "jane") && g_str_has_suffix (first, "/in.mbox"), "row %zu: %s", i, first);
      cr_expect (letters[i][0] == '\x80' || g_utf8_validate (first, -1, NULL), "row %zu: %s", i, first);
      msp_archive_names_clear (&names);
    }
}

Test (archive_names, name_at_the_maximum_stays)
{
  g_autofree char *stored = g_strnfill (MSP_ARCHIVE_NAME_MAX, 'n');
  MspArchiveNames names;

  msp_archive_names_init (&names);
  cr_expect_str_eq (msp_archive_names_add (&names, stored, 1), stored);
  msp_archive_names_clear (&names);
}

static const struct {
  const char *extension, *name, *stem;
} stems[] = {
  { ".gz", "mail.mbox.gz", "mail.mbox" },
  { ".gz", "MAIL.GZ", "MAIL" },
  { ".gz", "mail.tgz", "mail.tar" },
  { ".xz", "mail.txz", "mail.tar" },
  { ".gz", ".gz", ".gz" },
  { ".gz", "mail", "mail" },
  { ".gz", "", "data" },
};

Test (archive_names, stem_is_what_was_compressed)
{
  for (gsize i = 0; i < G_N_ELEMENTS (stems); i++)
    {
      g_autofree char *stem = msp_archive_names_make_stem (stems[i].extension, stems[i].name);

      cr_expect_str_eq (stem, stems[i].stem);
    }
}
