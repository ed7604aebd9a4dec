/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/case-private.h"
#include "store/query.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/keyed-hash.h"
#include "support/sample-case.h"

static char *folder, *path, *part;

static void
begin (void)
{
  folder = sample_case_dup_folder ();
  path = g_build_filename (folder, "a.case", NULL);
  part = g_strconcat (path, ".part", NULL);
}

static void
end (void)
{
  sample_case_remove (folder);
  g_free (folder);
  g_free (path);
  g_free (part);
}

TestSuite (resume, .init = begin, .fini = end);

typedef struct {
  const char *version, *rules, *option, *label, *root;
  guint       depth, shard, n_shards;
} Begun;

static const Begun usual = { "1", "feed", "--since", "leak", "/srv/leak", 32, 2, 3 };

static MspCase *
try_reopen (const Begun *begun, gboolean anew, GError **error)
{
  const char *const roots[] = { begun->label, begun->root, NULL }, *const options[] = { begun->option, NULL };
  MspLimits limits;

  msp_limits_init (&limits);
  limits.depth = begun->depth;
  MspRunRecord run = { begun->version, begun->rules, "none", "auto", roots, options, &limits, 7, 0, begun->shard,
                       begun->n_shards };
  return msp_case_reopen (path, NULL, &run, anew, error);
}

static MspCase *
reopen (gboolean wants_continued)
{
  g_autoptr (GError) error = NULL;
  MspCase *self = try_reopen (&usual, FALSE, &error);

  cr_assert_not_null (self, "%s", error != NULL ? error->message : "");
  cr_assert_eq (msp_case_is_continued (self), wants_continued);
  return self;
}

/* Puts and commits: the unit is at, in words. */
static void
keep (MspCase *self, gint64 unit, const char *at)
{
  cr_assert (msp_case_put_progress (self, unit, msp_span_from_string (at), FALSE, NULL));
  cr_assert (msp_case_commit (self, NULL));
}

static gboolean
append_row (gpointer data, gint64 unit, MspSpan state, gboolean done, GError **error)
{
  g_string_append_printf (data, "%d %.*s%s\n", (int) unit, (int) state.len, state.data, done ? " done" : "");
  return TRUE;
}

static void
expect_progress (MspCase *self, const char *wanted)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  cr_assert (msp_case_each_progress (self, append_row, rows, NULL));
  cr_expect_str_eq (rows->str, wanted);
}

static void
put_messages (MspCase *self, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *locator = g_strdup_printf ("leak/a@%u", i), *id = msp_hash_dup_id (locator);
      MspMessageRecord message = { .id = id, .locator = locator, .source = "leak/a", .offset = i, .size = 1, .bytes = { 1 } };

      cr_assert (msp_sink_message (msp_case_get_sink (self), &message, NULL));
    }
}

static void
finish (MspCase *self, guint n)
{
  g_autoptr (GError) error = NULL;
  MspSourceRecord source = { "leak/a", NULL, "mbox", n, NULL, n, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL, { n } };
  MspTotals totals;

  cr_assert (msp_sink_source (msp_case_get_sink (self), &source, NULL));
  cr_assert (msp_case_finish (self, 9, &error), "%s", error != NULL ? error->message : "");
  cr_assert (msp_query_totals (self, &totals, NULL));
  cr_expect_eq (totals.messages, n);
}

Test (resume, only_what_a_commit_covers_is_kept)
{
  MspCase *first = reopen (FALSE);

  put_messages (first, 0, 30000);
  cr_expect (msp_case_is_due (first) && msp_case_is_pending (first));
  cr_assert (msp_case_put_progress (first, 2, msp_span_from_string ("over"), TRUE, NULL));
  keep (first, 3, "at 5");
  cr_expect_not (msp_case_is_due (first) || msp_case_is_pending (first));
  put_messages (first, 30000, 32000);   /* more than a transaction without checkpoints would hold */
  cr_assert (msp_case_put_progress (first, 3, msp_span_from_string ("at 6"), FALSE, NULL));
  cr_assert (msp_case_put_run (first, "shard.plan", "lost", NULL));
  cr_assert (msp_case_drop_progress (first, 2, NULL));
  msp_case_free (first);
  g_autoptr (MspCase) second = reopen (TRUE);
  expect_progress (second, "2 over done\n3 at 5\n");
  cr_expect_null (msp_case_dup_run (second, "shard.plan"));
  cr_assert (msp_case_drop_progress (second, 2, NULL));
  keep (second, -1, "all");
  expect_progress (second, "-1 all\n3 at 5\n");
  put_messages (second, 30000, 10);
  finish (second, 30010);
}

