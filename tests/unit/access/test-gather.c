/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "access/gather.h"
#include "support/scratch.h"

TestSuite (gather);

#define RECORD(id, time) \
  "{\"CreationTime\":\"" time "\",\"Id\":\"" id "\",\"Operation\":\"MailItemsAccessed\",\"RecordType\":50,\"UserId\":\"pat@agency.example\"," \
  "\"MailboxOwnerUPN\":\"pat@agency.example\",\"OperationCount\":1,\"OperationProperties\":[{\"Name\":\"MailAccessType\",\"Value\":\"Bind\"}]," \
  "\"Folders\":[{\"Path\":\"\\\\Inbox\",\"FolderItems\":[{\"InternetMessageId\":\"<" id "@agency.example>\"}]}]}\n"

static const char first[] = RECORD ("a1", "2026-03-03T02:00:00") RECORD ("a2", "2026-03-03T01:00:00") RECORD ("a1", "2026-03-03T02:00:00");
static const char second[] = RECORD ("a2", "2026-03-03T01:00:00") RECORD ("a3", "2026-03-03T03:00:00") "{\"Id\":\n";

typedef struct {
  MspTrail  *trail;
  MspGather *gather;
} Gathered;

static Gathered
gather (const char *const *paths)
{
  const MspEvidenceOptions options = { 0 };
  Gathered self = { .trail = msp_trail_new () };

  self.gather = msp_gather_new (&(MspGatherRequest) { .paths = paths, .options = &options }, self.trail, NULL);
  cr_assert_not_null (self.gather);
  return self;
}

static void
gathered_clear (Gathered *self)
{
  msp_gather_free (self->gather);
  msp_trail_free (self->trail);
}

static const MspGatherInput *
get_input (const Gathered *self, guint i)
{
  return &g_array_index (self->gather->inputs, MspGatherInput, i);
}

static void
expect_three_records (const Gathered *self)
{
  static const char *const ids[] = { "a2", "a1", "a3" };

  cr_assert_eq (self->trail->traces->len, 3);
  for (guint i = 0; i < 3; i++)
    cr_expect_str_eq (msp_names_get (self->trail->names, msp_trail_get (self->trail, i)->id), ids[i]);
}

Test (gather, a_record_counts_once_whatever_order_files_are_given_in)
{
  g_autofree char *folder = scratch_new ();
  g_autofree char *one = scratch_write (folder, "one.jsonl", first, -1), *two = scratch_write (folder, "two.jsonl", second, -1);
  const char *const orders[][3] = { { one, two, NULL }, { two, one, NULL }, { folder, NULL, NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      Gathered gathered = gather (orders[i]);

      expect_three_records (&gathered);
      cr_assert_eq (gathered.gather->inputs->len, 2);
      cr_expect_eq (get_input (&gathered, 0)->records, 3);
      cr_expect_eq (get_input (&gathered, 0)->duplicates, 1);
      cr_expect_str_eq (get_input (&gathered, 0)->state, "read");
      cr_expect_eq (get_input (&gathered, 1)->duplicates, 1);
      cr_expect_str_eq (get_input (&gathered, 1)->state, "partial");
      cr_expect_not (msp_gather_is_complete (gathered.gather));
      gathered_clear (&gathered);
    }
  scratch_remove (folder);
}

Test (gather, a_file_given_twice_is_read_once_and_what_nobody_knows_is_named)
{
  g_autofree char *folder = scratch_new (), *one = scratch_write (folder, "one.jsonl", first, -1);
  g_autofree char *copy = scratch_write (folder, "sub/copy.jsonl", first, -1), *odd = scratch_write (folder, "odd.bin", "\x01\x02\x03", 3);
  const char *const paths[] = { folder, NULL };
  Gathered gathered = gather (paths);

  cr_assert_eq (gathered.gather->inputs->len, 3);
  cr_expect_str_eq (get_input (&gathered, 0)->state, "unread");
  cr_expect_not_null (get_input (&gathered, 0)->detail);
  cr_expect_str_eq (get_input (&gathered, 1)->state, "read");
  cr_expect_str_eq (get_input (&gathered, 2)->state, "repeated");
  cr_expect_eq (gathered.trail->traces->len, 2);
  gathered_clear (&gathered);
  cr_expect_not_null (one);
  cr_expect_not_null (copy);
  cr_expect_not_null (odd);
  scratch_remove (folder);
}

/* Stands for a process that the first file breaks. */
static gboolean
read_or_break (gpointer data, MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, MspEvidenceFile *out_file, GError **error)
{
  guint *n_files = data;
  gboolean good = msp_evidence_file_read (stream, options, sink, NULL, out_file, error);

  if ((*n_files)++ > 0)
    return good;
  msp_evidence_file_clear (out_file);
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "it broke");
  return FALSE;
}

