/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/access-days.h"
#include "report/statement.h"
#include "report/writer-access.h"
#include "report/writer-people.h"

#include <criterion/criterion.h>
#include <string.h>

#include "store/access.h"
#include "support/accessed-case.h"
#include "support/sample-case.h"

static char *folder;
static MspCase *accessed;

static void
begin (void)
{
  folder = sample_case_dup_folder ();
  g_autofree char *path = g_build_filename (folder, "a.case", NULL);
  accessed = accessed_case_new (path);
}

static void
end (void)
{
  msp_case_free (accessed);
  sample_case_remove (folder);
  g_free (folder);
}

TestSuite (access_report, .init = begin, .fini = end);

static char *
write_and_get (const char *into, const char *name)
{
  g_autofree char *out = g_build_filename (folder, into, NULL), *path = g_build_filename (out, name, NULL);
  char *text = NULL;

  cr_assert (msp_writer_access_write_all (accessed, out, NULL));
  cr_assert (g_file_get_contents (path, &text, NULL, NULL), "%s", name);
  return text;
}

static const struct { const char *name, *text; } rows[] = {
  { "access.csv", "msg_no,archive,offset,length,sha256,message_id,mailbox,folder,received_utc,received_basis,score,categories,people,verdict,"
    "basis,acquired,attribution,actor,first_access,last_access,n_records,join,copies,coverage,evidence_ids,note,message,locator,"
    "hostile_only,mailbox_scope\n" },
  { "access.csv", "1,leak/all.mbox,0,100,,<p1@agency.example>,pat@agency.example,Inbox,2026-03-01T08:00:00Z,received,93,govid,1,accessed,BIND,"
    "not_shown,hostile,A1,2026-03-03T02:00:00Z,2026-03-03T02:00:00Z,1,exact,1,assumed,rec6; rec7,," },
  { "access.csv", ",indeterminate,UNRESOLVED_BINDS:14,not_shown,hostile,A1,2026-03-03T04:00:00Z,2026-03-03T04:00:00Z,1,,1,assumed,rec6; rec7,"
    "\"at most 14 of 1, \"\"quoted\"\"\"," },
  { "access.csv", ",exposed_not_shown,AUDITED_NO_HIT,not_shown,,,,,0,,1,assumed,,," },
  { "actors.csv", "A1,hostile,'--hostile 203.0.113.77,203.0.113.77; 2001:db8::77,s-1,,app-1,app-1,'=Client; REST,owner,pat@agency.example,"
    "2026-03-03T02:00:00Z,2026-03-04T01:00:00Z,7,2,14,7,0,3,pat@agency.example,9\n" },
  { "missing.csv", "pat@agency.example,Inbox,<gone@agency.example>,MailItemsAccessed,2026-03-03T02:00:00Z,2026-03-03T02:00:00Z,1,hostile,A1,"
    "rec6,not in the archive\n" },
  { "coverage.csv", "mailbox,day,records,bind,sync,throttled_s,max_gap_s,cap,grade,reason\ndana@agency.example,2026-03-01,6,5,0,0,7200,,assumed,"
    "\n" },
  { "coverage.csv", "pat@agency.example,2026-03-06,0,0,0,0,86400,,none,no record for 24 h\n" },
  { "evidence_census.csv", ",44,3,1,1,2026-03-01T08:00:00Z,2026-03-08T08:00:00Z,row-cap; date-order,one row is none\n" },
  { "evidence_census.csv", "notes.docx,,unread,12,,0,0,0,0,,,,no reader knows it\n" },
  { "rejects.csv", "file,line,reason\naudit.csv,17,quotes are not balanced\n" },
  { "timeline.csv", "2026-03-03T02:00:00Z,120,stated,audit.csv,rec6,bind,A1,pat@agency.example,Inbox,leak/all.mbox@0,,93,1,MailItemsAccessed,"
    "hostile\n" },
  { "timeline.csv", ",rec9,sync,A1,pat@agency.example,Inbox,,,,,'=MailItemsAccessed,hostile\n" },
  { "timeline.csv", "\n,0,stated,flows.csv,flows.csv:2,flow,,,,,,,,12000 bytes,\n" },
  { "timesketch.csv", "message,datetime,timestamp_desc,actor,actor_class,mailbox,folder,object,evidence_id,source,tz_basis\n"
    "port 443,2026-03-01T00:00:00+00:00,open,,,,,,shodan.jsonl:1,shodan.jsonl,stated\n" },
  { "window.json", "{\n\"basis\":\"scans\",\n\"maximum_end\":\"2026-03-09T00:00:00Z\",\n\"minimum_end\":\"2026-03-07T00:00:00Z\",\n"
    "\"minimum_start\":\"2026-03-01T00:00:00Z\"\n}\n" },
  { "bounds.json", "{\n\"bytes\":12000,\n\"compression\":4,\n\"covers_window\":\"no\",\n\"holds\":\"no\",\n\"messages\":5,\n\"people\":3,\n"
    "\"people_accessed_least\":7,\n\"people_accessed_most\":7,\n\"people_cleared_least\":0,\n\"people_cleared_most\":0,\n" },
  { "bounds.json", "\"people_presumed_accessed_most\":3,\n\"sampled\":\"no\"\n}\n" },
  { "overlay.dat", "\xef\xbb\xbf\xc3\xbeMAILSPILL_ID\xc3\xbe\x14\xc3\xbeMAILSPILL_LOCATOR\xc3\xbe\x14\xc3\xbeMESSAGEID\xc3\xbe\x14"
    "\xc3\xbeMAILSPILL_VERDICT\xc3\xbe\x14\xc3\xbeMAILSPILL_BASIS\xc3\xbe\x14\xc3\xbeMAILSPILL_SCORE\xc3\xbe\x14"
    "\xc3\xbeMAILSPILL_CATEGORIES\xc3\xbe\x14\xc3\xbeMAILSPILL_PEOPLE\xc3\xbe\r\n" },
  { "overlay.dat", "\xc3\xbe<p5@vendor.example>\xc3\xbe\x14\xc3\xbe""accessed\xc3\xbe\x14\xc3\xbe""BIND\xc3\xbe\x14\xc3\xbe""30\xc3\xbe\x14\xc3\xbe"
    "govid\xc3\xbe\x14\xc3\xbe""1\xc3\xbe\r\n" },
};

