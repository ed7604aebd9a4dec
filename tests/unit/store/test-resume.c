/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/case-private.h"
#include "store/query.h"

#include <criterion/criterion.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

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
  guint       depth;
} Begun;

static const Begun usual = { "1", "feed", "--since", "leak", "/srv/leak", 32 };

static MspCase *
reopen (const Begun *begun, char **out_why)
{
  const char *const roots[] = { begun->label, begun->root, NULL }, *const options[] = { begun->option, NULL };
  g_autoptr (GError) error = NULL;
  MspLimits limits;

  msp_limits_init (&limits);
  limits.depth = begun->depth;
  MspRunRecord run = { begun->version, begun->rules, "none", "auto", roots, options, &limits, 7, 0 };
  MspCase *self = msp_case_reopen (path, NULL, &run, out_why, &error);
  cr_assert_not_null (self, "%s", error != NULL ? error->message : "");
  return self;
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
  cr_assert (msp_case_checkpoint (self, 0, 99, NULL, TRUE, NULL));
  cr_assert (msp_case_finish (self, 9, &error), "%s", error != NULL ? error->message : "");
  cr_assert (msp_query_totals (self, &totals, NULL));
  cr_expect_eq (totals.messages, n);
}

Test (resume, only_what_a_checkpoint_covers_is_kept)
{
  g_autofree char *why = NULL, *again = NULL;
  g_autoptr (GBytes) state = g_bytes_new_static ("at 5", 4), kept = NULL;
  guint64 steps = 0;
  gboolean done = TRUE;

  MspCase *first = reopen (&usual, &why);
  cr_expect_null (why);
  put_messages (first, 0, 20000);
  cr_assert (msp_case_checkpoint (first, 3, 5, state, FALSE, NULL));
  put_messages (first, 20000, 12000);   /* more than a transaction without checkpoints would hold */
  msp_case_free (first);
  g_autoptr (MspCase) second = reopen (&usual, &again);
  cr_expect_null (again, "%s", again);
  cr_assert (msp_case_get_progress (second, 3, &steps, &kept, &done));
  cr_expect (steps == 5 && !done && g_bytes_equal (kept, state));
  cr_expect_not (msp_case_get_progress (second, 4, &steps, &kept, &done));
  put_messages (second, 20000, 10);
  finish (second, 20010);
}

Test (resume, records_behind_a_transaction_given_up_are_refused)
{
  g_autofree char *why = NULL;
  g_autoptr (MspCase) self = reopen (&usual, &why);
  MspMessageRecord message = { .id = "m", .locator = "leak/a@0", .source = "leak/a" };

  put_messages (self, 0, 3);
  cr_assert (msp_database_exec (&self->database, "ROLLBACK", NULL));   /* as SQLite does on a full disk */
  cr_expect_not (msp_sink_message (msp_case_get_sink (self), &message, NULL));
  cr_expect_not (msp_case_checkpoint (self, 0, 1, NULL, FALSE, NULL));
}

Test (resume, copy_taken_while_running_can_be_continued)
{
  static const char *const suffixes[] = { "", "-wal" };
  g_autofree char *why = NULL, *file = NULL, *journal = NULL;
  char *bytes[2];
  gsize sizes[2];

  MspCase *killed = reopen (&usual, &why);
  put_messages (killed, 0, 7);
  cr_assert (msp_case_checkpoint (killed, 0, 1, NULL, FALSE, NULL));
  put_messages (killed, 7, 3);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strconcat (part, suffixes[i], NULL);

      cr_assert (g_file_get_contents (name, &bytes[i], &sizes[i], NULL));
    }
  file = bytes[0];
  journal = bytes[1];
  msp_case_free (killed);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strconcat (part, suffixes[i], NULL);

      cr_assert (g_file_set_contents (name, bytes[i], (gssize) sizes[i], NULL));
    }
  g_autoptr (MspCase) next = reopen (&usual, &why);
  cr_expect_null (why, "%s", why);
  put_messages (next, 7, 3);
  finish (next, 10);
}

static const struct { Begun begun; const char *why; } others[] = {
  { { "2", "feed", "--since", "leak", "/srv/leak", 32 }, "tool_version" },
  { { "1", "beef", "--since", "leak", "/srv/leak", 32 }, "rules_hash" },
  { { "1", "feed", "--until", "leak", "/srv/leak", 32 }, "options" },
  { { "1", "feed", "--since", "peak", "/srv/leak", 32 }, "root" },
  { { "1", "feed", "--since", "leak", "/srv/peak", 32 }, "root" },
  { { "1", "feed", "--since", "leak", "/srv/leak", 31 }, "limit.depth" },
};

Test (resume, scan_begun_otherwise_begins_anew)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *none = NULL, *why = NULL;
      g_autoptr (GBytes) state = NULL;
      guint64 steps;
      gboolean done;

      g_unlink (part);
      MspCase *first = reopen (&usual, &none);
      cr_assert (msp_case_checkpoint (first, 0, 1, NULL, FALSE, NULL));
      msp_case_free (first);
      g_autoptr (MspCase) second = reopen (&others[i].begun, &why);
      cr_expect (why != NULL && g_str_has_suffix (why, others[i].why), "row %d: %s", (int) i, why);
      cr_expect_not (msp_case_get_progress (second, 0, &steps, &state, &done), "row %d", (int) i);
    }
}

Test (resume, scan_without_checkpoints_begins_anew_and_a_running_one_is_left_alone)
{
  g_autofree char *why = NULL;
  g_autoptr (GError) error = NULL;
  MspRunRecord run = { .started = 1 };

  msp_case_free (sample_case_begin (path, NULL));
  g_autoptr (MspCase) running = reopen (&usual, &why);
  cr_expect_not_null (why);
  g_clear_pointer (&why, g_free);
  cr_expect_null (msp_case_reopen (path, NULL, &run, &why, &error));
  cr_expect (g_error_matches (error, MSP_STORE_ERROR, MSP_STORE_ERROR_EXISTS));
}
