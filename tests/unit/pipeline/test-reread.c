/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reread-digests.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline/reread-words.h"

#include "support/scanner.h"

#define FROM "From a@command.example Fri Feb  3 10:00:00 2023\n"
#define FIRST "Subject: one\n\nAt noon?\n>From there.\n"
#define SECOND "Subject: two\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the list.\n--b\n" \
  "Content-Type: text/csv; name=list.csv\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nYSxiCjEsMgo=\n--b--\n"
#define CRASH "Subject: crash\n\nPLANT-CRASH\n"
#define THIRD "Subject: three\r\n\r\nBye.\r\n"

typedef struct {
  GString *told[5];
} Told;

static void
on_digest (gpointer data, gsize locator, MspDigestKind kind, const char *hex)
{
  g_string_append_printf (((Told *) data)->told[locator], "%d=%s|", (int) kind, hex);
}

static void
on_done (gpointer data, gsize locator)
{
  g_string_append (((Told *) data)->told[locator], "done|");
}

static void
on_missed (gpointer data, gsize locator, const char *reason)
{
  g_string_append_printf (((Told *) data)->told[locator], "missed %s|", reason);
}

static char *
dup_line (MspDigestKind kind, GChecksumType type, const char *bytes)
{
  g_autofree char *hex = g_compute_checksum_for_string (type, bytes, -1);

  return g_strdup_printf ("%d=%s|", (int) kind, hex);
}

/* Everything that asking takes, with a root "root" at directory. */
typedef struct {
  Scanner         scanner;
  char           *directory;
  const char     *roots[3], *readable[2];
  MspWorkerConfig worker;
  MspReread      *reread;
} Desk;

static void
misbehave (gpointer data, const MspUnit *unit, const MspText *text)
{
  if (strstr (text->text->str, "PLANT-CRASH") != NULL)
    abort ();
}

static void
desk_init (Desk *self)
{
  scanner_init (&self->scanner);
  self->directory = scratch_new ();
  self->roots[0] = "root";
  self->roots[1] = self->readable[0] = self->directory;
  self->roots[2] = self->readable[1] = NULL;
  self->worker = (MspWorkerConfig) {
    .analyser = { .patterns = self->scanner.patterns, .limits = &self->scanner.limits, .since = G_MININT64, .until = G_MAXINT64 },
#if defined (__SANITIZE_ADDRESS__)
    .sandbox = MSP_SANDBOX_OFF,
#endif
    .readable = self->readable, .observer = misbehave,
  };
  self->reread = msp_reread_new (&(MspRereadConfig) { &self->worker, self->roots, 20 });
}

static void
desk_clear (Desk *self)
{
  msp_reread_free (self->reread);
  scratch_remove (self->directory);
  g_free (self->directory);
  scanner_clear (&self->scanner);
}

static void
digest (Desk *desk, const MspDigestRequest *request, Told *told)
{
  const MspDigestVisitor visitor = { on_digest, on_done, on_missed, told };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < request->n; i++)
    told->told[i] = g_string_new (NULL);
  cr_assert (msp_reread_digests (desk->reread, request, &visitor, &error), "%s", error != NULL ? error->message : "");
}

static void
on_searched (gpointer data, gsize locator, guint64 found)
{
  g_string_append_printf (((Told *) data)->told[locator], "%d|", (int) found);
}

static void
search (Desk *desk, const MspSearchRequest *request, Told *told)
{
  const MspSearchVisitor visitor = { on_searched, on_missed, told };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < request->n; i++)
    told->told[i] = g_string_new (NULL);
  cr_assert (msp_reread_words (desk->reread, request, &visitor, &error), "%s", error != NULL ? error->message : "");
}

static void
told_clear (Told *told, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_string_free (told->told[i], TRUE);
}

Test (reread, digests_are_of_the_message_without_its_separator)
{
  g_autofree char *second = g_strdup_printf ("root/b.mbox@%zu", strlen (FROM FIRST "\n"));
  const guint64 sizes[] = { strlen (FROM SECOND "\n"), strlen (FROM FIRST "\n"), 7, strlen (THIRD) };
  Desk desk;
  Told told;

  desk_init (&desk);
  g_free (scratch_write (desk.directory, "b.mbox", FROM FIRST "\n" FROM SECOND "\n", -1));
  g_free (scratch_write (desk.directory, "c.eml", THIRD, -1));
  const char *const locators[] = { second, "root/b.mbox@0", "root/gone.mbox@0", "root/c.eml" };
  digest (&desk, &(MspDigestRequest) { locators, sizes, 4, MSP_DIGEST_ALL }, &told);

  g_autofree char *one = dup_line (MSP_DIGEST_SHA256, G_CHECKSUM_SHA256, FIRST), *one_sha1 = dup_line (MSP_DIGEST_SHA1, G_CHECKSUM_SHA1, FIRST);
  g_autofree char *crlf = dup_line (MSP_DIGEST_SHA1_CRLF, G_CHECKSUM_SHA1, "Subject: one\r\n\r\nAt noon?\r\n>From there.\r\n");
  g_autofree char *wanted = g_strconcat (one, one_sha1, crlf, "done|", NULL);
  cr_expect_str_eq (told.told[1]->str, wanted);
  g_autofree char *attached = dup_line (MSP_DIGEST_ATTACHMENT_SHA256, G_CHECKSUM_SHA256, "a,b\n1,2\n");
  g_autofree char *two = dup_line (MSP_DIGEST_SHA256, G_CHECKSUM_SHA256, SECOND);
  cr_expect (g_str_has_prefix (told.told[0]->str, two), "%s", told.told[0]->str);
  cr_expect_not_null (strstr (told.told[0]->str, attached), "%s", told.told[0]->str);
  cr_expect (g_str_has_prefix (told.told[2]->str, "missed cannot open"), "%s", told.told[2]->str);
  g_autofree char *kept = dup_line (MSP_DIGEST_SHA1_CRLF, G_CHECKSUM_SHA1, THIRD);
  cr_expect_not_null (strstr (told.told[3]->str, kept), "%s", told.told[3]->str);
  told_clear (&told, 4);
  desk_clear (&desk);
}

