/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reveal.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "support/scanner.h"

#define FROM "From a@command.example Fri Feb  3 10:00:00 2023\n"
#define FIRST FROM "From: \"Jane Q. Doe\" <jane.doe@corp.example>\nSubject: one\n\n" \
  "Name: Jane Q. Doe\nSSN: 536-90-4399\nHome address: 12 Quarry Street, Fairfax, VA 22030\n\n"
#define SECOND FROM "Subject: two\n\nPLANT-CRASH\nName: Ann Lee\nSSN: 321-54-9876\n\n"
#define THIRD FROM "Subject: SECRET//NOFORN\n\nSECRET//NOFORN\n\n(S//NF) Name: Bob Lee\nSSN: 457-55-5462\n\n"
#define FOURTH FROM "Subject: four\n\nName: John Roe\nSSN: 219-09-9998\n\n"
#define LOCKED "PLANT-CRASH\n"

static const guint8 key[MSP_KEY_LEN] = "a fixed key for tests only, 32 b";

typedef struct {
  GString *found[5], *missed[5];
} Seen;

static void
on_found (gpointer data, gsize locator, MspRevealedKind kind, const guint8 name_key[MSP_VALUE_KEY_LEN], const char *text)
{
  g_string_append_printf (((Seen *) data)->found[locator], "%d=%s|", (int) kind, text);
}

static void
on_missed (gpointer data, gsize locator, const char *reason)
{
  g_string_append_printf (((Seen *) data)->missed[locator], "%s|", reason);
}

static void
misbehave (gpointer data, const MspUnit *unit, const MspText *text)
{
  if (strstr (text->text->str, "PLANT-CRASH") != NULL)
    abort ();
}

static void
reveal (Scanner *scanner, const char *directory, const char *const *locators, gsize n, Seen *seen)
{
  const char *const roots[] = { "root", directory, NULL }, *const readable[] = { directory, NULL };
  const MspWorkerConfig worker = {
    .analyser = { .patterns = scanner->patterns, .key = key, .limits = &scanner->limits, .since = G_MININT64, .until = G_MAXINT64 },
#if defined (__SANITIZE_ADDRESS__)
    .sandbox = MSP_SANDBOX_OFF,
#endif
    .readable = readable, .observer = misbehave,
  };
  g_autoptr (MspReread) reread = msp_reread_new (&(MspRereadConfig) { &worker, roots, 20 });
  const MspRevealVisitor visitor = { on_found, on_missed, seen };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    {
      seen->found[i] = g_string_new (NULL);
      seen->missed[i] = g_string_new (NULL);
    }
  cr_assert (msp_reveal (reread, locators, n, &visitor, &error), "%s", error != NULL ? error->message : "");
}

static void
seen_clear (Seen *seen, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_string_free (seen->found[i], TRUE);
      g_string_free (seen->missed[i], TRUE);
    }
}

Test (reveal, gives_names_and_addresses_and_loses_one_message_to_a_crash)
{
  g_autofree char *directory = scratch_new ();
  g_autofree char *second = g_strdup_printf ("root/b.mbox@%zu", strlen (FIRST)), *third = NULL, *fourth = NULL;
  const gsize before_third = strlen (FIRST) + strlen (SECOND);
  Scanner scanner;
  Seen seen;

  scanner_init (&scanner);
  g_free (scratch_write (directory, "b.mbox", FIRST SECOND THIRD FOURTH, -1));
  third = g_strdup_printf ("root/b.mbox@%zu", before_third);
  fourth = g_strdup_printf ("root/b.mbox@%zu", before_third + strlen (THIRD));
  const char *const locators[] = { fourth, "root/b.mbox@0", "root/gone.mbox@0", third, second };

  reveal (&scanner, directory, locators, G_N_ELEMENTS (locators), &seen);
  cr_expect_not_null (strstr (seen.found[0]->str, "0=John Roe|"), "%s", seen.found[0]->str);
  cr_expect_not_null (strstr (seen.found[1]->str, "0=Jane Q. Doe|"), "%s", seen.found[1]->str);
  cr_expect_not_null (strstr (seen.found[1]->str, "1=jane.doe@corp.example|"), "%s", seen.found[1]->str);
  cr_expect_not_null (strstr (seen.found[1]->str, "2=12 Quarry Street, Fairfax, VA 22030|"), "%s", seen.found[1]->str);
  cr_expect_null (strstr (seen.found[1]->str, "536"), "%s", seen.found[1]->str);
  cr_expect_not_null (strstr (seen.missed[2]->str, "cannot open"), "%s", seen.missed[2]->str);
  cr_expect_str_eq (seen.found[3]->str, "", "%s", seen.found[3]->str);
  cr_expect_not_null (strstr (seen.missed[3]->str, "markings"), "%s", seen.missed[3]->str);
  cr_expect_str_eq (seen.found[4]->str, "", "%s", seen.found[4]->str);
  cr_expect_str_eq (seen.missed[4]->str, "broke the process that read it|", "%s", seen.missed[4]->str);
  cr_expect_str_eq (seen.missed[0]->str, "");
  cr_expect_str_eq (seen.missed[1]->str, "");
  seen_clear (&seen, G_N_ELEMENTS (locators));
  scratch_remove (directory);
  scanner_clear (&scanner);
}
