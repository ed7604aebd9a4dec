/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/reread-digests.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support/scanner.h"

#define FROM "From a@command.example Fri Feb  3 10:00:00 2023\n"
#define FIRST "Subject: one\n\nAt noon?\n>From there.\n"
#define SECOND "Subject: two\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the list.\n--b\n" \
  "Content-Type: text/csv; name=list.csv\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nYSxiCjEsMgo=\n--b--\n"
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

static void
digest (Scanner *scanner, const char *directory, const MspDigestRequest *request, Told *told)
{
  const char *const roots[] = { "root", directory, NULL }, *const readable[] = { directory, NULL };
  const MspWorkerConfig worker = {
    .analyser = { .patterns = scanner->patterns, .limits = &scanner->limits, .since = G_MININT64, .until = G_MAXINT64 },
#if defined (__SANITIZE_ADDRESS__)
    .sandbox = MSP_SANDBOX_OFF,
#endif
    .readable = readable,
  };
  g_autoptr (MspReread) reread = msp_reread_new (&(MspRereadConfig) { &worker, roots, 20 });
  const MspDigestVisitor visitor = { on_digest, on_done, on_missed, told };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < request->n; i++)
    told->told[i] = g_string_new (NULL);
  cr_assert (msp_reread_digests (reread, request, &visitor, &error), "%s", error != NULL ? error->message : "");
}

static void
told_clear (Told *told, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_string_free (told->told[i], TRUE);
}

Test (reread, digests_are_of_the_message_without_its_separator)
{
  g_autofree char *directory = scratch_new (), *second = g_strdup_printf ("root/b.mbox@%zu", strlen (FROM FIRST "\n"));
  const guint64 sizes[] = { strlen (FROM SECOND "\n"), strlen (FROM FIRST "\n"), 7, strlen (THIRD) };
  Scanner scanner;
  Told told;

  scanner_init (&scanner);
  g_free (scratch_write (directory, "b.mbox", FROM FIRST "\n" FROM SECOND "\n", -1));
  g_free (scratch_write (directory, "c.eml", THIRD, -1));
  const char *const locators[] = { second, "root/b.mbox@0", "root/gone.mbox@0", "root/c.eml" };
  digest (&scanner, directory, &(MspDigestRequest) { locators, sizes, 4, MSP_DIGEST_ALL }, &told);

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
  scratch_remove (directory);
  scanner_clear (&scanner);
}

Test (reread, a_message_of_another_size_is_not_what_was_scanned)
{
  g_autofree char *directory = scratch_new ();
  const char *const locators[] = { "root/c.eml" };
  const guint64 sizes[] = { strlen (THIRD) + 1 };
  Scanner scanner;
  Told told;

  scanner_init (&scanner);
  g_free (scratch_write (directory, "c.eml", THIRD, -1));
  digest (&scanner, directory, &(MspDigestRequest) { locators, sizes, 1, MSP_DIGEST_SHA256 }, &told);
  cr_expect_str_eq (told.told[0]->str, "missed not what was scanned|");
  told_clear (&told, 1);
  scratch_remove (directory);
  scanner_clear (&scanner);
}
