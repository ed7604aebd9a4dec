/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence-text.h"

TestSuite (audit_json);

#define MEMBERS "\"CreationTime\":\"2026-04-07T08:00:00\",\"Id\":\"r1\",\"Operation\":\"Create\",\"RecordType\":\"50\"," \
  "\"UserId\":\"kim@office.example\",\"MailboxOwnerUPN\":\"kim@office.example\",\"OriginatingServer\":\"S (15)\\r\\n\""
#define RECORD "{" MEMBERS "}"
#define TEXT "\"{\\\"CreationTime\\\":\\\"2026-04-07T08:00:00\\\",\\\"Id\\\":\\\"r1\\\",\\\"Operation\\\":\\\"Create\\\"," \
  "\\\"UserId\\\":\\\"kim@office.example\\\",\\\"MailboxOwnerUPN\\\":\\\"kim@office.example\\\"}\""
#define TOLD "other 1775548800 op=Create id=r1 mailbox=kim@office.example user=kim@office.example\n"

static void
expect_bytes (const char *data, gsize len, const char *expected, guint marks)
{
  EvidenceText text = evidence_text_new ();

  cr_expect (evidence_text_read (&text, "audit-json", data, len, NULL));
  cr_expect_str_eq (text.text->str, expected, "%s\nis\n%s", data, text.text->str);
  cr_expect_eq (text.marks, marks, "%s: %x", data, text.marks);
  g_string_free (text.text, TRUE);
}

