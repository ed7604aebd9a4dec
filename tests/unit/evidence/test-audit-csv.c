/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence-text.h"

TestSuite (audit_csv);

#define PORTAL "RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames\n"
#define POWERSHELL "\"RunspaceId\",\"CreationDate\",\"UserIds\",\"Operations\",\"AuditData\",\"ResultIndex\",\"ResultCount\"\n"
#define GUID "0a1b2c3d-0000-4000-8000-00000000000"

/* A record as the cell of a table: quotes are doubled. */
#define OWNER "\"\"UserId\"\":\"\"kim@office.example\"\",\"\"MailboxOwnerUPN\"\":\"\"kim@office.example\"\""
#define RECORD(rest) "\"{\"\"CreationTime\"\":\"\"2026-04-07T08:00:00\"\",\"\"Id\"\":\"\"r1\"\",\"\"Operation\"\":\"\"Create\"\"," OWNER rest "}\""
#define TIMELESS "\"{\"\"Id\"\":\"\"r1\"\",\"\"Operation\"\":\"\"Create\"\"," OWNER "}\""
#define EVENT(time) "other " time " op=Create id=r1 mailbox=kim@office.example user=kim@office.example\n"
#define TOLD EVENT ("1775548800")

#define TYPE "\"\"OperationProperties\"\":[{\"\"Name\"\":\"\"MailAccessType\"\",\"\"Value\"\":\"\"Bind\"\"}]"
#define FOLDERS "\"\"Folders\"\":[{\"\"Path\"\":\"\"\\\\Inbox\"\",\"\"FolderItems\"\":[{\"\"InternetMessageId\"\":\"\"<a@b.example>\"\"}]}]"
#define BIND "\"{\"\"CreationTime\"\":\"\"2026-04-07T08:00:00\"\",\"\"Id\"\":\"\"r1\"\",\"\"Operation\"\":\"\"MailItemsAccessed\"\"," OWNER "," \
  TYPE ",\"\"OperationCount\"\":1," FOLDERS ",\"\"ClientIPAddress\"\":\"\"203.0.113.9:4711\"\"}\""
#define BIND_TOLD "bind 1775548800 op=MailItemsAccessed id=r1 mailbox=kim@office.example user=kim@office.example ip=203.0.113.9" \
  " folder=\\Inbox operations=1 {<a@b.example> in=\\Inbox}\n"

static void
expect_bytes (const char *id, const char *data, gsize len, const MspEvidenceOptions *options, const char *expected, guint marks)
{
  EvidenceText text = evidence_text_new ();

  cr_expect (evidence_text_read (&text, id, data, len, options));
  cr_expect_str_eq (text.text->str, expected, "%s\nis\n%s", data, text.text->str);
  cr_expect_eq (text.marks, marks, "%s: %x", data, text.marks);
  g_string_free (text.text, TRUE);
}

static void
expect (const char *data, const char *expected, guint marks)
{
  expect_bytes ("purview-csv", data, strlen (data), NULL, expected, marks);
}

Test (audit_csv, each_shape_of_an_export_gives_the_same_event)
{
  static const char *const cases[] = {
    PORTAL "r1,\"2026-04-07T08:00:00.0000000Z \",50,MailItemsAccessed,kim@office.example," BIND ",,\n",
    PORTAL "r1,4/7/2026 8:00:00 AM,50,MailItemsAccessed,kim@office.example," BIND ",,\r\n",
    "CreationDate,UserIds,Operations,AuditData\n2026-04-07T08:00:00.0000000Z,kim@office.example,MailItemsAccessed," BIND,
    "\xef\xbb\xbf#TYPE Deserialized.Example\r\n" POWERSHELL
    "\"x\",\"4/7/2026 8:00:00 AM\",\"kim@office.example\",\"MailItemsAccessed\"," BIND ",\"1\",\"1\"\r\n",
    "sep=;\nCreationDate;UserIds;Operations;AuditData\n2026-04-07T08:00:00Z;kim@office.example;MailItemsAccessed;" BIND "\n",
    "AuditData\tOperations\n" BIND "\tMailItemsAccessed\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MspEvidenceReader *reader = msp_evidence_reader_find (msp_span_from_string (cases[i]));

      cr_assert_not_null (reader, "%s", cases[i]);
      cr_expect_str_eq (reader->id, "purview-csv");
      expect (cases[i], BIND_TOLD, 0);
    }
}

