/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/formats.h"
#include "report/text.h"
#include "report/writer-csv.h"
#include "report/writer-json.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "support/sample-case.h"

static char *folder;
static MspCase *sample;

static void
begin (void)
{
  folder = sample_case_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "a.case", NULL);
  sample = sample_case_new (path, NULL);
}

static void
end (void)
{
  msp_case_free (sample);
  sample_case_remove (folder);
  g_free (folder);
}

TestSuite (writers, .init = begin, .fini = end);

static char *
get_file (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  cr_assert (g_file_get_contents (path, &text, NULL, NULL), "%s", name);
  return text;
}

static const struct { const char *text, *csv, *json; } fields[] = {
  { "plain", "plain", "\"plain\"" },
  { "", "", "\"\"" },
  { "=1+1", "'=1+1", "\"=1+1\"" },
  { "+49 30", "'+49 30", "\"+49 30\"" },
  { "-x", "'-x", "\"-x\"" },
  { "@SUM(A1)", "'@SUM(A1)", "\"@SUM(A1)\"" },
  { "\t=1", "'\t=1", "\"\\t=1\"" },
  { "\r=1", "\"'\r=1\"", "\"\\r=1\"" },
  { "\xef\xbc\x9d""1", "'\xef\xbc\x9d""1", "\"\xef\xbc\x9d""1\"" },
  { "a,b", "\"a,b\"", "\"a,b\"" },
  { "say \"hi\"", "\"say \"\"hi\"\"\"", "\"say \\\"hi\\\"\"" },
  { "=\"x\",1", "\"'=\"\"x\"\",1\"", "\"=\\\"x\\\",1\"" },
  { "two\nlines", "\"two\nlines\"", "\"two\\nlines\"" },
  { "back\\slash", "back\\slash", "\"back\\\\slash\"" },
  { "\x1b[31m\x01", "\\u{1b}[31m\\u{1}", "\"\\u001b[31m\\u0001\"" },
  { "\xe2\x80\xa8\xe2\x80\xae", "\xe2\x80\xa8\xe2\x80\xae", "\"\\u2028\\u202e\"" },
  { "\xf0\x9f\x94\x91 caf\xc3\xa9", "\xf0\x9f\x94\x91 caf\xc3\xa9", "\"\xf0\x9f\x94\x91 caf\xc3\xa9\"" },
};

Test (writers, text_is_escaped_for_its_format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GString) csv = g_string_new (NULL), json = g_string_new (NULL);

      msp_writer_csv_append (csv, fields[i].text);
      msp_writer_json_append (json, fields[i].text);
      cr_expect_str_eq (csv->str, fields[i].csv, "row %d: %s", (int) i, csv->str);
      cr_expect_str_eq (json->str, fields[i].json, "row %d: %s", (int) i, json->str);
    }
}

static const struct { const char *name, *text; } files[] = {
  { "summary.csv",
    "category,severity,messages,occurrences,distinct_values,people,bytes\n"
    "contact,critical,1,1,1,0,600\n"
    "cred,critical,1,1,1,0,40\n"
    "fin,critical,1,1,1,1,600\n"
    "govid,critical,1,2,1,1,600\n"
    "govid,moderate,1,1,1,0,150\n" },
  { "messages.csv",
    "message,locator,mailbox,folder,date,from,recipients,subject,size,attachments,score,severity,categories,occurrences,"
    "distinct_values,people,opaque_parts,problems\n"
    "e989673fef52e42475f7,leak/files.zip!/a.txt@0,,,,,,a.txt,40,0,94,critical,cred,1,1,0,0,\n"
    "150f11a1d857cc84b503,leak/jane.mbox@0,jane,Inbox,2023-02-03T10:00:00Z,Jane <jane@example.org>,bob@example.org,"
    "\"'=HYPERLINK(\"\"x\"\")\r\n"
    "\"\"quoted\"\", \xe2\x80\xa8 \\u{1b}[31m\",600,1,93,critical,govid; fin; contact,4,3,2,1,opaque/encrypted\n"
    "b80d56aad4412432e8f5,leak/jane.mbox@600,jane,Sent,,jane@example.org,,\xe2\x80\xaegnp.exe "
    "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e,"
    "150,0,45,moderate,govid,1,1,0,0,\n" },
  { "mailboxes.csv",
    "mailbox,messages,bytes,first_date,last_date,critical,high,moderate,low,score,people\n"
    ",0,40,,,1,0,0,0,94,0\n"
    "jane,3,800,2023-02-03T10:00:00Z,2023-02-04T10:00:00Z,1,0,1,0,94,2\n" },
  { "ledger.csv",
    "locator,kind,size,sha256,messages,fate,reason,bytes_read,bytes_partial,bytes_opaque,bytes_failed,bytes_skipped\n"
    "leak/broken.pst,pst,60,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,0,failed,damaged,0,0,0,60,0\n"
    "leak/files.zip,zip,120,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,0,read,,120,0,0,0,0\n"
    "leak/files.zip!/a.txt,text,40,,0,read,,40,0,0,0,0\n"
    "leak/jane.mbox,mbox,820,e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,3,partial,damaged,600,0,200,20,0\n"
    "leak/jane.mbox@800,unrecognised,20,,0,failed,damaged,0,0,0,20,0\n" },
};