Test (resume, records_behind_a_transaction_given_up_are_refused)
{
  g_autoptr (MspCase) self = reopen (FALSE);
  MspMessageRecord message = { .id = "m", .locator = "leak/a@0", .source = "leak/a" };

  put_messages (self, 0, 3);
  cr_assert (msp_database_exec (&self->database, "ROLLBACK", NULL));   /* as SQLite does on a full disk */
  cr_expect_not (msp_sink_message (msp_case_get_sink (self), &message, NULL));
  cr_expect_not (msp_case_put_progress (self, 0, msp_span_from_string ("at 1"), FALSE, NULL));
  cr_expect_not (msp_case_commit (self, NULL));
}

static const char *const suffixes[] = { "", "-journal" };

/* The files of the open case as a power cut would leave them. */
static void
copy_files (char *bytes[2], gsize sizes[2])
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strconcat (part, suffixes[i], NULL);

      bytes[i] = NULL;
      (void) g_file_get_contents (name, &bytes[i], &sizes[i], NULL);
    }
}

static void
put_files (char *bytes[2], const gsize sizes[2])
{
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strconcat (part, suffixes[i], NULL);

      (void) g_unlink (name);
      cr_assert (bytes[i] == NULL || g_file_set_contents (name, bytes[i], (gssize) sizes[i], NULL));
      g_free (bytes[i]);
    }
}

Test (resume, copy_taken_while_running_can_be_continued)
{
  MspCase *killed = reopen (FALSE);
  char *bytes[2];
  gsize sizes[2];

  put_messages (killed, 0, 7);
  keep (killed, 0, "at 7");
  put_messages (killed, 7, 3);
  copy_files (bytes, sizes);
  msp_case_free (killed);
  put_files (bytes, sizes);
  g_autoptr (MspCase) next = reopen (TRUE);
  cr_expect_not (msp_case_is_scanned (next));
  put_messages (next, 7, 3);
  finish (next, 10);
}