Test (audit_json, each_wrapper_gives_the_same_event)
{
  static const struct { const char *data; guint marks; } cases[] = {
    { "[" RECORD "]", 0 },
    { RECORD "\n", 0 },
    { "\xef\xbb\xbf\n " RECORD, 0 },
    { "{\"value\":[{\"id\":\"outer\",\"createdDateTime\":\"2026-04-07T09:00:00Z\",\"operation\":\"x\",\"auditData\":" RECORD "}]}", 0 },
    { "{\"@odata.nextLink\":\"https://graph.example/next\",\"value\":[{\"auditData\":" RECORD "}]}", MSP_MARK_NEXT_LINK },
    { "[{\"RecordType\":\"ExchangeItem\",\"CreationDate\":\"4/8/2026 8:00:00 AM\",\"AuditData\":" TEXT "}]", 0 },
    { "[{\"Timestamp\":\"2026-04-07T08:00:00Z\",\"ActionType\":\"Create\",\"RawEventData\":" RECORD "}]", 0 },
    { "{\"Timestamp\":\"2026-04-07T08:00:00Z\",\"RawEventData\":" TEXT "}", 0 },
    { "{\"records\":[{\"time\":\"2026-04-07T08:00:00Z\",\"category\":\"c\",\"properties\":{\"RawEventData\":" RECORD "}}]}", 0 },
    { "[{\"TimeGenerated\":\"2026-04-07T08:00:00Z\",\"OfficeWorkload\":\"Exchange\",\"Operation\":\"Create\",\"OfficeId\":\"r1\","
      "\"UserId\":\"kim@office.example\",\"MailboxOwnerUPN\":\"kim@office.example\"}]", 0 },
    { "{\"UserId\":\"kim@office.example\",\"unknown\":{\"Operation\":[1]},\"Operation\":\"Create\",\"MailboxOwnerUPN\":\"kim@office.example\","
      "\"Id\":\"r1\",\"CreationTime\":\"2026-04-07T08:00:00.1234567Z\",\"RecordType\":50}", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MspEvidenceReader *reader = msp_evidence_reader_find (msp_span_from_string (cases[i].data));

      cr_assert_not_null (reader, "%s", cases[i].data);
      cr_expect_str_eq (reader->id, "audit-json");
      expect_bytes (cases[i].data, strlen (cases[i].data), TOLD, cases[i].marks);
    }
}

Test (audit_json, rejections_name_line_or_place_and_never_content)
{
  static const struct { const char *data, *expected; guint marks; } cases[] = {
    { RECORD "\n{\"secret\n" RECORD "\n", TOLD "reject 2: it ends in the middle\n" TOLD, 0 },
    { "[" RECORD ",{\"secret\":}," RECORD "]", TOLD "reject 2: a character stands where none may\n" TOLD, 0 },
    { "[" RECORD ",{\"secret\":", TOLD "reject 2: it ends in the middle\n", MSP_MARK_CUT },
    { "{\"AuditData\":\"secret\"}", "reject 1: its AuditData is no JSON object\n", 0 },
    { "{\"AuditData\":\"{\\\"secret\"}", "reject 1: its AuditData is no JSON object\n", 0 },
    { "{\"AuditData\":[1]}", "reject 1: its AuditData is no JSON object\n", 0 },
    { "{\"AuditData\":{\"Operation\":\"Create\"},\"CreationDate\":\"4/7/2026 8:00:00 AM\"}",
      "reject 1: day and month of its time cannot be told apart\n", MSP_MARK_DATE_ORDER },
    { "{}", "reject 1: it names no operation\n", 0 },
    { "[[[[[[[[[1]]]]]]]]]", "reject 1: it is no object\n", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect_bytes (cases[i].data, strlen (cases[i].data), cases[i].expected, cases[i].marks);
}

Test (audit_json, nul_bytes_reject_their_record)
{
  static const char data[] = "{\"a\":\"\0\"}\n" RECORD;

  expect_bytes (data, sizeof data - 1, "reject 1: it holds NUL bytes\n" TOLD, 0);
}

Test (audit_json, a_million_levels_are_one_rejection)
{
  g_autofree char *open = g_strnfill (1000000, '['), *close = g_strnfill (1000000, ']');
  g_autofree char *data = g_strconcat ("{\"Folders\":", open, close, "}\n" RECORD, NULL);

  expect_bytes (data, strlen (data), "reject 1: it is nested too deeply\n" TOLD, 0);
}

/* Fails behind what data holds. */
typedef struct {
  const char *data;
  gsize       at;
} Broken;

static gssize
broken_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Broken *broken = impl;
  gsize n = MIN (len, strlen (broken->data) - broken->at);

  if (n == 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_IO, "the disk is broken");
      return -1;
    }
  memcpy (buf, broken->data + broken->at, n);
  broken->at += n;
  return (gssize) n;
}

static void
broken_free (gpointer impl)
{
}

Test (audit_json, what_was_read_before_a_failure_holds)
{
  static const MspStreamClass broken_class = { .read = broken_read, .free = broken_free };
  static const char *const ids[] = { "audit-json", "purview-csv" };
  Broken broken[] = { { "[" RECORD ",", 0 }, { "CreationTime,Id,Operation,UserId,MailboxOwnerUPN\n"
                      "2026-04-07T08:00:00,r1,Create,kim@office.example,kim@office.example\n", 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (MspStream) stream = msp_stream_new (&broken_class, broken + i, -1);
      EvidenceText text = evidence_text_new ();
      g_autoptr (GError) error = NULL;
      MspEvidenceOptions options = { 0 };

      for (const MspEvidenceReader *const *reader = msp_evidence_readers_get_table (); *reader != NULL; reader++)
        if (g_str_equal ((*reader)->id, ids[i]))
          cr_expect_not ((*reader)->read (stream, &options, &text.sink, &error));
      cr_expect_str_eq (text.text->str, TOLD);
      cr_expect_not_null (error);
      g_string_free (text.text, TRUE);
    }
}

Test (audit_json, other_json_is_left_to_others)
{
  static const char *const cases[] = { "", "{}", "[]", "{\"ip_str\":\"192.0.2.1\"}", "text \"Operation\"", "{\"id.orig_h\":\"192.0.2.1\"}" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MspEvidenceReader *reader = msp_evidence_reader_find (msp_span_from_string (cases[i]));

      cr_expect (reader == NULL || !g_str_equal (reader->id, "audit-json"), "%s", cases[i]);
    }
}
