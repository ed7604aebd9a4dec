/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "access/gather.h"
#include "access/holes.h"
#include "scene.h"
#include "support/scratch.h"

TestSuite (records);

#define HEAD(id, box, time) \
  "{\"CreationTime\":\"" time "\",\"Id\":\"" id "\",\"Operation\":\"MailItemsAccessed\",\"RecordType\":50,\"UserId\":\"" box "\"," \
  "\"MailboxOwnerUPN\":\"" box "\",\"OperationCount\":1,\"OperationProperties\":[{\"Name\":\"MailAccessType\",\"Value\":\"Bind\"}]"
#define PAT "pat@agency.example"
#define AT "2026-03-03T02:00:00"
#define WHOLE HEAD ("a1", PAT, AT) ",\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":[{\"InternetMessageId\":\"<a1@agency.example>\"}]}]}\n"
#define FLATTENED HEAD ("a1", PAT, AT) ",\"Folders\":\"System.Object[]\"}\n"
#define CUT HEAD ("a1", PAT, AT) ",\"Folders\":\"[{\\\"Path\\\":\\\"\\\\\\\\Inbox\\\",\\\"Folder\"}\n"
#define EMPTY HEAD ("a1", PAT, AT) ",\"Folders\":[]}\n"

static const struct {
  const char *label, *first, *second;
  guint       n_traces, n_items, n_holes;
} rows[] = {
  { "whole alone", WHOLE, "", 1, 1, 0 },
  { "flattened alone", FLATTENED, "", 0, 0, 1 },
  { "cut alone", CUT, "", 1, 0, 1 },
  { "flattened and whole", FLATTENED, WHOLE, 1, 1, 0 },
  { "whole and flattened", WHOLE, FLATTENED, 1, 1, 0 },
  { "cut and whole", CUT, WHOLE, 1, 1, 0 },
  { "whole and cut", WHOLE, CUT, 1, 1, 0 },
  { "without names and whole", EMPTY, WHOLE, 1, 1, 0 },
  { "whole and without names", WHOLE, EMPTY, 1, 1, 0 },
  { "in one file", CUT WHOLE, "", 1, 1, 0 },
  { "cut and flattened", CUT, FLATTENED, 1, 0, 1 },
};

Test (records, the_whole_one_counts_whatever_order_they_come_in)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *folder = scratch_new (), *one = scratch_write (folder, "one.jsonl", rows[i].first, -1);
      g_autofree char *two = scratch_write (folder, "two.jsonl", rows[i].second, -1);
      const char *const paths[] = { folder, NULL };
      const MspEvidenceOptions options = { 0 };
      g_autoptr (MspTrail) trail = msp_trail_new ();
      g_autoptr (MspGather) gather = msp_gather_new (&(MspGatherRequest) { .paths = paths, .options = &options }, trail, NULL);

      cr_assert_not_null (gather);
      cr_expect_eq (trail->traces->len, rows[i].n_traces, "%s: %u records", rows[i].label, trail->traces->len);
      cr_expect_eq (gather->holes->len, rows[i].n_holes, "%s: %u holes", rows[i].label, gather->holes->len);
      if (trail->traces->len > 0)
        cr_expect_eq (msp_trail_get (trail, 0)->n_items, rows[i].n_items, "%s", rows[i].label);
      cr_expect_not_null (one);
      cr_expect_not_null (two);
      scratch_remove (folder);
    }
}

Test (records, what_another_file_has_whole_is_a_duplicate)
{
  g_autofree char *folder = scratch_new (), *one = scratch_write (folder, "one.jsonl", CUT, -1);
  g_autofree char *two = scratch_write (folder, "two.jsonl", WHOLE, -1);
  const char *const paths[] = { folder, NULL };
  const MspEvidenceOptions options = { 0 };
  g_autoptr (MspTrail) trail = msp_trail_new ();
  g_autoptr (MspGather) gather = msp_gather_new (&(MspGatherRequest) { .paths = paths, .options = &options }, trail, NULL);

  cr_assert_not_null (gather);
  cr_expect_eq (g_array_index (gather->inputs, MspGatherInput, 0).duplicates, 1);
  cr_expect_eq (g_array_index (gather->inputs, MspGatherInput, 1).duplicates, 0);
  cr_expect_not_null (one);
  cr_expect_not_null (two);
  scratch_remove (folder);
}

static void
add_rejected (GArray *holes, MspTrail *trail, const char *mailbox, gint64 time)
{
  const MspRecordHole hole = { 0, msp_mailboxes_add (trail->mailboxes, mailbox), time };

  g_array_append_val (holes, hole);
}

/* The archive holds PAT and DANA, the evidence knows PAT and LEE. */
static const struct {
  const char *rejected;
  gint64      time;
  guint64     of_pat, of_pat_later, of_dana;
} mailboxes[] = {
  { "", G_MAXINT64, 1, 1, 1 },
  { SCENE_BOX, 1000, 1, 0, 0 },
  { SCENE_BOX, G_MAXINT64, 1, 1, 0 },
  { "lee@agency.example", 1000, 0, 0, 0 },
  { "dana@agency.example", 1000, 0, 0, 1 },
  /* Nobody knows whose name that is. */
  { "5a3c0000-0000-0000-0000-00000000e001", 1000, 1, 1, 1 },
};

Test (records, one_that_could_not_be_read_concerns_the_mailbox_that_it_certainly_names)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mailboxes); i++)
    {
      g_autoptr (GArray) rejected = g_array_new (FALSE, FALSE, sizeof (MspRecordHole));
      g_autoptr (GHashTable) held = g_hash_table_new (g_str_hash, g_str_equal);
      MspHolding pat = { 0 }, dana = { 0 };
      MspHoldings holdings = { .mailboxes = held };
      MspEvent of_lee = scene_event (MSP_EVENT_BIND, 0, SCENE_TRUSTED);
      Scene scene;

      scene_begin (&scene);
      scene_bind (&scene, 0, SCENE_TRUSTED, "<a@agency.example>", 1);
      of_lee.mailbox = "lee@agency.example";
      scene_add (&scene, &of_lee);
      add_rejected (rejected, scene.trail, mailboxes[i].rejected, mailboxes[i].time);
      pat.mailbox = msp_mailboxes_add (scene.trail->mailboxes, SCENE_BOX);
      dana.mailbox = msp_mailboxes_add (scene.trail->mailboxes, "dana@agency.example");
      g_hash_table_insert (held, (gpointer) "pat", &pat);
      g_hash_table_insert (held, (gpointer) "dana", &dana);
      scene_end (&scene);
      g_autoptr (MspHoles) holes = msp_holes_new (rejected, scene.index, &holdings);
      cr_expect_eq (msp_holes_count (holes, pat.mailbox, 500), mailboxes[i].of_pat, "row %zu", i);
      cr_expect_eq (msp_holes_count (holes, pat.mailbox, 1001), mailboxes[i].of_pat_later, "row %zu", i);
      cr_expect_eq (msp_holes_count (holes, pat.mailbox, MSP_TIME_UNKNOWN), mailboxes[i].of_pat, "row %zu", i);
      cr_expect_eq (msp_holes_count (holes, dana.mailbox, 500), mailboxes[i].of_dana, "row %zu", i);
      scene_clear (&scene);
    }
}
