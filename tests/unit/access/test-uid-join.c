/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/uid-join.h"

#include <criterion/criterion.h>

#include "access/message-id.h"
#include "scene.h"
#include "support/sample-case.h"
#include "support/scratch.h"

#define DAY 86400

/* What the archive has. */
static const SceneMail mails[] = {
  { "leak/pat/Maildir/cur/1", SCENE_BOX, "", "<A1@x.example>", 1, 7, -DAY },
  { "leak/pat/Maildir/cur/2", SCENE_BOX, "", "<a2@x.example>", 2, 7, -DAY },
  { "leak/pat/Maildir/cur/3", SCENE_BOX, "", "", 3, 7, -DAY },
  { "leak/pat/Maildir/cur/4", SCENE_BOX, "", "<a4@x.example>", 4, 7, 10 * DAY },
  { "leak/pat/Maildir/.Sent/cur/1", SCENE_BOX, "Sent", "<s1@x.example>", 1, 8, -DAY },
  { "copy/pat/Maildir/.Sent/cur/1", SCENE_BOX, "Sent", "<s1@x.example>", 1, 8, -DAY },
  { "leak/pat/Maildir/.Work.x/cur/1", SCENE_BOX, "Work/x", "<w1@x.example>", 1, 9, -DAY },
  { "leak/pat/Maildir/.Twice/cur/1", SCENE_BOX, "Twice", "<t1@x.example>", 1, 5, -DAY },
  { "copy/pat/Maildir/.Twice/cur/1", SCENE_BOX, "Twice", "<t2@x.example>", 1, 5, -DAY },
  { "leak/pat/Maildir/.Old/cur/1", SCENE_BOX, "Old", "<o1@x.example>", 1, 5, -DAY },
  { "copy/pat/Maildir/.Old/cur/1", SCENE_BOX, "Old", "<o1@x.example>", 1, 6, -DAY },
  { "leak/dana.mbox@0", "dana@agency.example", "", "<d1@x.example>", 1, 7, -DAY },
  { "leak/var/mail/lee@0", "lee@agency.example", "", "<l1@x.example>", 1, 7, -DAY },
  { "leak/kim/1.eml", "kim@agency.example", "Inbox", "<k1@x.example>", 0, 0, -DAY },
};

static void
make_case (const char *path)
{
  g_autoptr (MspCase) made = sample_case_begin (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (mails); i++)
    scene_put_mail (made, &mails[i]);
  cr_assert (msp_case_finish (made, 0, NULL));
}

/* One record: of the mailbox, or of pat's. Without a UID it is about the folder itself. */
typedef struct {
  const char *folder;
  guint64     uid;
  const char *message_id, *mailbox, *operation;
  gint64      at;
} Record;

static void
add_record (Scene *scene, const Record *record)
{
  const MspEventItem item = {
    .message_id = record->message_id != NULL ? record->message_id : "", .item = "", .folder = record->folder, .digest = "", .uid = record->uid,
  };
  MspEvent event = scene_event (record->operation != NULL ? MSP_EVENT_OTHER : MSP_EVENT_SEEN, record->at, SCENE_HOSTILE);

  event.mailbox = record->mailbox != NULL ? record->mailbox : SCENE_BOX;
  event.folder = record->folder;
  event.operation = record->operation != NULL ? record->operation : "flag_change";
  event.items = &item;
  event.n_items = record->operation == NULL;
  scene_add (scene, &event);
}

/* "a1@x.example uid, - , …": what each item is joined with, in the order of the records. */
static char *
dup_joined (const MspTrail *trail)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < trail->items->len; i++)
    {
      const MspTrailItem *item = &g_array_index (trail->items, MspTrailItem, i);
      const char *id = msp_names_get (trail->names, item->folded);

      g_string_append_printf (out, "%s%s%s%s", i > 0 ? ", " : "", g_str_has_prefix (id, "mail ") ? "own" : id[0] != '\0' ? id : "-",
                              item->join == MSP_JOIN_UID ? " uid" : "", item->is_cut ? "..." : "");
    }
  return g_string_free (out, FALSE);
}

#define RECORDS 5