Test (audit_csv, outer_columns_serve_only_what_the_record_lacks)
{
  expect (PORTAL "outer,2026-04-07T09:00:00Z,50,Update,lou@office.example," RECORD ("") ",,\n", TOLD, 0);
  expect (PORTAL "outer,2026-04-07T09:00:00Z,50,Update,lou@office.example,\"{\"\"Workload\"\":\"\"Exchange\"\"}\",,\n",
          "other 1775552400 op=Update id=outer user=lou@office.example\n", 0);
}

Test (audit_csv, an_outer_time_without_zone_is_assumed_and_marked)
{
  MspEvidenceOptions options = { .utc_offset = 3600, .has_utc_offset = TRUE };
  static const char data[] = PORTAL "r1,13/4/2026 08:00:00,2,Create,kim@office.example," TIMELESS ",,\n";

  expect (data, EVENT ("1776067200?"), MSP_MARK_NO_YEAR);
  expect_bytes ("purview-csv", data, strlen (data), &options, EVENT ("1776063600?"), MSP_MARK_NO_YEAR);
}

Test (audit_csv, day_and_month_are_told_apart_by_any_row_or_not_at_all)
{
  static const char ambiguous[] = PORTAL "r1,4/7/2026 8:00:00 AM,2,Create,k," TIMELESS ",,\n";
  static const char reason[] = "reject 2: day and month of its date cannot be told apart\n";
  MspEvidenceOptions mdy = { .date_order = MSP_DATE_ORDER_MDY }, dmy = { .date_order = MSP_DATE_ORDER_DMY };

  expect (ambiguous, reason, MSP_MARK_DATE_ORDER);
  expect_bytes ("purview-csv", ambiguous, strlen (ambiguous), &mdy, EVENT ("1775548800?"), MSP_MARK_NO_YEAR);
  expect_bytes ("purview-csv", ambiguous, strlen (ambiguous), &dmy, EVENT ("1783152000?"), MSP_MARK_NO_YEAR);
  /* A later row decides, by a day above 12 or by a time of its own. */
  expect (PORTAL "r1,4/7/2026 8:00:00 AM,2,Create,k," TIMELESS ",,\nr1,4/13/2026 8:00:00 AM,2,Create,k," TIMELESS ",,\n",
          EVENT ("1776067200?") EVENT ("1775548800?"), MSP_MARK_NO_YEAR);
  expect (PORTAL "r1,4/7/2026 8:00:00 AM,2,Create,k," TIMELESS ",,\nr1,7/4/2026 8:00:00 AM,2,Create,k," RECORD ("") ",,\n",
          TOLD EVENT ("1783152000?"), MSP_MARK_NO_YEAR);
  expect (PORTAL "r1,4/4/2026 8:00:00 AM,2,Create,k," TIMELESS ",,\n", EVENT ("1775289600?"), MSP_MARK_NO_YEAR);
}

Test (audit_csv, as_many_rows_as_an_export_holds_are_marked)
{
  static const struct { guint rows; guint marks; } cases[] = { { 49999, 0 }, { 50000, MSP_MARK_ROW_CAP }, { 50001, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) data = g_string_new (PORTAL);
      EvidenceText text = evidence_text_new ();

      for (guint row = 0; row < cases[i].rows; row++)
        g_string_append (data, row == 7 ? "a row of another kind\n" : "r1,x,2,Create,k,\"{\"\"CreationTime\"\":\"\"2026-04-07T08:00:00\"\"}\",,\n");
      cr_expect (evidence_text_read (&text, "purview-csv", data->str, data->len, NULL));
      cr_expect_eq (text.n_rejected, 1);
      cr_expect_eq (text.n_passed, cases[i].rows - 1);
      cr_expect_eq (text.marks, cases[i].marks, "%u: %x", cases[i].rows, text.marks);
      g_string_free (text.text, TRUE);
    }
}

Test (audit_csv, a_result_count_above_the_rows_is_marked)
{
  expect (POWERSHELL "\"x\",\"\",\"\",\"\"," RECORD ("") ",\"1\",\"2\"\n", TOLD, MSP_MARK_ROW_CAP);
  expect (POWERSHELL "\"x\",\"\",\"\",\"\"," RECORD ("") ",\"1\",\"1\"\n", TOLD, 0);
}

