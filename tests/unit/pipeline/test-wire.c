/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/wire.h"

#include <criterion/criterion.h>

#include "pipeline/bytes.h"
#include "pipeline/tally.h"
#include "support/recorder.h"

static const MspPartRecord part = { "1", "text/plain", NULL, "a.txt", 10, 8, MSP_FATE_READ, MSP_REASON_NONE };
static const MspFinding finding = {
  .section = "1", .start = 3, .end = 9, .detector = "us_ssn", .category = MSP_CATEGORY_GOVID, .sensitivity = 90, .confidence = 97,
  .band = MSP_BAND_HIGH, .flags = 5 | MSP_FINDING_PARAGRAPH, .masked = "***-**-4399", .label = "ssn", .reasons = "rule us_ssn", .occurrences = 1,
  .distinct = 1,
  .link = MSP_LINK_PERSON, .paragraph = { 7, 8, 9 },
};
static const MspClaimRecord claim = {
  .source = "root/a.csv", .position = 3, .product = "purview", .kind = MSP_CLAIM_COUNT, .path = "b/\xc3\xa9", .date = -5, .expected = 7,
  .md5 = "5f2b9323c39ee3c861a7b382d205c3d3", .copies = 2, .uid = 5, .uid_validity = 6,
};
static const MspDigestRecord digest = { "root/a", "5f2b9323c39ee3c861a7b382d205c3d3", NULL };
static const MspProblem problem = { "root/a@0#1", MSP_FATE_PARTIAL, MSP_REASON_LIMIT, NULL };

static const guint8 keys[2][MSP_VALUE_KEY_LEN] = { { 1 }, { 2 } };
static const MspThread thread = {
  .keys = keys, .n_keys = 2, .has_password = TRUE, .position = 0, .confidence = 85, .sensitivity = 75, .score = 88, .score_reasons = "cred 64 %",
};

static void
put_all (GByteArray *out)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_auto (MspTally) row = { 0 };
  const MspScanMark mark = { 7, rows };
  MspMessageRecord message = {
    .id = "0011", .locator = "root/a@0", .source = "root/a", .size = 20, .mailbox = "m", .folder = "", .labels = "", .date = -5,
    .from = "",
    .recipients = "", .subject = "s \xc3\xa9", .message_id = "", .score = 87, .score_max = 90, .severity = MSP_SEVERITY_HIGH,
    .score_reasons = "govid 87 %", .has_rest = TRUE, .rest_score = 80, .rest_score_max = 81,
    .rest_reasons = "govid 80 %", .thread = &thread, .persons = 1, .parts = &part, .n_parts = 1, .findings = &finding, .n_findings = 1,
    .problems = &problem, .n_problems = 1,
  };
  MspSourceRecord source = { .locator = "root/a", .kind = "mbox", .size = 20, .messages = 1, .expected = G_MAXUINT64,
                             .fate = MSP_FATE_READ };

  message.bytes[MSP_FATE_READ] = source.bytes[MSP_FATE_READ] = 20;
  msp_tally_init (&row, "root/a", NULL);
  g_ptr_array_add (rows, &row);
  msp_wire_put_message (out, &message);
  msp_wire_put_source (out, &source);
  msp_wire_put_problem (out, &problem);
  msp_wire_put_claim (out, &claim);
  msp_wire_put_digest (out, &digest);
  msp_wire_put_mark (out, &mark, 20);
  msp_wire_put_done (out);
}

/* Reads frames until one is refused; the number of good ones. */
static guint
read_all (const GByteArray *bytes, Recorder *recorder)
{
  MspWireRecord record;
  gsize at = 0;
  guint n = 0;

  msp_wire_record_init (&record);
  for (;;)
    {
      MspSpan rest = { (const char *) bytes->data + at, bytes->len - at };
      gsize size = msp_wire_get_size (rest);

      if (size == 0 || size > rest.len || !msp_wire_record_read (&record, msp_span_slice (rest, 0, size)))
        break;
      if (record.type == MSP_WIRE_MESSAGE && record.message.thread != NULL)
        cr_expect_leq (record.message.thread->n_keys * MSP_VALUE_KEY_LEN, size);
      if (record.type == MSP_WIRE_MESSAGE)
        cr_assert (msp_sink_message (&recorder->sink, &record.message, NULL));
      if (record.type == MSP_WIRE_SOURCE)
        cr_assert (msp_sink_source (&recorder->sink, &record.source, NULL));
      if (record.type == MSP_WIRE_MARK)
        cr_expect_eq (record.mark.rows->len <= 1, TRUE);
      at += size;
      n++;
    }
  msp_wire_record_clear (&record);
  return n;
}

