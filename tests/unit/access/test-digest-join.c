/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/digest-join.h"

#include <criterion/criterion.h>

#include "access/message-id.h"
#include "scene.h"
#include "support/sample-case.h"
#include "support/scratch.h"

#define DAY 86400
#define SHA1_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SHA1_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define SHA1_NONE "0000000000000000000000000000000000000000"
#define FILE_A "a111111111111111111111111111111111111111111111111111111111111111"
#define FILE_B "b111111111111111111111111111111111111111111111111111111111111111"
#define FILE_C "c111111111111111111111111111111111111111111111111111111111111111"
#define FILE_D "d111111111111111111111111111111111111111111111111111111111111111"
#define DANA "dana@agency.example"

/* What the archive has, and what reading it again tells; received as in SceneMail. */
static const struct {
  const char *locator, *mailbox, *message_id, *sha1, *crlf, *files[3];
  gint64      received;
  gboolean    is_lost;
} mails[] = {
  { "x/1", SCENE_BOX, "<A1@x.example>", SHA1_A, SHA1_NONE, { FILE_A, FILE_B }, -DAY },
  { "x/2", SCENE_BOX, "<a1@x.example>", SHA1_A, SHA1_NONE, { FILE_A, FILE_B }, -DAY },
  { "x/3", SCENE_BOX, "", "x", SHA1_B, { FILE_C }, -DAY },
  { "x/4", SCENE_BOX, "<a4@x.example>", "x", "x", { FILE_B }, -DAY },
  { "x/5", SCENE_BOX, "<a5@x.example>", "x", "x", { FILE_D }, 5 * DAY },
  { "x/6", DANA, "<d1@x.example>", SHA1_A, "x", { FILE_A }, -DAY },
  { "x/7", DANA, "<d2@x.example>", "x", "x", { NULL }, -DAY, TRUE },
  { "x/8", "kim@agency.example", "<k1@x.example>", "x", "x", { NULL }, -DAY },
};

static void
make_case (const char *path)
{
  g_autoptr (MspCase) made = sample_case_begin (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (mails); i++)
    scene_put_mail (made, &(SceneMail) { mails[i].locator, mails[i].mailbox, "Inbox", mails[i].message_id, 0, 0, mails[i].received });
  cr_assert (msp_case_finish (made, 0, NULL));
}

static void
tell (const MspDigestVisitor *visitor, gsize n, guint kinds, gsize i)
{
  if ((kinds & MSP_DIGEST_SHA1) != 0)
    visitor->digest (visitor->data, n, MSP_DIGEST_SHA1, mails[i].sha1);
  if ((kinds & MSP_DIGEST_SHA1_CRLF) != 0)
    visitor->digest (visitor->data, n, MSP_DIGEST_SHA1_CRLF, mails[i].crlf);
  for (gsize file = 0; (kinds & MSP_DIGEST_ATTACHMENT_SHA256) != 0 && mails[i].files[file] != NULL; file++)
    visitor->digest (visitor->data, n, MSP_DIGEST_ATTACHMENT_SHA256, mails[i].files[file]);
}

/* Reads again, from last to first. asked: locators asked for. */
static gboolean
answer (gpointer asked, const MspDigestRequest *request, const MspDigestVisitor *visitor, GError **error)
{
  for (gsize n = request->n; n-- > 0;)
    for (gsize i = 0; i < G_N_ELEMENTS (mails); i++)
      if (g_str_equal (request->locators[n], mails[i].locator))
        {
          g_string_append_printf (asked, "%s ", request->locators[n]);
          cr_expect_eq (request->sizes[n], 100);
          if (mails[i].is_lost)
            visitor->missed (visitor->data, n, "gone");
          else
            tell (visitor, n, request->kinds, i);
        }
  return TRUE;
}

static const struct {
  const char *title, *mailbox, *message_id, *digest, *joined, *asked;
  gboolean    is_change;
} rows[] = {
  { "the hash of a message, of copies", SCENE_BOX, "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "a1@x.example content-hash",
    "x/5 x/4 x/3 x/2 x/1 " },
  { "with line ends of IMAP, and without a Message-ID", SCENE_BOX, "", SHA1_B, "own content-hash", NULL },
  { "of an attachment", SCENE_BOX, "", FILE_C, "own content-hash", NULL },
  { "of one that several messages have", SCENE_BOX, "", FILE_B, "-", NULL },
  { "of one that none has", SCENE_BOX, "", SHA1_NONE "000000000000000000000000", "-", NULL },
  { "of a message that came later than the record", SCENE_BOX, "", FILE_D, "-", NULL },
  { "beside a Message-ID, nobody asks", SCENE_BOX, "<z@x.example>", SHA1_A, "z@x.example", "" },
  { "beside what is left of one", SCENE_BOX, "<a1@...", FILE_A, "a1@x.example content-hash", NULL },
  { "beside what is left of another", SCENE_BOX, "<z1@...", FILE_A, "z1@", NULL },
  { "a message that could not be read may have the attachment too", DANA, "", FILE_A, "-", "x/7 x/6 " },
  { "but not the bytes", DANA, "", SHA1_A, "d1@x.example content-hash", NULL },
  { "of what was only changed, nobody asks", SCENE_BOX, "", SHA1_A, "-", "", TRUE },
  { "what is no hash", SCENE_BOX, "", "abc", "-", "" },
};

Test (digest_join, a_hash_means_the_message_that_alone_has_it)
{
  g_autofree char *folder = scratch_new (), *path = g_build_filename (folder, "a.case", NULL);

  make_case (path);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspEventItem item = { .message_id = rows[i].message_id, .item = "", .folder = "", .digest = rows[i].digest };
      MspEvent event = scene_event (rows[i].is_change ? MSP_EVENT_DELETE : MSP_EVENT_ATTACHMENT, 0, SCENE_HOSTILE);
      g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
      g_autoptr (GString) asked = g_string_new (NULL);
      MspDigestAsker asker = { answer, asked, 0, 0 };
      Scene scene;

      scene_begin (&scene);
      event.mailbox = rows[i].mailbox;
      event.items = &item;
      event.n_items = 1;
      scene_add (&scene, &event);
      scene_end (&scene);
      g_autoptr (MspHoldings) holdings = msp_holdings_new (scene.trail, writer, NULL, NULL);
      cr_expect (msp_digest_join (scene.trail, holdings, writer, &asker, NULL));
      const MspTrailItem *joined = &g_array_index (scene.trail->items, MspTrailItem, 0);
      const char *id = msp_names_get (scene.trail->names, joined->folded);
      g_autofree char *text = g_strconcat (g_str_has_prefix (id, "mail ") ? "own" : id[0] != '\0' ? id : "-",
                                           joined->join == MSP_JOIN_CONTENT_HASH ? " content-hash" : "", NULL);
      cr_expect_str_eq (text, rows[i].joined, "%s: %s", rows[i].title, text);
      cr_expect (rows[i].asked == NULL || g_str_equal (asked->str, rows[i].asked), "%s: %s", rows[i].title, asked->str);
      cr_expect_eq (asker.missed, g_str_equal (rows[i].mailbox, DANA) ? 1 : 0);
      scene_clear (&scene);
    }
  scratch_remove (folder);
}
