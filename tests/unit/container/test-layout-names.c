/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/layout-names.h"

#include <criterion/criterion.h>

typedef gboolean (*Predicate) (const char *name);

Test (layout_names, names_tell_what_they_are_for)
{
  static const struct { Predicate is; const char *name; gboolean expected; } rows[] = {
    { msp_layout_is_folder, "Inbox", TRUE },
    { msp_layout_is_folder, "SENT ITEMS", TRUE },
    { msp_layout_is_folder, "[Gmail]", TRUE },
    { msp_layout_is_folder, "Top of Personal Folders", TRUE },
    { msp_layout_is_folder, "Work.sbd", TRUE },
    { msp_layout_is_folder, "Work.mbox", TRUE },
    { msp_layout_is_folder, ".sbd", FALSE },
    { msp_layout_is_folder, "Inboxes", FALSE },
    { msp_layout_is_folder, "jane", FALSE },
    { msp_layout_is_folder, "", FALSE },
    { msp_layout_is_store, "Maildir", TRUE },
    { msp_layout_is_store, "ImapMail", TRUE },
    { msp_layout_is_store, "Mail.old", FALSE },
    { msp_layout_is_technical, "V10", TRUE },
    { msp_layout_is_technical, "V", FALSE },
    { msp_layout_is_technical, "V1a", FALSE },
    { msp_layout_is_technical, "0A1B2C3D-0000-4000-8000-00000000000A", TRUE },
    { msp_layout_is_technical, "0A1B2C3D-0000-4000-8000-00000000000", FALSE },
    { msp_layout_is_technical, "0A1B2C3D-0000-4000-8000-00000000000AB", FALSE },
    { msp_layout_is_technical, "0A1B2C3D_0000_4000_8000_00000000000A", FALSE },
    { msp_layout_is_technical, "a1b2c3d4.default-release", TRUE },
    { msp_layout_is_technical, "a1b2c3d4.def", FALSE },
    { msp_layout_is_technical, "", FALSE },
    { msp_layout_is_generic, "export", TRUE },
    { msp_layout_is_generic, "export.tar.gz", TRUE },
    { msp_layout_is_generic, "Maildir.zip", TRUE },
    { msp_layout_is_generic, "V10", TRUE },
    { msp_layout_is_generic, "jane", FALSE },
    { msp_layout_is_generic, "jane.zip", FALSE },
    { msp_layout_is_index, "Inbox.msf", TRUE },
    { msp_layout_is_index, ".msf", FALSE },
    { msp_layout_is_index, "dovecot.index.log.2", TRUE },
    { msp_layout_is_index, "Envelope Index-wal", TRUE },
    { msp_layout_is_index, ".MH_sequences", TRUE },
    { msp_layout_is_index, "subscriptions.txt", FALSE },
    { msp_layout_is_between, "Data", TRUE },
    { msp_layout_is_between, "data", FALSE },
    { msp_layout_is_between, "7", TRUE },
    { msp_layout_is_between, "12", FALSE },
    { msp_layout_is_between, "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (rows[i].is (rows[i].name), rows[i].expected, "row %zu: '%s'", i, rows[i].name);
}

Test (layout_names, stem_is_the_name_without_all_its_endings)
{
  static const struct { const char *name, *stem; } rows[] = {
    { "jane.mbox", "jane" },
    { "jane.MBOX.GZ", "jane" },
    { "jane.roe.tar.bz2", "jane.roe" },
    { "jane", "jane" },
    { "jane.txt", "jane.txt" },
    { ".mbox", ".mbox" },
    { ".mbox.gz", ".mbox" },
    { "mbox", "mbox" },
    { "", "" },
    { "a.zip.zip.zip", "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *stem = msp_layout_dup_stem (rows[i].name);

      cr_expect_str_eq (stem, rows[i].stem, "'%s'", rows[i].name);
    }
}

Test (layout_names, shuffled_names_are_borne)
{
  static const Predicate predicates[] = { msp_layout_is_folder, msp_layout_is_store, msp_layout_is_technical, msp_layout_is_generic,
                                          msp_layout_is_index, msp_layout_is_between };
  static const char *const pieces[] = { ".mbox", ".gz", "V1", "0A1B2C3D", "-", ".default", "dovecot.index", "Inbox", "\xff", "." };
  g_autoptr (GRand) random = g_rand_new_with_seed (37);

  for (guint round = 0; round < 5000; round++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      guint n = (guint) g_rand_int_range (random, 0, 6);

      for (guint i = 0; i < n; i++)
        g_string_append (name, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      g_string_truncate (name, (gsize) g_rand_int_range (random, 0, (gint32) name->len + 1));
      for (gsize i = 0; i < G_N_ELEMENTS (predicates); i++)
        (void) predicates[i] (name->str);
      g_autofree char *stem = msp_layout_dup_stem (name->str), *again = msp_layout_dup_stem (stem);
      cr_assert (g_str_has_prefix (name->str, stem) && strcmp (stem, again) == 0, "'%s'", name->str);
    }
}