Test (gather, a_file_that_breaks_its_reader_is_partial_and_the_next_is_read)
{
  g_autofree char *folder = scratch_new (), *one = scratch_write (folder, "a.jsonl", first, -1), *two = scratch_write (folder, "b.jsonl", second, -1);
  const char *const paths[] = { one, two, NULL };
  const MspEvidenceOptions options = { 0 };
  guint n_files = 0;
  Gathered gathered = { .trail = msp_trail_new () };

  gathered.gather = msp_gather_new (&(MspGatherRequest) { paths, &options, read_or_break, &n_files }, gathered.trail, NULL);
  cr_assert_not_null (gathered.gather);
  expect_three_records (&gathered);
  cr_expect_str_eq (get_input (&gathered, 0)->state, "partial");
  cr_expect_str_eq (get_input (&gathered, 0)->detail, "it broke");
  cr_expect_eq (get_input (&gathered, 0)->marks & MSP_MARK_CUT, MSP_MARK_CUT);
  cr_expect_eq (get_input (&gathered, 0)->size, strlen (first), "who broke it cannot say");
  cr_expect_not_null (get_input (&gathered, 0)->sha256);
  cr_expect_not (msp_gather_is_complete (gathered.gather));
  gathered_clear (&gathered);
  scratch_remove (folder);
}

Test (gather, records_without_an_id_are_known_by_file_and_line_in_the_order_of_text)
{
  static const char *const expected[] = { "access.log:1", "access.log:10", "access.log:11", "access.log:2", "access.log:3", "sub/access.log:1" };
  g_autofree char *folder = scratch_new ();
  g_autoptr (GString) log = g_string_new (NULL);

  for (guint i = 0; i < 11; i++)
    g_string_append_printf (log, "192.0.2.9 - - [03/Mar/2026:02:00:00 +0000] \"GET /mail/%u.mbox HTTP/1.1\" 200 512 \"-\" \"-\"\n", i);
  g_autofree char *one = scratch_write (folder, "access.log", log->str, (gssize) log->len);
  g_autofree char *two = scratch_write (folder, "sub/access.log", log->str, (gssize) (strchr (log->str, '\n') + 1 - log->str));
  const char *const paths[] = { folder, NULL };
  Gathered gathered = gather (paths);

  cr_assert_eq (gathered.trail->traces->len, 12);
  for (guint i = 0, at = 0; i < 12; at++, i += i == 4 ? 7 : 1)
    {
      g_autofree char *id = msp_trail_dup_id (gathered.trail, msp_trail_get (gathered.trail, i));

      cr_expect (g_str_has_suffix (id, expected[at]), "%s, not %s", id, expected[at]);
    }
  gathered_clear (&gathered);
  cr_expect_not_null (one);
  cr_expect_not_null (two);
  scratch_remove (folder);
}

Test (gather, an_empty_file_is_said_to_be_empty)
{
  g_autofree char *folder = scratch_new (), *path = scratch_write (folder, "audit.csv", "", 0);
  const char *const paths[] = { path, NULL };
  Gathered gathered = gather (paths);

  cr_expect_str_eq (get_input (&gathered, 0)->state, "unread");
  cr_expect_str_eq (get_input (&gathered, 0)->detail, "the file is empty");
  cr_expect_not (msp_gather_is_complete (gathered.gather));
  gathered_clear (&gathered);
  scratch_remove (folder);
}

Test (gather, a_path_that_is_not_there_is_an_error)
{
  const char *const paths[] = { "/nowhere/audit.csv", NULL };
  const MspEvidenceOptions options = { 0 };
  g_autoptr (MspTrail) trail = msp_trail_new ();
  g_autoptr (GError) error = NULL;

  cr_expect_null (msp_gather_new (&(MspGatherRequest) { .paths = paths, .options = &options }, trail, &error));
  cr_expect_not_null (error);
}
