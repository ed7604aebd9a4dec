/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "access/digests.h"
#include "support/sample-case.h"

#define HASH "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"

TestSuite (digests);

/* Answers by what the locators are: of the mail of the sample, the first is read, the second is not stored as bytes, the third is gone. */
typedef struct {
  GString *asked;
  gboolean fails;
  gboolean is_here;    /* the third is there, too */
} Source;

static gboolean
answer (gpointer source, const MspDigestRequest *request, const MspDigestVisitor *visitor, GError **error)
{
  Source *self = source;

  if (self->fails)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "no process");
      return FALSE;
    }
  cr_expect_eq (request->kinds, MSP_DIGEST_SHA256);
  for (gsize i = 0; i < request->n; i++)
    {
      gsize at = self->asked->len;

      cr_expect (request->sizes[i] > 0);
      g_string_append_printf (self->asked, "%s|", request->locators[i]);
      if (at == 0)
        visitor->digest (visitor->data, i, MSP_DIGEST_SHA256, HASH);
      if (at == 0 || i == 1 || self->is_here)
        visitor->done (visitor->data, i);
      else
        visitor->missed (visitor->data, i, "cannot open");
    }
  return TRUE;
}

/* Verdicts on all mail of the case: accessed but for the number quiet, from 0. */
static MspAccessWriter *
begin (const char *path, guint quiet)
{
  MspAccessWriter *writer = msp_access_writer_new (path, NULL);
  g_autoptr (MspAccessCursor) cursor = msp_access_writer_read (writer, MSP_ACCESS_COPIES, NULL);
  MspAccessCopyRow row;
  gboolean end;

  for (guint i = 0; msp_access_cursor_next (cursor, &row, &end, NULL) && !end; i++)
    {
      const MspAccessVerdictRow verdict = {
        .message = row.id, .place = row.place, .verdict = i == quiet ? MSP_VERDICT_NOT_SHOWN : MSP_VERDICT_ACCESSED, .basis = "",
        .attribution = "", .actors = "", .join = "", .coverage = "", .evidence = "", .note = "", .first = MSP_DATE_UNKNOWN,
        .last = MSP_DATE_UNKNOWN,
      };

      cr_assert (msp_access_writer_put (writer, MSP_ACCESS_VERDICTS, &verdict, NULL));
    }
  return writer;
}

static MspDigestCounts
fill (const char *path, guint quiet, MspHashes hashes, Source *source)
{
  g_autoptr (MspAccessWriter) writer = begin (path, quiet);
  const MspDigestWish wish = { hashes, answer, source };
  MspDigestCounts counts;

  g_string_truncate (source->asked, 0);
  cr_assert (msp_digests_fill (writer, &wish, &counts, NULL));
  cr_assert (msp_access_writer_commit (writer, NULL));
  return counts;
}

static guint
count_bars (const Source *source)
{
  guint n = 0;

  for (const char *at = source->asked->str; *at != '\0'; at++)
    n += *at == '|';
  return n;
}

static void
expect_counts (const MspDigestCounts *counts, guint64 kept, guint64 made, guint64 missing)
{
  cr_expect_eq (counts->kept, kept, "%d", (int) counts->kept);
  cr_expect_eq (counts->made, made, "%d", (int) counts->made);
  cr_expect_eq (counts->missing, missing, "%d", (int) counts->missing);
}

Test (digests, what_is_kept_is_not_made_again)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (GString) asked = g_string_new (NULL);
  Source source = { asked, FALSE, FALSE };
  MspDigestCounts counts;

  msp_case_free (sample_case_new (path, NULL));
  counts = fill (path, G_MAXUINT, MSP_HASHES_NAMED, &source);
  expect_counts (&counts, 1, 1, 1);
  cr_expect_eq (count_bars (&source), 3, "%s", asked->str);
  source.is_here = TRUE;
  counts = fill (path, G_MAXUINT, MSP_HASHES_NAMED, &source);
  cr_expect_eq (count_bars (&source), 1, "%s", asked->str);
  expect_counts (&counts, 2, 1, 0);

  g_autoptr (MspCase) source_case = msp_case_open (path, NULL);
  g_autoptr (MspAccessCursor) cursor = msp_access_cursor_new (source_case, MSP_ACCESS_RESULTS, NULL);
  MspAccessResultRow row;
  gboolean end;
  cr_assert (msp_access_cursor_next (cursor, &row, &end, NULL) && !end);
  cr_expect_str_eq (row.sha256, HASH);
  cr_assert (msp_access_cursor_next (cursor, &row, &end, NULL) && !end);
  cr_expect_str_eq (row.sha256, "");
  g_clear_pointer (&cursor, msp_access_cursor_free);
  g_clear_pointer (&source_case, msp_case_free);
  sample_case_remove (folder);
}

Test (digests, which_are_made_is_asked_for)
{
  static const struct { MspHashes hashes; guint asked; } cases[] = { { MSP_HASHES_NONE, 0 }, { MSP_HASHES_NAMED, 2 }, { MSP_HASHES_ALL, 1 } };
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (GString) asked = g_string_new (NULL);
  Source source = { asked, FALSE, TRUE };

  msp_case_free (sample_case_new (path, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fill (path, 1, cases[i].hashes, &source);
      cr_expect_eq (count_bars (&source), cases[i].asked, "%zu: %s", i, asked->str);
    }
  sample_case_remove (folder);
}

Test (digests, without_anybody_to_ask_all_are_missing_and_a_failure_ends_all)
{
  g_autofree char *folder = sample_case_dup_folder (), *path = g_build_filename (folder, "a.case", NULL);
  g_autoptr (GString) asked = g_string_new (NULL);
  Source source = { asked, TRUE, FALSE };
  g_autoptr (GError) error = NULL;
  MspDigestCounts counts;

  msp_case_free (sample_case_new (path, NULL));
  g_autoptr (MspAccessWriter) writer = begin (path, G_MAXUINT);
  cr_expect (msp_digests_fill (writer, &(MspDigestWish) { .hashes = MSP_HASHES_ALL }, &counts, NULL));
  expect_counts (&counts, 0, 0, 3);
  cr_expect_not (msp_digests_fill (writer, &(MspDigestWish) { MSP_HASHES_ALL, answer, &source }, &counts, &error));
  cr_expect_str_eq (error->message, "no process");
  g_clear_pointer (&writer, msp_access_writer_free);
  sample_case_remove (folder);
}
