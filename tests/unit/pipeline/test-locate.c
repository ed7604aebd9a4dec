/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/locate.h"

#include <criterion/criterion.h>
#include <string.h>

#include "pipeline/scan.h"
#include "support/recorder.h"
#include "support/scanner.h"

#define FIRST "From a@command.example Fri Feb  3 10:00:00 2023\nSubject: one\n\nAt noon?\n\n"
#define SECOND "From b@command.example Fri Feb  3 10:01:00 2023\nSubject: two\n\nMy SSN: 536-90-4399\n\n"

Test (locate, a_locator_leads_back_to_its_message)
{
  Scanner scanner;
  Recorder recorder;
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = scratch_new ();

  scanner_init (&scanner);
  recorder_init (&recorder);
  g_free (scratch_write (directory, "a/inbox.mbox", FIRST SECOND, -1));
  const char *const roots[] = { "root", directory, NULL };
  const MspLocateRequest request = { roots, &scanner.limits, scanner.analyser };
  g_autofree char *locator = g_strdup_printf ("root/a/inbox.mbox@%zu#1+8", sizeof FIRST - 1);
  cr_assert (msp_locate (&request, locator, &recorder.sink, &error), "%s", error != NULL ? error->message : "");
  g_autofree char *wanted = g_strdup_printf ("root/a/inbox.mbox@%zu mail %zu ", sizeof FIRST - 1, sizeof SECOND - 1);
  cr_expect (g_str_has_prefix (recorder.messages->str, wanted), "%s", recorder.messages->str);
  cr_expect_neq (strstr (recorder.messages->str, "us_ssn@1+8"), NULL, "%s", recorder.messages->str);
  scratch_remove (directory);
  recorder_clear (&recorder);
  scanner_clear (&scanner);
}

Test (locate, what_is_not_there_is_an_error)
{
  Scanner scanner;
  Recorder recorder;
  g_autofree char *directory = scratch_new ();
  static const char *const locators[] = { "root/a/none", "other/a/inbox.mbox@0", "root/a/inbox.mbox@7", "root/a/inbox.mbox!/x",
                                          "@" };

  scanner_init (&scanner);
  recorder_init (&recorder);
  g_free (scratch_write (directory, "a/inbox.mbox", FIRST SECOND, -1));
  const char *const roots[] = { "root", directory, NULL };
  const MspLocateRequest request = { roots, &scanner.limits, scanner.analyser };
  for (gsize i = 0; i < G_N_ELEMENTS (locators); i++)
    {
      g_autoptr (GError) error = NULL;

      cr_expect_not (msp_locate (&request, locators[i], &recorder.sink, &error), "%s", locators[i]);
      cr_expect_not_null (error, "%s", locators[i]);
    }
  cr_expect_eq (recorder.n_messages, 0, "%s", recorder.messages->str);
  scratch_remove (directory);
  recorder_clear (&recorder);
  scanner_clear (&scanner);
}

typedef struct {
  MspLimits limits;
  GString  *told;
} Told;

static gboolean
on_entry (gpointer data, gsize locator, const MspEntry *entry, gboolean is_made, GError **error)
{
  g_string_append_printf (((Told *) data)->told, "%zu at %d|", locator, (int) entry->offset);
  return TRUE;
}

static void
on_missed (gpointer data, gsize locator, const GError *error)
{
  g_string_append_printf (((Told *) data)->told, "%zu missed|", locator);
}

/* However far apart they lie, whatever is asked for between them. */
Test (locate, messages_of_a_mailbox_come_in_its_order_and_wrong_places_are_missed)
{
  g_autofree char *directory = scratch_new (), *far = g_strnfill (3 << 20, 'x');
  g_autofree char *mbox = g_strconcat (FIRST SECOND, FIRST, far, "\n\n" SECOND, NULL);
  const gsize offsets[] = { sizeof FIRST - 1, 0, 7, sizeof FIRST SECOND - 1, sizeof FIRST SECOND FIRST - 1 + (3 << 20) + 2, 5 << 20 };
  const char *locators[G_N_ELEMENTS (offsets) + 1], *const roots[] = { "root", directory, NULL };
  Told told = { .told = g_string_new (NULL) };
  const MspLocateRequest request = { roots, &told.limits, NULL };
  const MspLocateVisitor visitor = { .entry = on_entry, .missed = on_missed, .data = &told };

  msp_limits_init (&told.limits);
  g_free (scratch_write (directory, "a.mbox", mbox, -1));
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    locators[i] = g_strdup_printf ("root/a.mbox@%zu", offsets[i]);
  locators[G_N_ELEMENTS (offsets)] = "root/a.mbox@0";   /* twice */
  msp_locate_each (&request, locators, G_N_ELEMENTS (locators), &visitor);
  cr_expect (g_str_has_prefix (told.told->str, "1 at 0|6 at 0|0 at "), "%s", told.told->str);
  cr_expect_not_null (strstr (told.told->str, "|3 at "), "%s", told.told->str);
  cr_expect_not_null (strstr (told.told->str, "|4 at "), "%s", told.told->str);
  cr_expect_not_null (strstr (told.told->str, "|2 missed|"), "%s", told.told->str);
  cr_expect_not_null (strstr (told.told->str, "|5 missed|"), "%s", told.told->str);
  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    g_free ((gpointer) locators[i]);
  g_string_free (told.told, TRUE);
  scratch_remove (directory);
}