/* Whatever the end of the scan had done already does not stand in the way. */
Test (resume, scan_that_was_ending_can_be_ended)
{
  static const char *const ended[] = {
    "CREATE UNIQUE INDEX source_by_id ON source (id)",
    "UPDATE run SET value = 'complete' WHERE key = 'state'; DROP TABLE progress; DROP TABLE slice; CREATE INDEX x ON source (id)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ended); i++)
    {
      MspSourceRecord source = { "leak/a", NULL, "mbox", 3, NULL, 3, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL, { 3 } };
      g_autoptr (GError) error = NULL;
      MspTotals totals;

      MspCase *killed = reopen (FALSE);
      put_messages (killed, 0, 3);
      cr_assert (msp_sink_source (msp_case_get_sink (killed), &source, NULL));
      keep (killed, -1, "all");
      cr_assert (msp_database_exec (&killed->database, ended[i], NULL));
      msp_case_free (killed);
      g_autofree char *journal = g_strconcat (part, "-journal", NULL);
      cr_assert (g_file_set_contents (journal, "", 0, NULL));
      g_autoptr (MspCase) next = reopen (TRUE);
      cr_expect_eq (msp_case_is_scanned (next), i == 1);
      cr_assert (msp_case_finish (next, 9, &error), "row %zu: %s", i, error != NULL ? error->message : "");
      cr_assert (msp_query_totals (next, &totals, NULL));
      cr_expect_eq (totals.messages, 3);
      cr_expect_not (g_file_test (part, G_FILE_TEST_EXISTS));
      cr_expect_not (g_file_test (journal, G_FILE_TEST_EXISTS), "row %zu", i);
    }
}

Test (resume, slices_become_the_row_of_their_file)
{
  g_autoptr (GError) error = NULL;
  MspSliceRecord slice = { { "leak/a", NULL, "mbox", 3, NULL, 3, G_MAXUINT64, MSP_FATE_READ, MSP_REASON_NONE, NULL, { 3 } },
                           0, 2, 8 };
  MspTotals totals;

  MspCase *first = reopen (FALSE);
  put_messages (first, 0, 3);
  cr_assert (msp_sink_slice (msp_case_get_sink (first), &slice, NULL));
  keep (first, -1, "a half");
  msp_case_free (first);
  g_autoptr (MspCase) second = reopen (TRUE);
  put_messages (second, 3, 5);
  slice.start = 4;
  slice.row.size = slice.row.bytes[0] = slice.row.messages = 5;
  cr_assert (msp_sink_slice (msp_case_get_sink (second), &slice, NULL));
  cr_assert (msp_case_finish (second, 9, &error), "%s", error != NULL ? error->message : "");
  cr_assert (msp_query_totals (second, &totals, NULL));
  cr_expect (totals.messages == 8 && totals.files == 1 && totals.size == 8);
}

static const struct { Begun begun; const char *why; } others[] = {
  { { "2", "feed", "--since", "leak", "/srv/leak", 32, 2, 3 }, "(tool_version)" },
  { { "1", "beef", "--since", "leak", "/srv/leak", 32, 2, 3 }, "(rules_hash)" },
  { { "1", "feed", "--until", "leak", "/srv/leak", 32, 2, 3 }, "(options)" },
  { { "1", "feed", "--since", "peak", "/srv/leak", 32, 2, 3 }, "(root)" },
  { { "1", "feed", "--since", "leak", "/srv/peak", 32, 2, 3 }, "(root)" },
  { { "1", "feed", "--since", "leak", "/srv/leak", 31, 2, 3 }, "(limit.depth)" },
  { { "1", "feed", "--since", "leak", "/srv/leak", 32, 1, 3 }, "(shard.number)" },
  { { "1", "feed", "--since", "leak", "/srv/leak", 32, 2, 4 }, "(shard.count)" },
  { { "1", "feed", "--since", "leak", "/srv/leak", 32, 0, 0 }, "(shard.count)" },
};

Test (resume, scan_begun_otherwise_is_left_alone_unless_it_is_to_begin_anew)
{
  MspCase *first = reopen (FALSE);

  keep (first, 0, "at 1");
  msp_case_free (first);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      cr_expect_null (try_reopen (&others[i].begun, FALSE, &error), "row %zu", i);
      cr_expect (g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS), "row %zu", i);
      cr_expect (error != NULL && strstr (error->message, others[i].why) != NULL, "row %zu: %s", i,
                 error != NULL ? error->message : "");
    }
  MspCase *still = reopen (TRUE);
  expect_progress (still, "0 at 1\n");
  msp_case_free (still);
  MspCase *anew = try_reopen (&others[0].begun, TRUE, NULL);
  cr_assert_not_null (anew);
  cr_expect_not (msp_case_is_continued (anew));
  expect_progress (anew, "");
  msp_case_free (anew);
}

Test (resume, scan_without_checkpoints_begins_anew_and_a_running_one_is_left_alone)
{
  g_autoptr (GError) error = NULL;

  msp_case_free (sample_case_begin (path, NULL));
  g_autoptr (MspCase) running = reopen (FALSE);
  keep (running, 0, "at 1");
  cr_expect_null (try_reopen (&usual, FALSE, &error));
  cr_expect (g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS));
  g_clear_error (&error);
  cr_expect_null (try_reopen (&usual, TRUE, &error));
  cr_expect (g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS));
}

static gpointer
let_go (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 5);
  (void) close (GPOINTER_TO_INT (data));
  return NULL;
}

/* A worker of a scan that was killed may hold it a moment longer. */
Test (resume, lock_that_is_let_go_at_once_is_waited_for)
{
  g_autoptr (MspCase) self = reopen (FALSE);

  keep (self, 0, "here");
  g_clear_pointer (&self, msp_case_free);
  int fd = open (part, O_RDWR | O_CLOEXEC);
  cr_assert (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0);
  GThread *thread = g_thread_new ("lock", let_go, GINT_TO_POINTER (fd));

  self = reopen (TRUE);
  (void) g_thread_join (thread);
}