Test (wire, records_arrive_as_they_were_sent)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Recorder recorder;

  recorder_init (&recorder);
  put_all (bytes);
  cr_expect_eq (read_all (bytes, &recorder), 7);
  cr_expect_str_eq (recorder.messages->str, "root/a@0 mail 20 87 us_ssn@1+3\n");
  cr_expect_str_eq (recorder.sources->str, "root/a mbox 20 1 read \n");
  recorder_clear (&recorder);
}

Test (wire, truncated_and_damaged_frames_are_refused_or_still_sound)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  Recorder recorder;

  recorder_init (&recorder);
  put_all (bytes);
  for (guint len = 0; len < bytes->len; len++)
    {
      GByteArray cut = { bytes->data, len };

      cr_expect_lt (read_all (&cut, &recorder), 7);
    }
  for (guint i = 0; i < 20000; i++)
    {
      guint at = (guint) g_rand_int_range (random, 0, (gint) bytes->len);
      guint8 old = bytes->data[at];

      bytes->data[at] = (guint8) g_rand_int (random);
      (void) read_all (bytes, &recorder);
      bytes->data[at] = old;
    }
  cr_expect_eq (recorder.unbalanced, 0);
  recorder_clear (&recorder);
}

Test (wire, work_arrives_with_its_mark_and_poisons)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_auto (MspTally) row = { 0 };
  const MspScanMark mark = { 3, rows };
  const MspScanPoison poison = { 5, MSP_REASON_CRASHED };
  MspFile file = { .path = (char *) "root/\xff", .real_path = (char *) "/r/\xff", .size = 9 };
  const MspScanWork work = { &file, 4, 8, &mark, &poison, 1 };
  MspWireRecord record;

  msp_tally_init (&row, "root/a", NULL);
  row.bytes[MSP_FATE_READ] = 77;
  g_ptr_array_add (rows, &row);
  msp_wire_put_work (bytes, &work);
  msp_wire_record_init (&record);
  cr_assert (msp_wire_record_read (&record, msp_span_new ((const char *) bytes->data, bytes->len)));
  cr_expect_str_eq (record.work.file->path, "root/\xff");
  cr_expect_eq (record.work.end, 8);
  cr_expect_eq (record.work.from->steps, 3);
  cr_expect_eq (((MspTally *) record.work.from->rows->pdata[0])->bytes[MSP_FATE_READ], 77);
  cr_expect_eq (record.work.poisons[0].step, 5);
  msp_wire_record_clear (&record);
}

Test (wire, claims_and_digests_arrive_and_hashes_are_checked)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  MspDigestRecord bad = digest;
  MspWireRecord record;

  msp_wire_record_init (&record);
  msp_wire_put_claim (bytes, &claim);
  cr_assert (msp_wire_record_read (&record, msp_span_new ((const char *) bytes->data, bytes->len)));
  cr_expect_str_eq (record.claim.path, claim.path);
  cr_expect_str_eq (record.claim.md5, claim.md5);
  cr_expect_null (record.claim.mailbox);
  cr_expect (record.claim.kind == MSP_CLAIM_COUNT && record.claim.position == 3 && record.claim.expected == 7 && record.claim.copies == 2
             && record.claim.date == -5 && record.claim.uid == 5 && record.claim.uid_validity == 6);
  bad.md5 = "no hash";
  g_byte_array_set_size (bytes, 0);
  msp_wire_put_digest (bytes, &bad);
  cr_expect_not (msp_wire_record_read (&record, msp_span_new ((const char *) bytes->data, bytes->len)));
  msp_wire_record_clear (&record);
}

Test (wire, strings_put_together_are_valid_and_there_or_refused)
{
  static const struct { const char *strings[3]; gboolean good; } rows[] = {
    { { "a string of more than eight bytes", "", "b" }, TRUE },
    { { "caf\xc3\xa9", "a string of more than eight bytes", NULL }, TRUE },
    { { "a", "\xc3", "\xa9" }, FALSE },
    { { "a", "b", "a string of more than eight bytes\xff" }, FALSE },
    { { "a", NULL, "b" }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      msp_bytes_put_strings (bytes, rows[i].strings, 3);
      for (guint len = 0; len <= bytes->len; len++)
        {
          g_autofree char *copy = g_memdup2 (bytes->data, MAX (len, 1));
          MspBytes reader = { copy, copy + len, FALSE };
          const char *taken[3];
          const char **const out[] = { &taken[0], &taken[1], &taken[2] };
          gboolean good = rows[i].good && len == bytes->len;

          msp_bytes_take_strings (&reader, out, 3, 2);
          cr_expect_eq (!reader.bad, good, "%zu, %u", i, len);
          for (gsize k = 0; k < 3; k++)
            cr_expect_eq (g_strcmp0 (taken[k], good ? rows[i].strings[k] : k < 2 ? "" : NULL), 0, "%zu, %u", i, len);
        }
    }
}
