/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "access/holdings.h"
#include "scene.h"
#include "support/sample-case.h"
#include "support/scratch.h"

TestSuite (holdings);

static void
put_mail (MspSink *sink, guint i, const char *mailbox, const char *recipients)
{
  g_autofree char *locator = g_strdup_printf ("leak/all.mbox@%u", i * 100), *id = msp_hash_dup_id (locator);
  const MspMessageRecord message = {
    .id = id, .locator = locator, .source = "leak/all.mbox", .kind = MSP_MESSAGE_MAIL, .offset = i * 100, .size = 100, .mailbox = mailbox,
    .folder = "Inbox", .labels = "", .date = MSP_DATE_UNKNOWN, .from = "", .recipients = recipients, .subject = "", .message_id = "",
    .severity = MSP_SEVERITY_NONE, .score_reasons = "", .bytes = { 100 },
  };

  cr_assert (msp_sink_message (sink, &message, NULL));
}

static const struct {
  const char *mailbox, *recipients;
} mails[] = {
  { "pat@agency.example", "all@agency.example" },
  { "export-1", "Pat <pat@agency.example>, Dana <DANA@agency.example>" },
  { "export-1", "dana@agency.example" },
  { "export-1", "nobody@elsewhere.example" },
  { "export-2", "pat@agency.example" },
  { "export-2", "x@elsewhere.example" },
  { "export-3", "" },
};

static void
make_case (const char *path)
{
  g_autoptr (MspCase) made = sample_case_begin (path, NULL);
  MspSink *sink = msp_case_get_sink (made);
  const guint n = G_N_ELEMENTS (mails);
  const MspSourceRecord source = {
    .locator = "leak/all.mbox", .kind = "mbox", .size = n * 100, .messages = n, .expected = G_MAXUINT64, .fate = MSP_FATE_READ,
    .bytes = { n * 100 },
  };

  for (guint i = 0; i < n; i++)
    put_mail (sink, i, mails[i].mailbox, mails[i].recipients);
  cr_assert (msp_sink_source (sink, &source, NULL));
  cr_assert (msp_case_finish (made, 0, NULL));
}

static void
add_bind (Scene *scene, const char *mailbox)
{
  MspEvent event = scene_event (MSP_EVENT_BIND, 1, SCENE_HOSTILE);

  event.mailbox = mailbox;
  event.folder = "\\Inbox";
  scene_add (scene, &event);
}

static const struct {
  const char *name, *mailbox;
  MspMapped   how;
} expected[] = {
  { "pat@agency.example", "pat@agency.example", MSP_MAPPED_BY_NAME },
  { "export-1", "dana@agency.example", MSP_MAPPED_BY_RECIPIENTS },   /* two of three */
  { "export-2", "", MSP_MAPPED_NOT },                                /* one of two is no more than half */
  { "export-3", "lee@agency.example", MSP_MAPPED_BY_NAME },          /* by the map */
};

Test (holdings, a_mailbox_is_found_by_name_by_map_or_by_most_of_its_mail)
{
  g_autofree char *folder = scratch_new (), *path = g_build_filename (folder, "a.case", NULL);
  g_autofree char *map = scratch_write (folder, "map.csv", "archive,upn,guid\nexport-3,lee@agency.example,A3E7\n", -1);
  Scene scene;

  make_case (path);
  scene_begin (&scene);
  cr_assert (msp_holdings_load_map (scene.trail, map, NULL));
  add_bind (&scene, "pat@agency.example");
  add_bind (&scene, "dana@agency.example");
  add_bind (&scene, "a3e7");
  scene_end (&scene);
  g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
  g_autoptr (MspHoldings) holdings = msp_holdings_new (scene.trail, writer, NULL, NULL);
  cr_assert_not_null (holdings);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const MspHolding *mailbox = msp_holdings_get (holdings, expected[i].name);

      cr_expect_str_eq (msp_mailboxes_get_title (scene.trail->mailboxes, mailbox->mailbox), expected[i].mailbox);
      cr_expect_eq (mailbox->how, expected[i].how, "%s", expected[i].name);
    }
  cr_expect_null (msp_holdings_get (holdings, "not in the case"));
  scene_clear (&scene);
  scratch_remove (folder);
}

Test (holdings, folders_are_compared_in_normal_form_and_after_the_map)
{
  g_autofree char *folder = scratch_new (), *path = g_build_filename (folder, "a.case", NULL);
  g_autofree char *map = scratch_write (folder, "folders.csv", "archive,evidence\nPosteingang,Inbox\n", -1);
  Scene scene;

  make_case (path);
  scene_begin (&scene);
  add_bind (&scene, "pat@agency.example");
  scene_end (&scene);
  g_autoptr (MspAccessWriter) writer = msp_access_writer_new (path, NULL);
  g_autoptr (MspHoldings) holdings = msp_holdings_new (scene.trail, writer, map, NULL);
  cr_assert_not_null (holdings);
  guint32 inbox = msp_names_find (scene.trail->names, "inbox");
  cr_expect_neq (inbox, 0);
  cr_expect_eq (msp_holdings_find_folder (holdings, scene.trail, "Posteingang"), inbox);
  cr_expect_eq (msp_holdings_find_folder (holdings, scene.trail, "INBOX"), inbox);
  cr_expect_eq (msp_holdings_find_folder (holdings, scene.trail, "Sent"), 0);
  scene_clear (&scene);
  scratch_remove (folder);
}
