/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "access/asked.h"
#include "access/batch.h"

TestSuite (asked);

/* Each list holds one word: that of a locator is found in it, and "gone" cannot be read. */
static gboolean
search (gpointer data, const MspSearchRequest *request, const MspSearchVisitor *visitor, GError **error)
{
  GString *log = data;

  g_string_append_printf (log, "%zu of %zu;", request->n, request->n_lists);
  for (gsize i = 0; i < request->n; i++)
    {
      guint64 found = 0;

      for (gsize list = 0; list < request->n_lists; list++)
        if (strstr (request->locators[i], request->lists[list][0]) != NULL)
          found |= G_GUINT64_CONSTANT (1) << list;
      if (strcmp (request->locators[i], "gone") == 0)
        visitor->missed (visitor->data, i, "cannot open");
      else
        visitor->searched (visitor->data, i, found);
    }
  return TRUE;
}

static void
note (MspAsked *asked, guint64 message, const char *locator, const char *const *words)
{
  gboolean found = FALSE;

  msp_asked_begin (asked, message);
  cr_expect (msp_asked_note (asked, locator, words, &found) && found, "all questions that may come are wanted");
}

/* "yes", "no" or "unread". */
static const char *
find (MspAsked *asked, guint64 message, const char *const *words)
{
  gboolean found = FALSE;

  msp_asked_begin (asked, message);
  return msp_asked_find (asked, "", words, &found) ? (found ? "yes" : "no") : "unread";
}

Test (asked, answers_come_in_the_order_of_the_notes_and_some_may_be_left_out)
{
  const char *const a[] = { "a", NULL }, *const b[] = { "b", NULL }, *const c[] = { "c", NULL };
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (MspAsked) asked = msp_asked_new (search, log);

  note (asked, 7, "ab", a);
  note (asked, 7, "ab", b);
  note (asked, 7, "ab", c);
  note (asked, 3, "c", b);
  note (asked, 3, "c", c);
  note (asked, 9, "gone", a);
  note (asked, 4, "a", a);
  cr_expect (msp_asked_answer (asked, "d", FALSE, NULL));
  cr_expect_str_eq (log->str, "", "too few to be worth a question");
  cr_expect (msp_asked_answer (asked, NULL, TRUE, NULL));
  cr_expect_str_eq (log->str, "4 of 3;", "each message once: %s", log->str);
  cr_expect_str_eq (find (asked, 7, a), "yes");
  cr_expect_str_eq (find (asked, 7, c), "no");
  cr_expect_str_eq (find (asked, 3, c), "yes");
  cr_expect_str_eq (find (asked, 9, a), "unread");
  cr_expect_str_eq (find (asked, 4, a), "yes");
  cr_expect_str_eq (find (asked, 4, b), "unread", "it was never noted");
}

Test (asked, more_lists_than_a_request_takes_are_asked_for_in_turn_where_they_are_wanted)
{
  const char *words[70][2] = { { NULL } };
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (MspAsked) asked = msp_asked_new (search, log);

  for (guint i = 0; i < 70; i++)
    {
      words[i][0] = i == 69 ? "x" : "-";
      note (asked, 1, "x", words[i]);
    }
  note (asked, 2, "y", words[0]);
  cr_expect (msp_asked_answer (asked, NULL, TRUE, NULL));
  cr_expect_str_eq (log->str, "2 of 64;1 of 6;", "%s", log->str);
  cr_expect_str_eq (find (asked, 1, words[68]), "no");
  cr_expect_str_eq (find (asked, 1, words[69]), "yes");
  cr_expect_str_eq (find (asked, 2, words[0]), "no");
}

Test (asked, a_batch_ends_with_a_file_and_never_grows_too_large)
{
  static const struct { guint n; const char *next; gboolean is_full; } cases[] = {
    { 10, "b.zip!/x@0", FALSE }, { 16383, "b.zip!/x@0", FALSE }, { 16384, "b.zip!/x@0", TRUE }, { 16384, "a.zip!/z@9", FALSE },
    { 131071, "a.zip!/z@9", FALSE }, { 131072, "a.zip!/z@9", TRUE }, { 131072, "a.zip!/y@131071", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MspBatch batch;

      msp_batch_init (&batch);
      for (guint n = 0; n < cases[i].n; n++)
        {
          g_autofree char *locator = g_strdup_printf ("a.zip!/y@%u", n);

          cr_assert_eq (msp_batch_add (&batch, locator), n);
        }
      cr_expect_eq (msp_batch_is_full (&batch, cases[i].next), cases[i].is_full, "%zu", i);
      msp_batch_clear (&batch);
    }
}
