/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/layout.h"

#include <criterion/criterion.h>

#include "model/record.h"

Test (layout, mailbox_and_folder_come_from_the_path)
{
  static const struct { const char *path, *kind, *mailbox, *folder; } rows[] = {
    { "home/jane/Maildir/cur/1673000000.M1P2.host:2,S", NULL, "jane", "" },
    { "home/jane/Maildir/.Sent.2023/cur/1673000000.M1P2.host:2,S", NULL, "jane", "Sent/2023" },
    { "home/jane/Maildir/.Entw&APw-rfe/new/1673000000.M1P2.host", NULL, "jane", "Entwürfe" },
    { "home/jane/Maildir/Sent/2023/cur/1673000000.M1P2.host", NULL, "jane", "Sent/2023" },
    { "jane/.My Folder.Nested Folder/new/1035478339.27041_118.foo.org,S=1000,W=1030;2,RDF,", NULL, "jane",
      "My Folder/Nested Folder" },
    { "jane/cur/1673000000.M1P2.host:2,", NULL, "jane", "" },
    { "vmail/example.com/jane/cur/1673000000.M1P2.host:2,", NULL, "jane", "" },
    { "vmail/jane@example.com/.Work/cur/1673000000.M1P2.host:2,", NULL, "jane@example.com", "Work" },
    { "export/jane/cur/one", "eml", "jane", "" },
    { "export/jane/Mail/inbox/12", "eml", "jane", "inbox" },
    { "jane/Library/Mail/V10/0A1B2C3D-0000-4000-8000-00000000000A/INBOX.mbox/"
      "0A1B2C3D-0000-4000-8000-00000000000B/Data/1/Messages/12.emlx",
      "emlx", "jane", "INBOX" },
    { "Mail/V2/IMAP-jane@imap.example.com/Archive.mbox/2023.mbox/Messages/12.emlx", "emlx", "IMAP-jane@imap.example.com",
      "Archive/2023" },
    { "export/jane/Work.mbox/mbox", "mbox", "jane", "Work" },
    { "Work.mbox/mbox", "mbox", "Work", "" },
    { "a1b2c3d4.default/ImapMail/imap.example.com/INBOX", "mbox", "imap.example.com", "INBOX" },
    { "a1b2c3d4.default/ImapMail/imap.example.com/Inbox.sbd/Work", "mbox", "imap.example.com", "Inbox/Work" },
    { "home/jane/.thunderbird/a1b2c3d4.default/Mail/Local Folders/Sent", "mbox", "jane", "Sent" },
    { "jane/.thunderbird/a1b2c3d4.default/ImapMail/imap.example.com/INBOX", "mbox", "jane", "imap.example.com/INBOX" },
    { "jane/Inbox", "mbox", "jane", "Inbox" },
    { "jane/Inbox.sbd/Work", "mbox", "jane", "Inbox/Work" },
    { "jane/Takeout/Mail/All mail Including Spam and Trash.mbox", "mbox", "jane", "All mail Including Spam and Trash" },
    { "export/jane.mbox", "mbox", "jane", "" },
    { "jane.mbox", "mboxcl", "jane", "" },
    { "inbox.mbox", "mbox", "inbox", "" },
    { "export/jane.mbox.gz/jane.mbox", "mbox", "jane", "" },
    { "export/jane.pst/Inbox/2097188.eml", "eml", "jane", "Inbox" },
    { "jane.pst/Projects/X/2097188.eml", "eml", "jane", "Projects/X" },
    { "jane@a.example.ost/2097188.eml", "eml", "jane@a.example", "" },
    { "export/jane/archive.pst/Old/1.eml", "eml", "jane", "Old" },
    { "Outlook.pst/Old/1.eml", "eml", "Outlook", "Old" },
    { "x.olm/Accounts/jane@a.example/com.microsoft.__Messages/Inbox/New/message_1.xml", "olm", "jane@a.example", "Inbox/New" },
    { "jane.olm/Local/com.microsoft.__Messages/Old/message_1.xml", "olm", "jane", "Local/Old" },
    { "jane.zip/Inbox.mbox", "mbox", "jane", "Inbox" },
    { "export/jane/Projects.mbox", "mbox", "jane", "Projects" },
    { "var/mail/jane", "mbox", "jane", "" },
    { "backup/host/var/spool/mail/jane", "mbox", "jane", "" },
    { "lists/r-devel/2003-April.mbox", "mbox", "r-devel", "2003-April" },
    { "export/jane.doe/Inbox/1.eml", "eml", "jane.doe", "Inbox" },
    { "export/hr/jane.doe/Inbox/New/1.eml", "eml", "jane.doe", "Inbox/New" },
    { "export/jane.doe/Top of Personal Folders/Inbox/1.eml", "eml", "jane.doe", "Top of Personal Folders/Inbox" },
    { "export/jane/Projects/X/1.eml", "eml", "jane", "Projects/X" },
    { "spool/user/jane^doe/12.", "eml", "jane.doe", "" },
    { "spool/j/user/jane/Sent/Entw&APw-rfe^x/12.", "eml", "jane", "Sent/Entw\xc3\xbcrfe.x" },
    { "spool/domain/e/a.example/j/user/jane/Sent/12.", "eml", "jane@a.example", "Sent" },
    { "spool/domain/a.example/user/jane/12.", "eml", "jane@a.example", "" },
    { "export/user/12.", "eml", "user", "" },
    { "export/jane@example.com/Work/1.eml", "eml", "jane@example.com", "Work" },
    { "jane/1.eml", "eml", "jane", "" },
    { "export/1.eml", "eml", "export", "" },
    { "1.eml", "eml", "1.eml", "" },
    { "stdin", "mbox", "stdin", "" },
    { "export/jane/report.txt", NULL, "jane", "" },
    { "caf\xe9/1.eml", "eml", "caf\xef\xbf\xbd", "" },
    { "", NULL, "", "" },
    { "///", "mbox", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (MspLayout) layout;

      msp_layout_init (&layout, rows[i].path, rows[i].kind);
      cr_expect_str_eq (layout.mailbox, rows[i].mailbox, "%s", rows[i].path);
      cr_expect_str_eq (layout.folder, rows[i].folder, "%s", rows[i].path);
    }
}

Test (layout, names_tell_messages_flags_and_indexes)
{
  static const struct { const char *path, *kind; gboolean is_message, is_index; guint32 flags; } rows[] = {
    { "m/cur/1491941793.M4P8.mx1.example.com,S=10956;2,STln", NULL, TRUE, FALSE, MSP_MESSAGE_SEEN | MSP_MESSAGE_DELETED },
    { "m/cur/1276533073.M242911P3632.host;2,FP", NULL, TRUE, FALSE, 0 },
    { "m/cur/1276533073.M242911P3632.host!2,D", NULL, TRUE, FALSE, MSP_MESSAGE_DRAFT },
    { "m/cur/1276533073.M242911P3632.host:2,S", NULL, TRUE, FALSE, MSP_MESSAGE_SEEN },
    { "m/new/1276533073.M242911P3632.host", NULL, TRUE, FALSE, 0 },
    { "m/tmp/1276533073.1.host", NULL, TRUE, FALSE, 0 },
    { "docs/new/plan.pdf", NULL, FALSE, FALSE, 0 },
    { "docs/new/1.5 million.txt", NULL, FALSE, FALSE, 0 },
    { "mh/inbox/12", NULL, FALSE, FALSE, 0 },
    { "mh/inbox/,12", "eml", FALSE, FALSE, MSP_MESSAGE_DELETED },
    { "mh/inbox/.mh_sequences", NULL, FALSE, TRUE, 0 },
    { "m/dovecot.index.cache", NULL, FALSE, TRUE, 0 },
    { "m/dovecot-uidlist", NULL, FALSE, TRUE, 0 },
    { "tb/Inbox.msf", NULL, FALSE, TRUE, 0 },
    { "tb/Inbox.msf", "mbox", FALSE, FALSE, 0 },
    { "mdbox/storage/m.1", NULL, FALSE, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (MspLayout) layout;

      msp_layout_init (&layout, rows[i].path, rows[i].kind);
      cr_expect_eq (layout.is_message, rows[i].is_message, "%s", rows[i].path);
      cr_expect_eq (layout.is_index, rows[i].is_index, "%s", rows[i].path);
      cr_expect_eq (layout.flags, rows[i].flags, "%s", rows[i].path);
    }
}

Test (layout, shuffled_paths_always_give_names)
{
  static const char letters[] = "/.@&-,:2S\xff curMail/.sbd.mbox/cur/mbox";
  static const char *const kinds[] = { NULL, "mbox", "eml", "emlx" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 3000; round++)
    {
      char path[40];
      gsize len = (gsize) g_rand_int_range (rand, 0, sizeof path);
      g_auto (MspLayout) layout;

      for (gsize i = 0; i < len; i++)
        path[i] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
      path[len] = '\0';
      msp_layout_init (&layout, path, kinds[round % 4]);
      cr_assert (g_utf8_validate (layout.mailbox, -1, NULL) && g_utf8_validate (layout.folder, -1, NULL));
    }
}
