/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/nested.h"

#include <criterion/criterion.h>

#include "support/recorder.h"
#include "support/scanner.h"

static const struct {
  const char *name, *type, *filename;
  gboolean    base64;
  const char *body, *wanted;   /* what the record's line must hold */
} cases[] = {
  { "zip of a table", "application/octet-stream", "a.zip", TRUE,
    "UEsDBBQAAAAIAABQQ1YnQFPDIAAAAB4AAAAJAAAAc3RhZmYuY3N280vMTdUJDvbj8krMS1VwyU/VMTU207U00DUxtrTkAgBQSwECFAMUAAAACA"
    "AAUENWJ0BTwyAAAAAeAAAACQAAAAAAAAAAAAAAgAEAAAAAc3RhZmYuY3N2UEsFBgAAAAABAAEANwAAAEcAAAAAAA==", "us_ssn@2!/staff.csv+" },
  { "zip of a mail with a zip", "application/octet-stream", "b.zip", TRUE,
    "UEsDBBQAAAAIAABQQ1Y+uBjtyQAAAAkBAAAFAAAAYS5lbWxVjk8LgkAQxe/7KaR7pZAFhofZdi0hjaUMPO7aphu1Sm5/P32rBNEcZpgf772Z7U"
    "2cZGEC54kWtTZSm+Hu1cjA4U1zVgU3qtbjt2rmjuYXGQ7EyC6Dn/bKdXuU1yHVRX1QugwcwVs5nSCU0ZZgzMBWDIAZ8/JazOKUPizBtONR1/KX"
    "78oVW5M7f2cn8FKz8dIUvERw17dWm4MRVIz0aiitDZO9qu5t6e46QvsbGfxVDLify+R2WFWuDYlw2RMbBhSS7guSf9VhiD5QSwECFAMUAAAACA"
    "AAUENWPrgY7ckAAAAJAQAABQAAAAAAAAAAAAAAgAEAAAAAYS5lbWxQSwUGAAAAAAEAAQAzAAAA7AAAAAAA", "us_ssn@2!/a.eml#1!/c.txt+" },
  { "gz", "application/octet-stream", "note.txt.gz", TRUE,
    "H4sIAAAAAAACAwsO9rNSMDU207U00DUxtrTkAgAob7INEQAAAA==", "us_ssn@2!/note.txt+" },
  { "mbox", "application/octet-stream", "old.mbox", FALSE,
    "From jane@command.example Fri Feb  3 10:00:00 2023\nSubject: x\n\nhello\n\n"
    "From jane@command.example Fri Feb  3 10:00:00 2023\nSubject: y\n\nSSN: 536-90-4399\n", "us_ssn@2@70#1+" },
  { "mail", "application/octet-stream", "a.eml", FALSE, "From: jane@command.example\nSubject: SSN: 536-90-4399\n\nhello\n",
    "us_ssn@2#header+" },
  { "text that looks like mail", "text/plain", "fix.patch", FALSE, "From: jane@command.example\nSubject: SSN: 536-90-4399\n\nhi\n",
    "us_ssn@2+" },
};

static void
analyse (const char *message, gsize len, Recorder *recorder)
{
  guint64 bytes[MSP_N_FATES];
  Scanner scanner;
  const MspAnalyserInput input = {
    .locator = "root/x.eml", .source = "root/x.eml", .mailbox = "root", .folder = "", .size = len, .bytes = { message, len },
  };

  scanner_init (&scanner);
  recorder_init (recorder);
  cr_assert (msp_analyser_message (scanner.analyser, &input, &recorder->sink, bytes, NULL));
  scanner_clear (&scanner);
}

static char *
dup_message (const char *type, const char *filename, gboolean base64, const char *body)
{
  return g_strdup_printf ("From: Jane Example <jane@command.example>\nSubject: files\nMIME-Version: 1.0\n"
                          "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nsee\n--b\n"
                          "Content-Type: %s; name=\"%s\"\nContent-Disposition: attachment\nContent-Transfer-Encoding: %s\n\n"
                          "%s\n--b--\n", type, filename, base64 ? "base64" : "7bit", body);
}

Test (nested, what_is_inside_attachments_is_found)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *message = dup_message (cases[i].type, cases[i].filename, cases[i].base64, cases[i].body);
      Recorder recorder;

      analyse (message, strlen (message), &recorder);
      cr_expect_neq (strstr (recorder.messages->str, cases[i].wanted), NULL, "%s: %s", cases[i].name, recorder.messages->str);
      cr_expect_eq (recorder.unbalanced, 0, "%s", cases[i].name);
      recorder_clear (&recorder);
    }
}

/* A zip of "SSN 536-90-4399.txt", which says hello: the name is found, and stands in no place. */
Test (nested, name_that_holds_a_value_is_no_part_of_a_place)
{
  static const char zip[] =
    "UEsDBBQAAAAAAABQQ1YgMDo2BgAAAAYAAAATAAAAU1NOIDUzNi05MC00Mzk5LnR4dGhlbGxvClBLAQIUAxQAAAAAAABQQ1YgMDo2BgAAAAYAAA"
    "ATAAAAAAAAAAAAAACAAQAAAABTU04gNTM2LTkwLTQzOTkudHh0UEsFBgAAAAABAAEAQQAAADcAAAAAAA==";
  g_autofree char *message = dup_message ("application/zip", "a.zip", TRUE, zip);
  Recorder recorder;

  analyse (message, strlen (message), &recorder);
  cr_expect_neq (strstr (recorder.messages->str, "us_ssn@2!/entry-"), NULL, "%s", recorder.messages->str);
  cr_expect_null (strstr (recorder.messages->str, "536-90-4399"), "%s", recorder.messages->str);
  recorder_clear (&recorder);
}

/* However the bytes lie, there is one record and it balances. */
Test (nested, cut_and_shuffled_attachments)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (gsize i = 0; i < 3; i++)
    for (guint round = 0; round < 60; round++)
      {
        g_autofree guchar *bytes = NULL;
        gsize len;
        bytes = g_base64_decode (cases[i].body, &len);
        if (round % 2 == 0)
          len = (gsize) g_rand_int_range (rand, 0, (gint32) len);
        else
          for (guint k = 0; k < 8; k++)
            bytes[g_rand_int_range (rand, 0, (gint32) len)] = (guchar) g_rand_int (rand);
        g_autofree char *body = g_base64_encode (bytes, len);
        g_autofree char *message = dup_message (cases[i].type, cases[i].filename, TRUE, body);
        Recorder recorder;

        analyse (message, strlen (message), &recorder);
        cr_expect_eq (recorder.unbalanced, 0, "%s, round %u", cases[i].name, round);
        recorder_clear (&recorder);
      }
}

Test (nested, text_that_looks_like_mail_is_opened_only_by_name_or_type)
{
  const MspSpan mail = msp_span_new ("From: jane@command.example\nSubject: x\n\nhello\n", 46);
  const MspSpan zip = msp_span_new ("PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 30);

  cr_expect_not (msp_nested_wants ("text/plain", "fix.patch", mail, TRUE));
  cr_expect (msp_nested_wants ("text/plain", "fix.eml", mail, TRUE));
  cr_expect (msp_nested_wants ("message/rfc822", NULL, mail, TRUE));
  cr_expect (msp_nested_wants ("text/plain", "a.txt", zip, TRUE));
  cr_expect_not (msp_nested_wants ("application/zip", "a.zip", msp_span_new ("hello", 5), TRUE));
}