Test (access_report, each_table_has_its_columns_and_rows)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = write_and_get ("out", rows[i].name);

      cr_expect (strstr (text, rows[i].text) != NULL, "row %d, %s:\n%s", (int) i, rows[i].name, text);
    }
}

Test (access_report, every_copy_has_its_row)
{
  g_autofree char *text = write_and_get ("out", "access.csv");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  cr_expect_eq (g_strv_length (lines), 1 + 16 + 1);
}

Test (access_report, copies_without_a_verdict_are_counted)
{
  g_autofree char *path = g_build_filename (folder, "b.case", NULL), *text = NULL;
  g_autoptr (MspCase) plain = sample_case_new (path, NULL);
  g_autoptr (MspAccessWriter) writer = NULL;

  g_clear_pointer (&plain, msp_case_free);
  writer = msp_access_writer_new (path, NULL);
  cr_assert (msp_access_writer_commit (writer, NULL));
  g_clear_pointer (&writer, msp_access_writer_free);
  plain = msp_case_open (path, NULL);
  text = msp_statement_dup_text (plain, FALSE, NULL);
  cr_expect (g_str_has_prefix (text, "Of 3 message copies in 1 mailbox, none is shown to have been accessed, 3 were\nnot judged."), "%s", text);
}

static const char *const sentences[] = {
  "Of 16 message copies in 3 mailboxes, 8 were accessed (7 by actors classified hostile, 1 unknown), 4 must be presumed accessed (2 by folder "
  "synchronisation, 2 by audit throttling), 1 is indeterminate, 2 show no access in complete logs, 1 has no access evidence of either kind.",
  "By the records of hostile actors alone: 7 accessed, 4 presumed accessed. With those of unknown actors: 8 and 4.",
  "if a synchronisation concerns the folder it names: 12; if it concerns the whole mailbox: 13.",
  "With sensitive content: 7 of the accessed, 3 of the presumed, 1 of the indeterminate.",
  "7 in mail that was accessed, 3 more in mail that must be presumed accessed, 1 more in mail that is indeterminate.",
  "People at least and at most, each by the worst copy of their data: 7 in accessed mail, 3 in mail to be presumed accessed, 1 in "
  "indeterminate mail, 1 in mail without evidence of either kind or not judged, 0 in none of these",
  "17 in all; proved 0, assumed 15, none 2; without any record 2.",
  "Seen open from 2026-03-01T00:00:00Z to 2026-03-07T00:00:00Z",
  "Seen closed at 2026-03-09T00:00:00Z; nothing says when it began.",
  "A copy left (acquisition): shown for 4, to be presumed for 0",
  "1 message that records name is not in the archive",
  "Of them, named by records of hostile or unknown actors: 1.",
  "pat@agency.example: records on 7 of 8 days; 0 with throttled audit, 1 not covered",
  "Files: 3; read 1, read in part 1, not read 1. Records: 49; rejected 1.",
  "12.0\xc2\xa0kB went to peers that are not trusted. If a byte of it stood for up to 4 bytes of mail, that is at most 5 messages, "
  "with 3 people in them. This is NOT a bound",
  "they cover all of the time of exposure: THEY DO NOT",
  "Stated, and not checked: open 2026-02-28 change ticket",
  "Audit records of 2026-03-01, the first day that may have been exposed, are gone from 2026-08-28 on (kept 180 days): preserve them before.",
  "Evidence of any kind about 1 mailbox, or its other names (--mailbox-map): morgan@agency.example",
  "notes.docx: not read, no reader knows it",
  "Accessed is not read",
  "As of 2026-03-08T08:00:00Z",
};

