/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/analyser.h"

#include <criterion/criterion.h>

#include "support/recorder.h"
#include "support/scanner.h"

#define HEADER "From: Jane Example <jane@command.example>\nDate: Fri, 3 Feb 2023 10:00:00 +0000\nMIME-Version: 1.0\n"
#define PART "--b\nContent-Type: "

static const struct {
  const char *name, *message, *wanted;   /* what the record's line must hold */
  guint64     opaque;                    /* bytes */
} cases[] = {
  { "plain", HEADER "Subject: x\n\nMy SSN: 536-90-4399\n", "us_ssn@1+8", 0 },
  { "base64", HEADER "Content-Transfer-Encoding: base64\n\nTXkgU1NOOiA1MzYtOTAtNDM5OQo=\n", "us_ssn@1+8", 0 },
  { "quoted-printable", HEADER "Content-Transfer-Encoding: quoted-printable\n\nMy SSN: 536-90=\n-43=39=39\n", "us_ssn@1+8", 0 },
  { "subject", HEADER "Subject: SSN: 536-90-4399\n\nhello\n", "us_ssn@subject+5", 0 },
  { "html", HEADER "Content-Type: text/html\n\n<p>My <b>SSN</b>: 536-<i>90</i>-4399</p>\n", "us_ssn@1+8", 0 },
  { "attachment", HEADER "Content-Type: multipart/mixed; boundary=b\n\n" PART "text/plain\n\nsee file\n" PART
    "text/csv; name=\"staff.csv\"\n\nName,SSN\nJane Doe,536-90-4399\n--b--\n", "us_ssn@2+", 0 },
  { "name of an attached message", HEADER "Content-Type: multipart/mixed; boundary=b\n\n" PART
    "message/rfc822; name=\"SSN 536-90-4399.eml\"\n\nSubject: x\n\nhello\n--b--\n", "us_ssn@1.name+", 0 },
  { "picture", HEADER "Content-Type: multipart/mixed; boundary=b\n\n" PART "text/plain\n\nsee\n" PART
    "image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUg==\n--b--\n", " mail ", 24 },
};

static gboolean
analyse (Scanner *scanner, Recorder *recorder, const char *message, gboolean truncated, guint64 *bytes)
{
  const MspAnalyserInput input = {
    .locator = "root/x.eml", .source = "root/x.eml", .mailbox = "root", .folder = "", .size = strlen (message),
    .bytes = { message, strlen (message) - (truncated ? 10 : 0) }, .truncated = truncated,
  };

  return msp_analyser_message (scanner->analyser, &input, &recorder->sink, bytes, NULL);
}

Test (analyser, values_are_found_behind_every_encoding)
{
  Scanner scanner;

  scanner_init (&scanner);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Recorder recorder;
      guint64 bytes[MSP_N_FATES];

      recorder_init (&recorder);
      cr_assert (analyse (&scanner, &recorder, cases[i].message, FALSE, bytes));
      cr_expect_neq (strstr (recorder.messages->str, cases[i].wanted), NULL, "%s: %s", cases[i].name, recorder.messages->str);
      cr_expect_eq (recorder.unbalanced, 0, "%s", cases[i].name);
      cr_expect_geq (bytes[MSP_FATE_OPAQUE], cases[i].opaque, "%s", cases[i].name);
      recorder_clear (&recorder);
    }
  scanner_clear (&scanner);
}

/* 5.3 of the detector specification: a blank SF-86 attached to a mail of instructions scores nothing. */
Test (analyser, the_name_of_a_blank_form_is_no_finding)
{
  static const char message[] = HEADER "Subject: Your questionnaire\nContent-Type: multipart/mixed; boundary=b\n\n" PART
    "text/plain\n\nPlease fill in the attached SF-86.\n" PART "text/plain; name=\"sf86-blank.txt\"\n\n"
    "Standard Form 86\nQuestionnaire for National Security Positions\nOMB No. 3206 0005\n5 CFR Parts 731, 732, and 736\n"
    "Section 1 - Full Name\nLast name: ________ First name: ________\nSection 2 - Date of Birth: ________\n"
    "Section 4 - Social Security Number: ________\n--b--\n";
  Scanner scanner;
  Recorder recorder;
  guint64 bytes[MSP_N_FATES];

  scanner_init (&scanner);
  recorder_init (&recorder);
  cr_assert (analyse (&scanner, &recorder, message, FALSE, bytes));
  cr_expect_eq (recorder.n_findings, 0, "%s", recorder.messages->str);
  recorder_clear (&recorder);
  scanner_clear (&scanner);
}

Test (analyser, what_lies_behind_the_limit_is_partial)
{
  Scanner scanner;
  Recorder recorder;
  guint64 bytes[MSP_N_FATES];

  scanner_init (&scanner);
  recorder_init (&recorder);
  cr_assert (analyse (&scanner, &recorder, HEADER "\nhello hello hello hello hello\n", TRUE, bytes));
  cr_expect_geq (bytes[MSP_FATE_PARTIAL], 10);
  cr_expect_eq (recorder.unbalanced, 0);
  recorder_clear (&recorder);
  scanner_clear (&scanner);
}
