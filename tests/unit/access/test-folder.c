/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "access/folder-names.h"
#include "access/folder.h"

TestSuite (folder);

static const struct {
  const char *path, *normal;
} paths[] = {
  { "\\Inbox", "inbox" },
  { "INBOX", "inbox" },
  { "/Inbox/", "inbox" },
  { "\\Archive\\2024", "archive/2024" },
  { "Top of Information Store\\Inbox", "inbox" },
  { "/Root - Mailbox/IPM_SUBTREE/Sent Items", "sent items" },
  { "Top of Personal Folders/Gelöschte OBJEKTE", "gelöschte objekte" },
  { "root/", "root" },
  { "", "" },
  { "\\\\", "" },
};

Test (folder, logs_and_archives_agree_on_names)
{
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *normal = msp_folder_normalise (paths[i].path);

      cr_expect_str_eq (normal, paths[i].normal);
    }
}

static const struct {
  const char *path, *general;
} names[] = {
  { "Posteingang", "inbox" },
  { "\\Posteingang\\Projekte", "inbox/projekte" },
  { "Projekte/Posteingang", "projekte/posteingang" },
  { "Boi\xcc\x82te de re\xcc\x81""ception", "inbox" },   /* composed of letter and accent, as some systems write it */
  { "Éléments supprimés", "deleted items" },
  { "GELÖSCHTE OBJEKTE", "deleted items" },
  { "Входящие", "inbox" },
  { "受信トレイ/2026", "inbox/2026" },
  { "[Gmail]/Gesendet", "sent items" },
  { "[Gmail]", "[gmail]" },
  { "Oberste Ebene des Informationsspeichers/Entwürfe", "drafts" },
  { "Sent", "sent items" },
  { "Ablage", "ablage" },
  { "", "" },
};

Test (folder, well_known_ones_have_one_name_in_all_languages)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *normal = msp_folder_normalise (names[i].path), *general = msp_folder_generalise (normal);

      cr_expect_str_eq (general, names[i].general, "%s: %s", names[i].path, general);
    }
}
