/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pack.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite (reasons, .init = pack_setup, .fini = pack_teardown);

/* Each text, sent on 3 February 2023, with the confidence of a finding and words of its reasons. */
static const struct {
  const char *text, *detector;
  guint       confidence;
  const char *reason;
} rows[] = {
  { "OPORD 23-04. Commander's intent follows.", "ops_order", 75, "2 different in the message: to 75" },
  { "EXERCISE EXERCISE\nOPORD 23-04. Commander's intent follows.", "ops_order", 60, "exercise or training -15" },
  { "The overhead rate is discussed.", "acq_rates", 45, "no context: " },
  { "Overhead rate: $54.20, $143.11 and 12.02 EUR", "acq_rates", 75, "amounts of money near: at least 75" },
  { "Gross pay is no net salary.", "pers_pay", 51, "no amount of money near -25" },
  { "Gross pay: 4,512.33", "pers_pay", 60, "no context: " },
  { "Dr. Alice Parker wrote it: AP5836727", "us_dea", 70, "second letter begins a surname near +20" },
  { "Dr. Alice Miller wrote it: AP5836727", "us_dea", 50, "no context: " },
  { "Expires 09/27, security code 123", "pan_cvv", 85, "label 'security code' in the match: 85" },
  { "ID number: 8001015009087", "za_id", 95, "label 'id number' 2 bytes before: 95" },
  { "His password, Tr1ckyOne7, no longer works", "password_aside", 80, "validator password" },
  { "seed phrase: legal winner thank year wave sausage worth useful legal winner thank yellow", "bip39", 99, "with their checksum" },
  { "seed phrase: legal winner thank year wave sausage worth useful legal winner thank thank", "bip39", 70, "checksum fails" },
  { "See https://a.blob.core.windows.net/c/f?sv=2021-08-06&se=2031-01-01T00%3A00%3A00Z&sr=b&sp=r&"
    "sig=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG%3D", "azure_sas", 93, "expires 2031-01-01" },
  { "SSN 536-90-4399", "us_ssn", 97, "guards passed: edges, number, url, hex, encoded, masked; label 'ssn' 1 bytes before: 97" },
  { "CUI//SP-HLTH/TAX//NOFORN\n\nThe record is attached.\n", "cui_banner", 96, "HLTH: health; TAX: tax" },
  { "For example, SSN 536-90-4399 is typed here.", "us_ssn", 57, "word of a sample near -40" },
};

Test (reasons, every_step_of_a_confidence_is_told)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspFinding *finding = pack_find (pack_detect (rows[i].text, strlen (rows[i].text)), rows[i].detector);

      cr_assert_not_null (finding, "%s: %s", rows[i].detector, rows[i].text);
      cr_expect_eq (finding->confidence, rows[i].confidence, "%s: %u", rows[i].text, finding->confidence);
      cr_expect_not_null (strstr (finding->reasons, rows[i].reason), "%s: %s", rows[i].text, finding->reasons);
    }
}

Test (reasons, token_that_was_out_of_date_weighs_little)
{
  static const struct { const char *expiry; guint sensitivity; } tokens[] = { { "2023-02-02", 15 }, { "2023-02-04T00:00:00Z", 75 },
                                                                              { "soon", 75 } };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *text = g_strdup_printf ("https://a.example/f?se=%s&sig=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG%%3D",
                                               tokens[i].expiry);
      const MspFinding *finding = pack_find (pack_detect (text, strlen (text)), "azure_sas");

      cr_assert_not_null (finding, "%s", text);
      cr_expect_eq (finding->sensitivity, tokens[i].sensitivity, "%s: %u", text, finding->sensitivity);
    }
}

Test (reasons, password_beside_an_encrypted_attachment_is_its_password)
{
  const MspDetectMessage mail = { .date = G_MININT64 };
  const MspUnit unit = { .kind = MSP_UNIT_BODY, .section = "1" };

  for (guint locked = 0; locked < 2; locked++)
    {
      g_autoptr (MspText) text = msp_text_new ();

      g_string_append (text->text, "The password is Tango-7-Delta");
      msp_detector_begin (pack_detector, &mail);
      msp_detector_scan (pack_detector, &unit, text);
      if (locked)
        msp_detector_note_locked (pack_detector, "2");
      const MspFinding *finding = pack_find (msp_detector_finish (pack_detector), locked ? "cred_attach" : "password_phrase");

      cr_assert_not_null (finding, "%u", locked);
      cr_expect_eq (finding->confidence, locked ? 85 : 80, "%u", finding->confidence);
    }
}
