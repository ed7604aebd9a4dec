/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence-text.h"

TestSuite (google);

static void
expect (const char *id, const char *data, const char *expected, guint marks)
{
  EvidenceText text = evidence_text_new ();

  cr_expect (evidence_text_read (&text, id, data, strlen (data), NULL));
  cr_expect_str_eq (text.text->str, expected, "%s", text.text->str);
  cr_expect_eq (text.marks, marks, "%x", text.marks);
  g_string_free (text.text, TRUE);
}

#define ROW(type, rest) "{\"email\":\"kim@office.example\",\"event_id\":\"e1\",\"ip_address\":\"MjAzLjAuMTEzLjk=\"," \
  "\"time_usec\":\"1775548800000000\"," \
  "\"event_info\":{\"mail_event_type\":" type ",\"success\":true,\"client_context\":{\"client_type\":\"WEB\"}}," \
  "\"message_info\":{\"rfc2822_message_id\":\"<a@b.example>\",\"payload_size\":\"77\"" rest "}}"
#define COMMON " 1775548800 op="
#define ACTOR " id=e1 mailbox=kim@office.example user=kim@office.example ip=203.0.113.9 client=WEB logon=owner operations=1"

Test (google, gmail_event_types_are_told_apart)
{
  static const struct { const char *row, *expected; } cases[] = {
    { ROW ("\"7\"", ""), "view" COMMON "opened for the first time" ACTOR " {<a@b.example> size=77}\n" },
    { ROW ("31", ""), "view" COMMON "viewed" ACTOR " {<a@b.example> size=77}\n" },
    { ROW ("\"1\"", ""), "send" COMMON "sent" ACTOR " {<a@b.example> size=77}\n" },
    { ROW ("\"2\"", ""), "other" COMMON "received" ACTOR " {<a@b.example> size=77}\n" },
    { ROW ("\"9\"", ""), "view" COMMON "replied to" ACTOR " {<a@b.example> size=77}\n" },
    { ROW ("\"33\"", ""), "view" COMMON "accessed by an application" ACTOR " {<a@b.example> size=77}\n" },
    { ROW ("\"27\"", ""), "delete" COMMON "deleted for good" ACTOR " {<a@b.example> size=77}\n" },
    { ROW ("\"17\"", ",\"attachment\":[{\"sha256\":\"0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef\"}]"),
      "attachment" COMMON "attachments downloaded" ACTOR
      " {<a@b.example> digest=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef size=77}\n" },
    { ROW ("\"28\"", ",\"post_delivery_info\":{\"interaction\":{\"attachment\":[{\"sha256\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\"}]}}"),
      "attachment" COMMON "attachments previewed" ACTOR
      " {<a@b.example> digest=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f size=77}\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect ("gmail-bigquery", cases[i].row, cases[i].expected, 0);
}

Test (google, a_delegate_is_the_actor_in_the_owners_mailbox)
{
  expect ("gmail-bigquery", "{\"email\":\"kim@office.example\",\"ip_address\":\"203.0.113.9\",\"event_info\":{\"timestamp_usec\":1775548800000000,"
          "\"mail_event_type\":31,\"client_context\":{\"session_context\":{\"delegate_user_email\":\"lou@office.example\"}}},"
          "\"message_info\":{\"rfc2822_message_id\":\"<a@b.example>\"}}",
          "view 1775548800 op=viewed mailbox=kim@office.example user=lou@office.example ip=203.0.113.9 logon=delegate operations=1"
          " {<a@b.example>}\n", 0);
}

Test (google, gmail_activities_of_the_reports_api_say_the_same)
{
  expect ("google-reports", "{\"items\":[{\"id\":{\"time\":\"2026-04-07T08:00:00.500Z\",\"uniqueQualifier\":\"5\",\"applicationName\":\"gmail\"},"
          "\"actor\":{\"email\":\"kim@office.example\"},\"ipAddress\":\"2001:db8::9\",\"events\":[{\"type\":\"delivery_type\",\"name\":\"delivery\","
          "\"parameters\":[{\"name\":\"event_info\",\"messageValue\":{\"parameter\":[{\"name\":\"mail_event_type\",\"intValue\":\"31\"},"
          "{\"name\":\"success\",\"boolValue\":true}]}},{\"name\":\"message_info\",\"messageValue\":{\"parameter\":["
          "{\"name\":\"rfc2822_message_id\",\"value\":\"<a@b.example>\"}]}}]}]}],\"nextPageToken\":\"more\"}",
          "view 1775548800 op=viewed id=gmail:2026-04-07T08:00:00.500Z:5 mailbox=kim@office.example user=kim@office.example ip=2001:db8::9"
          " logon=owner operations=1 {<a@b.example>}\n", MSP_MARK_NEXT_LINK);
}

#define TAKEOUT(name, parameters) "{\"id\":{\"time\":\"2026-04-07T08:00:00Z\",\"uniqueQualifier\":\"5\",\"applicationName\":\"takeout\"}," \
  "\"actor\":{\"email\":\"kim@office.example\"},\"events\":[{\"name\":\"" name "\",\"parameters\":[" parameters "]}]}"
#define MAIL "{\"name\":\"PRODUCTS_REQUESTED\",\"value\":\"Drive, Mail\"}"
#define EXPORT(name) "export 1775548800 op=" name " id=takeout:2026-04-07T08:00:00Z:5 mailbox=kim@office.example user=kim@office.example takeout"

Test (google, a_takeout_with_mail_is_an_export_with_its_state)
{
  static const struct { const char *row, *expected; } cases[] = {
    { TAKEOUT ("STARTED_USER_TAKEOUT", MAIL), EXPORT ("STARTED_USER_TAKEOUT") "\n" },
    { TAKEOUT ("STARTED_USER_TAKEOUT", ""), EXPORT ("STARTED_USER_TAKEOUT") "\n" },
    { TAKEOUT ("COMPLETED_USER_TAKEOUT", MAIL ",{\"name\":\"TAKEOUT_STATUS\",\"value\":\"COMPLETED\"},"
      "{\"name\":\"TAKEOUT_DESTINATION\",\"value\":\"BOX\"}"),
      EXPORT ("COMPLETED_USER_TAKEOUT") " state=1 text=BOX\n" },
    { TAKEOUT ("COMPLETED_USER_TAKEOUT", MAIL ",{\"name\":\"TAKEOUT_STATUS\",\"value\":\"FAILED\"}"), EXPORT ("COMPLETED_USER_TAKEOUT") "\n" },
    { TAKEOUT ("DOWNLOADED_USER_TAKEOUT", MAIL), EXPORT ("DOWNLOADED_USER_TAKEOUT") " state=2\n" },
    { TAKEOUT ("STARTED_USER_TAKEOUT", "{\"name\":\"PRODUCTS_REQUESTED\",\"multiValue\":[\"Photos\",\"Gmail\"]}"),
      EXPORT ("STARTED_USER_TAKEOUT") "\n" },
    { TAKEOUT ("STARTED_USER_TAKEOUT", "{\"name\":\"PRODUCTS_REQUESTED\",\"value\":\"Photos\"}"), "pass 1\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect ("google-reports", cases[i].row, cases[i].expected, 0);
}

Test (google, other_records_pass_or_are_rejected_with_a_reason)
{
  static const struct { const char *row, *expected; } cases[] = {
    { "{\"id\":{\"time\":\"2026-04-07T08:00:00Z\",\"applicationName\":\"drive\"},\"events\":[{\"name\":\"view\"}]}", "pass 1\n" },
    { "{\"id\":{\"time\":\"2026-04-07T08:00:00Z\",\"uniqueQualifier\":\"6\",\"applicationName\":\"login\"},"
      "\"actor\":{\"email\":\"kim@office.example\"},\"ipAddress\":\"203.0.113.9\",\"events\":[{\"name\":\"login_success\"}]}",
      "login 1775548800 op=login_success id=login:2026-04-07T08:00:00Z:6 user=kim@office.example ip=203.0.113.9\n" },
    { "{\"id\":{\"applicationName\":\"gmail\"},\"events\":[{}]}", "reject 1: it has no time that can be read\n" },
    { "{\"event_info\":{\"mail_event_type\":31}}", "reject 1: it has no time that can be read\n" },
    { "{\"a\":1}", "reject 1: it is no audit record of Google Workspace\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    expect ("google-reports", cases[i].row, cases[i].expected, 0);
}

Test (google, files_are_recognised_by_content)
{
  static const struct { const char *head, *id; } cases[] = {
    { ROW ("31", ""), "gmail-bigquery" }, { TAKEOUT ("STARTED_USER_TAKEOUT", MAIL), "google-reports" },
    { "{\"kind\":\"admin#reports#activities\",\"items\":[]}", "google-reports" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MspEvidenceReader *reader = msp_evidence_reader_find (msp_span_from_string (cases[i].head));

      cr_assert_not_null (reader);
      cr_expect_str_eq (reader->id, cases[i].id);
    }
  cr_expect_null (msp_evidence_reader_find (msp_span_from_string ("{\"ip_str\":\"192.0.2.1\"}")));
}