Test (writers, csv_files_hold_these_bytes)
{
  g_autofree char *target = g_build_filename (folder, "out", NULL);
  g_autoptr (GError) error = NULL;

  cr_assert (msp_writer_csv_write (sample, NULL, target, &error), "%s", error ? error->message : "");
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *name = g_build_filename ("out", files[i].name, NULL), *text = get_file (name);

      cr_expect_str_eq (text, files[i].text, "%s: %s", files[i].name, text);
    }
  g_autofree char *findings = get_file ("out/findings.csv");
  cr_expect (g_str_has_prefix (findings,
                               "message,locator,detector,category,confidence,band,masked,value_key,label,quoted,test_value,"
                               "reasons\n"));
  cr_expect (strstr (findings,
                     "\n"
                     "150f11a1d857cc84b503,leak/jane.mbox@0#1+10,pan,fin,88,high,'=cmd|'/c calc'!A1,"
                     "2222222222222222222222222222222"
                               "222222222222222222222222222222222,'-card,0,0,\"rule V1; label \"\"ssn\"\" 3 bytes "
                               "before\"\n") != NULL, "%s", findings);
}

static const char *const json_facts[] = {
  "{\n  \"schema\": \"mailspill/report/1\",\n"
  "  \"filter\": {\"categories\": [\"govid\", \"cred\"], \"min_severity\": \"none\"},\n",
  "\"options\": \"'--exclude' '*.bak'\", \"rules_hash\": \"feed\", \"state\": \"complete\"",
  "\"totals\": {\"score\": 95, \"messages\": 3, \"documents\": 1, \"mailboxes\": 1, \"first_date\": \"2023-02-03T10:00:00Z\", "
  "\"last_date\": \"2023-02-04T10:00:00Z\", \"findings\": 6, ",
  "\"by_severity\": {\"critical\": 2, \"high\": 0, \"moderate\": 1, \"low\": 0, \"info\": 0, \"none\": 1}, "
  "\"by_fate\": {\"read\": 720, \"partial\": 0, \"opaque\": 200, \"failed\": 80, \"skipped\": 0}},\n",
  "\"categories\": [\n    {\"category\":\"cred\",\"messages\":1,\"occurrences\":1,\"distinct_values\":1,\"people\":0,\"bytes\":40,"
  "\"people_at_least\":0,\"people_at_most\":0},\n",
  "\"people\": 2, \"people_at_least\": 2, \"people_at_most\": 2, ",
  "\"subject\":\"=HYPERLINK(\\\"x\\\")\\r\\n\\\"quoted\\\", \\u2028 \\u001b[31m\","
  "\"size\":600,\"attachments\":1,\"score\":93,"
  "\"severity\":\"critical\",\"categories\":[\"govid\",\"fin\",\"contact\"],",
  "\"problems\":[\"opaque/encrypted\"],\"kind\":\"mail\",\"score_max\":98,\"score_reasons\":[\"govid 92\",\"fin 78\"]}",
  "\"label\":null,\"quoted\":true,\"test_value\":false,\"reasons\":[\"rule V1\",\"label \\\"ssn\\\" 3 bytes before\"]}",
  "\"mailboxes\": [\n"
  "    {\"mailbox\":\"\",\"messages\":0,\"bytes\":40,\"first_date\":null,\"last_date\":null,\"critical\":1,\"high\":0,"
  "\"moderate\":0,\"low\":0,\"score\":94,\"people\":0,\"people_at_least\":0,\"people_at_most\":0},\n",
};

Test (writers, json_holds_what_the_case_holds)
{
  static const char *const categories[] = { "govid", "cred", NULL };
  g_autofree char *target = g_build_filename (folder, "a.json", NULL);

  cr_assert (msp_writer_json_write (sample, &(MspFilter) { .categories = categories }, target, NULL));
  g_autofree char *text = get_file ("a.json");
  for (gsize i = 0; i < G_N_ELEMENTS (json_facts); i++)
    cr_expect_not_null (strstr (text, json_facts[i]), "'%s' is not in:\n%s", json_facts[i], text);
  cr_expect (g_str_has_suffix (text, "\n  ]\n}\n"));
}

