/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

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
