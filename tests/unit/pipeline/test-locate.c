/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/locate.h"

#include <criterion/criterion.h>

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