Test (audit_csv, flattened_records_are_rejected_with_the_remedy)
{
#define REASON "its nested fields were lost (\"System.Object[]\"): export AuditData as JSON\n"
  expect (PORTAL "r1,2026-04-07T08:00:00Z,50,MailItemsAccessed,k,System.Object[],,\n", "reject 2: " REASON, MSP_MARK_FLATTENED);
  static const char flat[] = "CreationTime,Id,Operation,UserId,OperationProperties,Folders\n"
    "2026-04-07T08:00:00,r1,MailItemsAccessed,k,System.Object[],System.Object[]\n"
    "2026-04-07T08:00:00,r2,MailItemsAccessed,k,\"[]\",System.Collections.ArrayList\n";

  expect_bytes ("sentinel-csv", flat, strlen (flat), NULL, "reject 2: " REASON "reject 3: " REASON, MSP_MARK_FLATTENED);
}

Test (audit_csv, damage_costs_its_row_alone)
{
  static const struct { const char *rows, *expected; guint marks; } cases[] = {
    { "r0,x,2,Create,k,,,\n", "reject 2: it is no object\n", 0 },
    { "r0,x,2,Create,k,\"{\"\"CreationTime\"\":\",,\n", "reject 2: it ends in the middle\n", 0 },
    { "r0,x,2,Create,k,not json,,\n", "reject 2: it is no object\n", 0 },
    { "r0,x,2,Create\n", "reject 2: it has fewer columns than the header\n", 0 },
    { "r0,x,2,Create,k,{},,,\n", "reject 2: it has more columns than the header\n", 0 },
    { "r0,x,2,Create,k,{}\n", "reject 2: it has no time that can be read\n", 0 },
    { GUID "1,x,2,Create,k,\"{\"\"CreationTime\"\":\"\"2026-04\n", "reject 2: a quote is not closed\n", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *data = g_strconcat (PORTAL, cases[i].rows, GUID "2,x,2,Create,k," RECORD ("") ",,\n", NULL);
      g_autofree char *expected = g_strconcat (cases[i].expected, TOLD, NULL);

      expect (data, expected, cases[i].marks);
    }
}

Test (audit_csv, nul_bytes_and_an_open_end_are_rejected)
{
  static const char nul[] = PORTAL "r0,x\0,2,Create,k," RECORD ("") ",,\nr1,x,2,Create,k," RECORD ("") ",,\n";

  expect_bytes ("purview-csv", nul, sizeof nul - 1, NULL, "reject 2: it holds NUL bytes\n" TOLD, 0);
  expect (PORTAL "r1,x,2,Create,k," RECORD ("") ",,\nr2,x,2,Create,k,\"{", TOLD "reject 3: the file ends within quotes\n", MSP_MARK_CUT);
}

Test (audit_csv, a_record_of_ten_megabytes_is_read)
{
  g_autoptr (GString) data = g_string_new (PORTAL "r1,x,50,MailItemsAccessed,k,\"{\"\"CreationTime\"\":\"\"2026-04-07T08:00:00\"\","
                                           "\"\"Operation\"\":\"\"MailItemsAccessed\"\",\"\"Folders\"\":[{\"\"FolderItems\"\":[null");
  EvidenceText text = evidence_text_new ();
  guint n = 100000;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (data, ",{\"\"InternetMessageId\"\":\"\"<%06u.%060u@b.example>\"\",\"\"SizeInBytes\"\":%u}", i, i, i);
  g_string_append (data, "]}]}\",,\n");
  cr_expect_gt (data->len, 10 * 1024 * 1024);
  cr_expect (evidence_text_read (&text, "purview-csv", data->str, data->len, NULL));
  cr_expect_eq (text.n_events, 1);
  cr_expect_not_null (strstr (text.text->str, " operations=100000 {<000000."));
  g_string_free (text.text, TRUE);
}

Test (audit_csv, joined_files_keep_their_headers)
{
  expect (PORTAL "r1,x,2,Create,k," RECORD ("") ",,\n\xef\xbb\xbf" PORTAL "r1,x,2,Create,k," RECORD ("") ",,\n", TOLD TOLD, 0);
  expect (PORTAL "r1,x,2,Create,k," RECORD ("") ",,\nCreationDate,UserIds,Operations,AuditData\nx,k,Create," RECORD ("") "\n", TOLD
          "reject 3: it has fewer columns than the header\nreject 4: it has fewer columns than the header\n", 0);
}

#define SENTINEL "\"TimeGenerated [UTC]\",\"OfficeWorkload\",\"Operation\",\"UserId\",\"MailboxOwnerUPN\",\"Logon_Type\",\"Client_IPAddress\"," \
  "\"OperationProperties\",\"Folders\",\"OperationCount\",\"OfficeId\"\n"
#define PLACE "\"Exchange\",\"MailItemsAccessed\",\"kim@office.example\",\"kim@office.example\",\"Owner\",\"[2001:db8::9]\""
#define FROM_SENTINEL "bind 1775548800 op=MailItemsAccessed id=r1 mailbox=kim@office.example user=kim@office.example ip=2001:db8::9 logon=owner"

Test (audit_csv, rows_of_office_activity_are_records)
{
  static const struct { const char *row, *expected; guint marks; } cases[] = {
    { "\"2026-04-07 08:00:00.000\"," PLACE ",\"[{\"\"Name\"\":\"\"MailAccessType\"\",\"\"Value\"\":\"\"Bind\"\"}]\","
      "\"[{\"\"Path\"\":\"\"\\\\Inbox\"\","
      "\"\"FolderItems\"\":[{\"\"InternetMessageId\"\":\"\"<a@b.example>\"\"}]}]\",\"1\",\"r1\"\n",
      FROM_SENTINEL " folder=\\Inbox operations=1 {<a@b.example> in=\\Inbox}\n", 0 },
    { "\"4/7/2026, 8:00:00.000 AM\"," PLACE ",\"[]\",\"\",\"3\",\"r1\"\n",
      "reject 2: day and month of its date cannot be told apart\n", MSP_MARK_DATE_ORDER },
    { "\"4/4/2026, 8:00:00.000 AM\"," PLACE ",\"[]\",\"\",\"3\",\"r1\"\n",
      "bind 1775289600 op=MailItemsAccessed id=r1 mailbox=kim@office.example user=kim@office.example ip=2001:db8::9 logon=owner operations=3\n", 0 },
    /* Long cells are cut: the access stays, what it names is lost. */
    { "\"2026-04-07 08:00:00.000\"," PLACE ",\"[]\",\"[{\"\"Path\"\":\"\"\\\\In\",\"3\",\"r1\"\n",
      FROM_SENTINEL " operations=3\n", MSP_MARK_FLATTENED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *data = g_strconcat (SENTINEL, cases[i].row, NULL);

      expect_bytes ("sentinel-csv", data, strlen (data), NULL, cases[i].expected, cases[i].marks);
      cr_expect_str_eq (msp_evidence_reader_find (msp_span_from_string (data))->id, "sentinel-csv");
    }
}

Test (audit_csv, rows_of_cloud_app_events_hold_the_record)
{
  static const char data[] = "\"Timestamp\",\"ActionType\",\"IPAddress\",\"RawEventData\"\n"
    "\"2026-04-07T08:00:00Z\",\"MailItemsAccessed\",\"203.0.113.9\"," BIND "\n";

  expect_bytes ("defender-csv", data, strlen (data), NULL, BIND_TOLD, 0);
  cr_expect_str_eq (msp_evidence_reader_find (msp_span_from_string (data))->id, "defender-csv");
}

Test (audit_csv, other_tables_are_left_to_others)
{
  static const char *const cases[] = {
    "", "a,b\n1,2\n", "Name,Operation\n", "ts,te,td,sa,da\n", "\"AuditData\n", "{\"AuditData\":1}", "Item Id,Custodian,Location_name\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MspEvidenceReader *reader = msp_evidence_reader_find (msp_span_from_string (cases[i]));

      cr_expect (reader == NULL || !g_str_has_suffix (reader->id, "-csv") || g_str_equal (cases[i], "\"AuditData\n"), "%s", cases[i]);
    }
}

Test (audit_csv, every_cut_and_shuffle_ends)
{
  static const char whole[] = PORTAL GUID "1,4/7/2026 8:00:00 AM,50,MailItemsAccessed,k," BIND ",,\n" GUID "2,x,2,Create,k," TIMELESS ",,\n";

  for (gsize len = 0; len < sizeof whole; len++)
    {
      EvidenceText text = evidence_text_new ();

      cr_expect (evidence_text_read (&text, "purview-csv", whole, len, NULL));
      g_string_free (text.text, TRUE);
    }
  for (guint seed = 0; seed < 300; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *copy = g_strdup (whole);
      EvidenceText text = evidence_text_new ();

      for (guint i = 0; i < 8; i++)
        copy[g_rand_int_range (rand, 0, sizeof whole - 1)] = whole[g_rand_int_range (rand, 0, sizeof whole - 1)];
      cr_expect (evidence_text_read (&text, "purview-csv", copy, sizeof whole - 1, NULL));
      g_string_free (text.text, TRUE);
    }
}
