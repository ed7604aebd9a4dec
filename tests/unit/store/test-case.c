/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/balance.h"
#include "store/case-private.h"

#include <criterion/criterion.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "support/sample-case.h"

static char *folder, *path;

static void
begin (void)
{
  folder = sample_case_dup_folder ();
  path = g_build_filename (folder, "a.case", NULL);
}

static void
end (void)
{
  sample_case_remove (folder);
  g_free (folder);
  g_free (path);
}

TestSuite (case_file, .init = begin, .fini = end);

static gint64
ask (const char *sql)
{
  sqlite3 *db;
  sqlite3_stmt *statement;

  cr_assert_eq (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
  cr_assert_eq (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), SQLITE_OK, "%s: %s", sql, sqlite3_errmsg (db));
  cr_assert_eq (sqlite3_step (statement), SQLITE_ROW, "%s", sql);
  gint64 number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return number;
}

static guint
mode_of (const char *name)
{
  GStatBuf info;

  return g_stat (name, &info) == 0 ? info.st_mode & 0777 : 0;
}

Test (case_file, is_one_private_file_and_a_key_at_the_end)
{
  g_autoptr (MspCase) self = sample_case_new (path, NULL);
  g_autofree char *key = g_strconcat (path, ".key", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  cr_expect_eq (n, 2);
  cr_expect_eq (mode_of (path), 0600);
  cr_expect_eq (mode_of (key), 0600);
  cr_expect_eq (ask ("PRAGMA application_id"), 0x4d53504c);
  cr_expect_eq (ask ("PRAGMA user_version"), 1);
  cr_expect_eq (ask ("SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'delete'"), 1);
}

Test (case_file, what_a_killed_scan_leaves_is_replaced)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  MspRunRecord run = { .started = 1 };
  gsize size;

  MspCase *running = sample_case_begin (path, NULL);
  cr_assert (g_file_get_contents (part, &bytes, &size, NULL));
  cr_expect (msp_case_is_case (part));
  msp_case_free (running);
  cr_assert (g_file_set_contents (part, bytes, (gssize) size, NULL));   /* without the journal that was beside it */
  g_autoptr (MspCase) next = msp_case_create (path, NULL, &run, &error);
  cr_expect_not_null (next, "%s", error != NULL ? error->message : "");
}

static const struct {
  const char *sql;
  gint64      number;
} facts[] = {
  { "SELECT count(*) FROM message", 4 },
  { "SELECT count(*) FROM finding", 6 },
  { "SELECT count(*) FROM part", 2 },
  { "SELECT count(*) FROM problem", 2 },
  { "SELECT count(*) FROM ledger", 5 },
  { "SELECT occurrences FROM message WHERE locator = 'leak/jane.mbox@0'", 4 },
  { "SELECT distinct_values FROM message WHERE locator = 'leak/jane.mbox@0'", 3 },
  { "SELECT categories = 'govid; fin; contact' FROM message WHERE locator = 'leak/jane.mbox@0'", 1 },
  { "SELECT problems = 'opaque/encrypted' AND attachments = 1 AND opaque_parts = 1 FROM message WHERE locator = "
    "'leak/jane.mbox@0'", 1 },
  { "SELECT count(*) FROM message WHERE date IS NULL", 2 },
  { "SELECT count(*) FROM finding WHERE person_key IS NULL", 1 },
  { "SELECT count(*) FROM pragma_foreign_key_check", 0 },
  { "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'", 1 },
  { "SELECT count(*) FROM run WHERE key = 'limit.depth' AND value = '32'", 1 },
  { "SELECT count(*) FROM run WHERE key = 'state' AND value = 'complete'", 1 },
};