static char *
get_plain (char *text)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "\n    ", " ", 0);
  g_string_replace (plain, "\n\n", "\n", 0);
  g_string_replace (plain, "\n", " ", 0);
  g_string_replace (plain, "\\", "", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

Test (access_report, statement_says_what_may_be_said)
{
  g_autofree char *markdown = write_and_get ("out", "statement.md"), *text = msp_statement_dup_text (accessed, FALSE, NULL);
  g_autofree char *plain_markdown = get_plain (markdown), *plain_text = get_plain (text);

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      cr_expect (strstr (plain_markdown, sentences[i]) != NULL, "row %d:\n%s", (int) i, markdown);
      cr_expect (strstr (plain_text, sentences[i]) != NULL, "row %d:\n%s", (int) i, text);
    }
  cr_expect_null (strstr (text, "was read"));
  cr_expect_null (strstr (text, "not accessed"));
}

Test (access_report, text_fits_a_terminal_and_colours_only_there)
{
  g_autofree char *text = msp_statement_dup_text (accessed, FALSE, NULL), *coloured = msp_statement_dup_text (accessed, TRUE, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    cr_expect_leq (g_utf8_strlen (lines[i], -1), 80, "%s", lines[i]);
  cr_expect_null (strchr (text, 0x1b));
  cr_expect_not_null (strstr (coloured, "\033[1m"));
}

static const char *const people[] = {
  "sources,possible_duplicate_of,conflict,review_status,reviewer,notes,worst_verdict,acquired,attribution,n_accessed,n_presumed,"
  "n_indeterminate,first_access,last_access\n",
  ",auto,,,accessed,not_shown,hostile,1,0,0,2026-03-03T02:00:00Z,2026-03-03T02:00:00Z\n",
  ",auto,,,presumed_accessed,yes,hostile,0,1,0,2026-03-04T01:00:00Z,2026-03-04T01:00:00Z\n",
  ",auto,,,no_evidence,not_shown,,0,0,0,,\n",
};

Test (access_report, the_worst_copy_rules_the_person)
{
  g_autoptr (MspTriggers) triggers = msp_triggers_load (NULL, NULL);
  g_autoptr (MspRoster) roster = msp_roster_new (accessed, NULL, triggers, NULL);
  g_autofree char *path = g_build_filename (folder, "people.csv", NULL), *text = NULL;

  cr_assert (msp_writer_people_write (roster, path, NULL));
  cr_assert (g_file_get_contents (path, &text, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    cr_expect (strstr (text, people[i]) != NULL, "row %d:\n%s", (int) i, text);
  cr_expect_eq (msp_roster_get_totals (roster)->standing.by_verdict[MSP_VERDICT_ACCESSED].people, 7);
  cr_expect_eq (msp_roster_get_totals (roster)->standing.by_verdict[MSP_N_VERDICTS].people, 0);
}

Test (access_report, days_hold_records_exposure_and_holes)
{
  g_auto (MspAccessDays) days = { NULL };

  cr_assert (msp_access_days_read (accessed, &days, NULL));
  cr_assert_eq (days.days->len, 9);
  const MspAccessDay *all = (const MspAccessDay *) (void *) days.days->data;
  cr_expect_str_eq (all[0].label, "2026-03-01");
  cr_expect_eq (all[0].hostile + all[0].unknown, 0, "trusted actors count for nothing");
  cr_expect_eq (all[2].hostile, 1);
  cr_expect_eq (all[4].unknown, 1);
  cr_expect_eq (all[0].holes, 1);
  cr_expect_eq (all[5].holes, 2);
  cr_expect_eq (all[6].exposed, 2);
  cr_expect_eq (all[8].exposed, 1);
  cr_expect_eq (days.step, 1);
  cr_expect_eq (days.most, 2);
}