static const struct {
  const char *title;
  Record      records[RECORDS];
  const char *joined;
} rows[] = {
  { "the mailbox itself is its INBOX", { { "INBOX", 1 }, { "INBOX", 3 } }, "a1@x.example uid, own uid" },
  { "a UID that the archive has not is nobody's", { { "INBOX", 99 }, { "Nowhere", 1 } }, "-, -" },
  { "servers put folders below INBOX, with other separators", { { "INBOX.Sent", 1 }, { "INBOX.Work.x", 1 } }, "s1@x.example uid, w1@x.example uid" },
  { "but not where another folder has the name itself", { { "Sent", 1 }, { "INBOX/Sent", 1 } }, "s1@x.example uid, -" },
  { "two folders that are alike are neither", { { "inbox.Work.x", 1 }, { "inbox/work.x", 1 } }, "-, -" },
  { "a Message-ID comes first", { { "INBOX", 1, "<a1@X.example>" }, { "INBOX", 2 } }, "a1@x.example, a2@x.example uid" },
  { "what is left of one is completed", { { "INBOX", 1, "<a1..." }, { "INBOX", 99, "<a2..." } }, "a1@x.example uid, a2..." },
  { "one that the archive has not goes to mail without any", { { "INBOX", 3, "<gone@x.example>" } }, "own uid" },
  { "one that it has stays", { { "INBOX", 3, "<k1@x.example>" }, { "INBOX", 3, "<a2@x.example>" } }, "own uid, a2@x.example" },
  { "another Message-ID of the UID shows that the folder was numbered anew", { { "INBOX", 1, "<b1@x.example>" }, { "INBOX", 2 }, { "Sent", 1 } },
    "b1@x.example, -, s1@x.example uid" },
  { "so does one that is cut", { { "INBOX", 1, "<b1..." }, { "INBOX", 2 } }, "b1..., -" },
  { "so does a record that is older than the mail", { { "INBOX", 4 }, { "INBOX", 2 } }, "-, -" },
  { "a record that is not", { { "INBOX", 4, .at = 11 * DAY }, { "INBOX", 2 } }, "a4@x.example uid, a2@x.example uid" },
  { "two mails with a UID are neither, copies are both", { { "Twice", 1 }, { "Sent", 1 } }, "-, s1@x.example uid" },
  { "copies under another UIDVALIDITY are not", { { "Old", 1 } }, "-" },
  { "a folder that was made again is another before", { { "Sent", 1, .at = 5 }, { "Sent", .operation = "Mailbox created", .at = 9 },
    { "Sent", 1, .at = 9 } }, "-, s1@x.example uid" },
  { "so is one that was renamed", { { "Sent", 1, .at = 5 }, { "INBOX", 1, .at = 5 },
    { "Sent -> INBOX.Sent.2", .operation = "Mailbox renamed", .at = 9 } }, "-, a1@x.example uid" },
  { "so is one whose folder above goes", { { "Work/x", 1, .at = 5 }, { "Work", .operation = "Mailbox deleted", .at = 9 } }, "-" },
  { "but not one whose name begins alike", { { "Work/x", 1, .at = 5 }, { "Wor", .operation = "delete", .at = 9 } }, "w1@x.example uid" },
  { "a file of mail that says nothing of its folder", { { "INBOX", 1, .mailbox = "dana@agency.example" } }, "-" },
  { "one where the server delivers", { { "INBOX", 1, .mailbox = "lee@agency.example" } }, "l1@x.example uid" },
  { "an archive without UIDs", { { "INBOX", 1, .mailbox = "kim@agency.example" } }, "-" },
  { "a UID that IMAP cannot have", { { "INBOX", G_GUINT64_CONSTANT (4294967297) } }, "-" },
};

Test (uid_join, a_uid_means_mail_where_nothing_speaks_against_it)
{
  g_autofree char *folder = scratch_new (), *path = g_build_filename (folder, "a.case", NULL);

  make_case (path);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
      Scene scene;

      scene_begin (&scene);
      for (gsize n = 0; n < RECORDS && rows[i].records[n].folder != NULL; n++)
        add_record (&scene, &rows[i].records[n]);
      scene_end (&scene);
      g_autoptr (MspHoldings) holdings = msp_holdings_new (scene.trail, writer, NULL, NULL);
      cr_expect (msp_uid_join (scene.trail, holdings, writer, NULL));
      g_autofree char *joined = dup_joined (scene.trail);
      cr_expect_str_eq (joined, rows[i].joined, "%s: %s", rows[i].title, joined);
      scene_clear (&scene);
    }
  scratch_remove (folder);
}

Test (uid_join, a_mailbox_known_by_its_recipients_is_not_enough)
{
  g_autofree char *folder = scratch_new (), *path = g_build_filename (folder, "a.case", NULL);
  const Record record = { "Inbox", 1 };
  Scene scene;

  make_case (path);
  scene_begin (&scene);
  add_record (&scene, &record);
  scene_end (&scene);
  g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
  g_autoptr (MspHoldings) holdings = msp_holdings_new (scene.trail, writer, NULL, NULL);
  ((MspHolding *) msp_holdings_get (holdings, SCENE_BOX))->how = MSP_MAPPED_BY_RECIPIENTS;
  cr_expect (msp_uid_join (scene.trail, holdings, writer, NULL));
  g_autofree char *joined = dup_joined (scene.trail);
  cr_expect_str_eq (joined, "-");
  scene_clear (&scene);
  scratch_remove (folder);
}