Test (case_file, holds_every_record)
{
  g_autoptr (MspCase) self = sample_case_new (path, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    cr_expect_eq (ask (facts[i].sql), facts[i].number, "%s", facts[i].sql);
}

Test (case_file, replaces_only_a_case_and_only_at_the_end)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (GError) error = NULL;
  MspRunRecord run = { .started = 1 };

  cr_assert (g_file_set_contents (path, "my diary", -1, NULL));
  cr_assert_null (msp_case_create (path, NULL, &run, &error));
  cr_expect (g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS));
  g_unlink (path);
  msp_case_free (sample_case_new (path, NULL));
  msp_case_free (sample_case_begin (path, NULL));   /* interrupted */
  cr_expect (g_file_test (part, G_FILE_TEST_EXISTS));
  cr_expect_eq (ask ("SELECT count(*) FROM message"), 4);
  msp_case_free (sample_case_new (path, NULL));
  cr_expect_not (g_file_test (part, G_FILE_TEST_EXISTS));
  cr_expect_eq (ask ("SELECT count(*) FROM message"), 4);
}

Test (case_file, key_file_must_be_private_and_whole)
{
  static const struct { const char *text; int mode; gboolean good; } keys[] = {
    { "0123456789abcdef0123456789abcdef", 0600, TRUE }, { "0123456789abcdef0123456789abcdef", 0400, TRUE },
    { "0123456789abcdef0123456789abcdef", 0640, FALSE }, { "0123456789abcdef0123456789abcdef", 0604, FALSE },
    { "0123456789abcdef", 0600, FALSE }, { "0123456789abcdef0123456789abcdef\n", 0600, FALSE },
  };
  g_autofree char *key = g_build_filename (folder, "shared", NULL);
  MspRunRecord run = { .started = 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GError) error = NULL;

      g_unlink (key);
      cr_assert (g_file_set_contents (key, keys[i].text, -1, NULL));
      g_chmod (key, keys[i].mode);
      g_autoptr (MspCase) self = msp_case_create (path, key, &run, &error);
      cr_expect_eq (self != NULL, keys[i].good, "row %d", (int) i);
      cr_expect (self != NULL ? memcmp (msp_case_get_key (self), keys[i].text, 32) == 0
                              : g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_KEY), "row %d", (int) i);
    }
  g_autoptr (GError) missing = NULL;
  cr_expect_null (msp_case_create (path, "/nonexistent/key", &run, &missing));
  cr_expect (g_error_matches (missing, MSP_STORE_ERROR, MSP_STORE_ERROR_KEY));
}

static gboolean
finish_with (const MspSourceRecord *source, const MspMessageRecord *message, GError **error)
{
  g_autoptr (MspCase) self = sample_case_begin (path, NULL);
  MspSink *sink = msp_case_get_sink (self);

  cr_assert (message == NULL || msp_sink_message (sink, message, NULL));
  cr_assert (msp_sink_source (sink, source, NULL));
  return msp_case_finish (self, 2, error);
}

static const struct {
  guint64     source_size, source_read, source_failed, messages, expected, message_size, message_read, part_size;
  MspFate     fate;
  gboolean    balanced;
} ledgers[] = {
  { 100, 100, 0, 1, G_MAXUINT64, 100, 100, 90, MSP_FATE_READ, TRUE },
  { 100, 100, 0, 1, 1, 100, 100, 90, MSP_FATE_READ, TRUE },
  { 100, 99, 0, 1, G_MAXUINT64, 100, 100, 90, MSP_FATE_READ, FALSE },       /* a source's fates */
  { 100, 100, 0, 1, G_MAXUINT64, 100, 99, 90, MSP_FATE_READ, FALSE },       /* a message's fates */
  { 100, 100, 0, 1, G_MAXUINT64, 90, 90, 80, MSP_FATE_READ, FALSE },        /* ten bytes of no message */
  { 100, 90, 10, 1, G_MAXUINT64, 90, 90, 80, MSP_FATE_FAILED, TRUE },       /* … that are owned up to */
  { 100, 80, 20, 1, G_MAXUINT64, 90, 90, 80, MSP_FATE_FAILED, FALSE },
  { 100, 100, 0, 2, G_MAXUINT64, 100, 100, 90, MSP_FATE_READ, FALSE },      /* a message lost */
  { 100, 100, 0, 1, 2, 100, 100, 90, MSP_FATE_READ, FALSE },                /* fewer than expected, and silent */
  { 100, 100, 0, 1, 2, 100, 100, 90, MSP_FATE_PARTIAL, TRUE },
  { 100, 100, 0, 1, G_MAXUINT64, 100, 100, 101, MSP_FATE_READ, FALSE },     /* a part larger than its message */
};