Test (reread, a_message_of_another_size_or_cut_short_has_no_digest)
{
  static const struct { guint64 size; gsize limit; const char *told; } cases[] = {
    { sizeof THIRD - 1, sizeof THIRD - 1, "done|" }, { sizeof THIRD, sizeof THIRD, "missed not what was scanned|" },
    { sizeof THIRD - 1, sizeof THIRD - 2, "missed longer than the limit message-bytes|" },
  };
  const char *const locators[] = { "root/c.eml" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Desk desk;
      Told told;

      desk_init (&desk);
      desk.scanner.limits.message_bytes = cases[i].limit;
      g_free (scratch_write (desk.directory, "c.eml", THIRD, -1));
      digest (&desk, &(MspDigestRequest) { locators, &cases[i].size, 1, 0 }, &told);
      cr_expect_str_eq (told.told[0]->str, cases[i].told);
      told_clear (&told, 1);
      desk_clear (&desk);
    }
}

Test (reread, words_are_met_in_any_case_and_in_attachments)
{
  const char *const noon[] = { "Noon", NULL }, *const list[] = { "none", "1", NULL }, *const empty[] = { "", NULL };
  const char *const *const lists[] = { noon, list, empty };
  const char *const locators[] = { "root/a.eml", "root/b.eml", "root/gone.eml" };
  Desk desk;
  Told told;

  desk_init (&desk);
  g_free (scratch_write (desk.directory, "a.eml", FIRST, -1));
  g_free (scratch_write (desk.directory, "b.eml", SECOND, -1));
  search (&desk, &(MspSearchRequest) { locators, 3, lists, 3 }, &told);
  cr_expect_str_eq (told.told[0]->str, "1|");
  cr_expect_str_eq (told.told[1]->str, "2|");
  cr_expect (g_str_has_prefix (told.told[2]->str, "missed cannot open"), "%s", told.told[2]->str);
  told_clear (&told, 3);
  desk_clear (&desk);
}

Test (reread, a_message_that_breaks_the_process_costs_itself_and_the_next_question_is_answered)
{
  const char *const there[] = { "there", NULL }, *const *const lists[] = { there };
  g_autofree char *second = g_strdup_printf ("root/b.mbox@%zu", strlen (FROM FIRST "\n"));
  g_autofree char *third = g_strdup_printf ("root/b.mbox@%zu", strlen (FROM FIRST "\n" FROM CRASH "\n"));
  const char *const locators[] = { third, second, "root/b.mbox@0", "root/crash.eml" };
  Desk desk;
  Told told;

  desk_init (&desk);
  g_free (scratch_write (desk.directory, "b.mbox", FROM FIRST "\n" FROM CRASH "\n" FROM FIRST "\n", -1));
  g_free (scratch_write (desk.directory, "crash.eml", CRASH, -1));
  for (guint i = 0; i < 2; i++)
    {
      search (&desk, &(MspSearchRequest) { locators, 4, lists, 1 }, &told);
      cr_expect_str_eq (told.told[0]->str, "1|");
      cr_expect_str_eq (told.told[1]->str, "missed broke the process that read it|");
      cr_expect_str_eq (told.told[2]->str, "1|");
      cr_expect_str_eq (told.told[3]->str, "missed broke the process that read it|");
      told_clear (&told, 4);
    }
  digest (&desk, &(MspDigestRequest) { locators, NULL, 3, MSP_DIGEST_SHA256 }, &told);
  g_autofree char *one = dup_line (MSP_DIGEST_SHA256, G_CHECKSUM_SHA256, FIRST), *wanted = g_strconcat (one, "done|", NULL);
  cr_expect_str_eq (told.told[0]->str, wanted);
  cr_expect_str_eq (told.told[2]->str, wanted);
  told_clear (&told, 3);
  desk_clear (&desk);
}