Test (writers, filters_leave_out_rows)
{
  static const char *const categories[] = { "cred", NULL };
  g_autofree char *target = g_build_filename (folder, "out", NULL);

  cr_assert (msp_writer_csv_write (sample, &(MspFilter) { .categories = categories }, target, NULL));
  g_autofree char *by_category = get_file ("out/summary.csv"), *messages = get_file ("out/messages.csv");
  cr_expect_str_eq (strchr (by_category, '\n'), "\ncred,critical,1,1,1,0,40\n");
  cr_expect_null (strstr (messages, "jane.mbox"));
  cr_assert (msp_writer_csv_write (sample, &(MspFilter) { .min_severity = MSP_SEVERITY_HIGH }, target, NULL));
  g_autofree char *by_severity = get_file ("out/summary.csv"), *findings = get_file ("out/findings.csv"),
    *ledger = get_file ("out/ledger.csv");
  cr_expect_null (strstr (by_severity, "moderate"));
  cr_expect_null (strstr (findings, "@600"));
  cr_expect_str_eq (ledger, files[3].text);
}

Test (writers, order_of_arrival_changes_no_byte)
{
  g_autofree char *path = g_build_filename (folder, "b.case", NULL), *one = g_build_filename (folder, "1.json", NULL);
  g_autofree char *two = g_build_filename (folder, "2.json", NULL), *text_one = NULL, *text_two = NULL;
  g_autoptr (MspCase) other = sample_case_new_reversed (path);

  cr_assert (msp_writer_json_write (sample, NULL, one, NULL));
  cr_assert (msp_writer_json_write (other, NULL, two, NULL));
  text_one = get_file ("1.json");
  text_two = get_file ("2.json");
  cr_expect_str_eq (text_one, text_two);
}

Test (writers, text_goes_to_a_file_without_colour)
{
  g_autofree char *target = g_build_filename (folder, "a.txt", NULL), *report = msp_text_report_dup (sample, NULL, FALSE, NULL);

  cr_assert (msp_formats_find ("text")->write (sample, NULL, target, TRUE, NULL));
  g_autofree char *text = get_file ("a.txt");
  cr_expect_str_eq (text, report);
  cr_expect_null (msp_formats_find ("txt"));
}

Test (writers, what_cannot_be_written_leaves_nothing)
{
  static const struct { const char *format, *target; } bad[] = {
    { "csv", "a.case/out" }, { "json", "missing/a.json" }, { "text", "missing/a.txt" }, { "json", "a.case.d" },
  };
  g_autofree char *directory = g_build_filename (folder, "a.case.d", NULL);

  g_mkdir (directory, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *target = g_build_filename (folder, bad[i].target, NULL);
      g_autoptr (GError) error = NULL;

      cr_expect_not (msp_formats_find (bad[i].format)->write (sample, NULL, target, FALSE, &error), "%s", target);
      cr_expect (error != NULL && strstr (error->message, folder) != NULL, "%s", target);
    }
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    cr_expect (g_str_has_prefix (name, "a.case"), "%s", name);
}

Test (writers, tables_are_all_there_or_none)
{
  g_autofree char *target = g_build_filename (folder, "out", NULL), *in_the_way = g_build_filename (target, "ledger.csv", NULL);
  g_autoptr (GError) error = NULL;

  cr_assert_eq (g_mkdir_with_parents (in_the_way, 0700), 0);
  cr_expect_not (msp_writer_csv_write (sample, NULL, target, &error));
  cr_expect (error != NULL && strstr (error->message, "ledger.csv") != NULL);
  g_autoptr (GDir) dir = g_dir_open (target, 0, NULL);
  cr_expect_str_eq (g_dir_read_name (dir), "ledger.csv");
  cr_expect_null (g_dir_read_name (dir));
}

Test (writers, name_may_be_as_long_as_names_are)
{
  g_autofree char *name = g_strnfill (255, 'n'), *target = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  cr_expect (msp_writer_json_write (sample, NULL, target, &error), "%s", error ? error->message : "");
  cr_expect (g_file_test (target, G_FILE_TEST_IS_REGULAR));
}

Test (writers, device_is_written_to_and_not_replaced)
{
  g_autofree char *link = g_build_filename (folder, "null", NULL);

  cr_assert_eq (symlink ("/dev/null", link), 0);
  cr_expect (msp_writer_json_write (sample, NULL, link, NULL));
  cr_expect (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}