Test (case_file, ledger_must_balance)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ledgers); i++)
    {
      g_autoptr (GError) error = NULL;
      MspPartRecord part = { .section = "1", .type = "text/plain", .raw_size = ledgers[i].part_size };
      MspMessageRecord message = { .id = "m", .locator = "a@0", .source = "a", .size = ledgers[i].message_size,
                                   .bytes = { ledgers[i].message_read }, .parts = &part, .n_parts = 1 };
      MspSourceRecord source = { "a", NULL, "mbox", ledgers[i].source_size, NULL, ledgers[i].messages, ledgers[i].expected,
                                 ledgers[i].fate, MSP_REASON_NONE, NULL,
                                 { ledgers[i].source_read, 0, 0, ledgers[i].source_failed, 0 } };

      cr_expect_eq (finish_with (&source, &message, &error), ledgers[i].balanced, "row %d: %s", (int) i,
                    error ? error->message : "");
      cr_expect (ledgers[i].balanced
                 || (g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_LEDGER) && strstr (error->message, "'a")), "row %d",
                 (int) i);
    }
}

Test (case_file, sums_say_what_the_ledger_check_says)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ledgers); i++)
    {
      MspMessageRecord message = { .locator = "a@0", .source = "a", .size = ledgers[i].message_size, .bytes = { ledgers[i].message_read } };
      MspSourceRecord source = { "a", NULL, "mbox", ledgers[i].source_size, NULL, ledgers[i].messages, ledgers[i].expected,
                                 ledgers[i].fate, MSP_REASON_NONE, NULL,
                                 { ledgers[i].source_read, 0, 0, ledgers[i].source_failed, 0 } };
      MspBalance balance;

      msp_balance_init (&balance);
      msp_balance_add_message (&balance, &message);
      cr_expect_not (msp_balance_holds (&balance), "row %d: the source is to come", (int) i);
      msp_balance_add_source (&balance, &source);
      cr_expect_eq (msp_balance_holds (&balance), ledgers[i].balanced || ledgers[i].part_size > ledgers[i].message_size, "row %d", (int) i);
      msp_balance_clear (&balance);
    }
}

Test (case_file, ranges_are_added_to_what_they_are_of)
{
  const MspMessageRecord message = { .locator = "a@0", .source = "a", .size = 60, .bytes = { 60 } };
  const MspSourceRecord range = { "a@60", "a", "unrecognised", 40, NULL, 0, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL, { 40 } };
  const MspSourceRecord entry = { "a!/b", "a", "entry", 40, NULL, 0, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL, { 40 } };
  const MspSourceRecord source = { "a", NULL, "mbox", 100, NULL, 1, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL, { 100 } };

  for (int with_range = 0; with_range < 2; with_range++)
    {
      MspBalance balance;

      msp_balance_init (&balance);
      msp_balance_add_message (&balance, &message);
      msp_balance_add_source (&balance, with_range ? &range : &entry);
      msp_balance_add_source (&balance, &source);
      cr_expect_eq (msp_balance_holds (&balance), with_range);
      msp_balance_clear (&balance);
    }
}

Test (case_file, message_of_no_source_breaks_the_ledger)
{
  g_autoptr (GError) error = NULL;
  MspMessageRecord message = { .id = "m", .locator = "b@0", .source = "b" };
  MspSourceRecord source = { "a", NULL, "mbox", 0, NULL, 0, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL, { 0 } };

  cr_expect_not (finish_with (&source, &message, &error));
  cr_expect (g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_LEDGER));
}

Test (case_file, locator_that_is_there_twice_is_told)
{
  g_autofree char *broken = NULL;
  g_autoptr (MspCase) self = NULL;
  sqlite3 *db;

  msp_case_free (sample_case_new (path, NULL));
  cr_assert_eq (sqlite3_open (path, &db), SQLITE_OK);
  cr_assert_eq (sqlite3_exec (db, "CREATE TEMP TABLE twin AS SELECT * FROM message WHERE categories = '' LIMIT 1;"
                              " UPDATE twin SET id = 'twin', kind = 'document', size = 0, bytes_read = 0, bytes_partial = 0,"
                              " bytes_opaque = 0, bytes_failed = 0, bytes_skipped = 0; INSERT INTO message SELECT * FROM twin",
                              NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close (db);
  self = msp_case_open (path, NULL);
  cr_assert (msp_case_check (self, MSP_CASE_CHECK_LEDGER, &broken, NULL));
  cr_expect (broken != NULL && strstr (broken, "2 and 1 differ") != NULL, "%s", broken != NULL ? broken : "none");
}

Test (case_file, full_disk_keeps_what_is_committed)
{
  g_autoptr (MspCase) self = sample_case_begin (path, NULL);
  MspSink *sink = msp_case_get_sink (self);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  cr_assert (msp_database_exec (&self->database, "PRAGMA max_page_count = 1000", NULL));
  while (n < 100000 && error == NULL)
    {
      g_autofree char *locator = g_strdup_printf ("a@%u", n++);
      MspMessageRecord message = { .id = locator, .locator = locator, .source = "a" };

      msp_sink_message (sink, &message, &error);
    }
  cr_expect (g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_FULL), "%s", error ? error->message : "none");
  msp_case_free (g_steal_pointer (&self));
  g_free (path);
  path = g_build_filename (folder, "a.case.part", NULL);
  cr_expect_geq (ask ("SELECT count(*) FROM message"), 10000);
}

Test (case_file, damaged_files_are_refused_in_words)
{
  g_autofree char *whole = NULL;
  gsize size;

  msp_case_free (sample_case_new (path, NULL));
  cr_assert (g_file_get_contents (path, &whole, &size, NULL));
  for (gsize cut = 0; cut < size; cut += size / 7)
    {
      g_autoptr (GError) error = NULL;

      cr_assert (g_file_set_contents (path, whole, (gssize) cut, NULL));
      g_autoptr (MspCase) self = msp_case_open (path, &error);
      cr_expect (self != NULL || (error->domain == MSP_STORE_ERROR && strstr (error->message, "a.case")), "cut at %d", (int) cut);
    }
  for (guint seed = 0; seed < 64; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autofree char *bytes = g_memdup2 (whole, size);
      g_autoptr (GError) error = NULL;

      for (int i = 0; i < 40; i++)
        bytes[g_rand_int_range (rand, 0, (gint32) size)] ^= (char) g_rand_int_range (rand, 1, 256);
      cr_assert (g_file_set_contents (path, bytes, (gssize) size, NULL));
      g_autoptr (MspCase) self = msp_case_open (path, &error);
      g_autofree char *state = self != NULL ? msp_case_dup_run (self, "state") : NULL;
    }
}

Test (case_file, other_files_and_versions_are_refused)
{
  sqlite3 *db;
  g_autoptr (GError) text = NULL, missing = NULL, version = NULL, folder_error = NULL;

  cr_assert (g_file_set_contents (path, "From a@example.org\n", -1, NULL));
  cr_expect_null (msp_case_open (path, &text));
  cr_expect (g_error_matches (text, MSP_STORE_ERROR, MSP_STORE_ERROR_NOT_A_CASE));
  g_unlink (path);
  cr_expect_null (msp_case_open (path, &missing));
  cr_expect (g_error_matches (missing, MSP_STORE_ERROR, MSP_STORE_ERROR_NOT_A_CASE));
  cr_expect_null (msp_case_open (folder, &folder_error));
  cr_expect (g_error_matches (folder_error, MSP_STORE_ERROR, MSP_STORE_ERROR_NOT_A_CASE));
  msp_case_free (sample_case_new (path, NULL));
  sqlite3_open (path, &db);
  sqlite3_exec (db, "PRAGMA user_version = 9", NULL, NULL, NULL);
  sqlite3_close (db);
  cr_expect_null (msp_case_open (path, &version));
  cr_expect (g_error_matches (version, MSP_STORE_ERROR, MSP_STORE_ERROR_NOT_A_CASE));
}
