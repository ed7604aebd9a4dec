/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pack.h"

#include <criterion/criterion.h>

TestSuite (columns, .init = pack_setup, .fini = pack_teardown);

static void
add_cell (MspText *text, const char *value, guint row, guint column)
{
  gsize start = text->text->len;

  g_string_append (text->text, value);
  msp_text_mark (text, MSP_MARK_CELL, start, row, column);
  g_string_append_c (text->text, column == 1 ? '\n' : '\t');
}

/* A table of two columns, the first of names. */
static const MspDetectResult *
read_column (const char *header, const char *value)
{
  g_autoptr(MspText) text = msp_text_new ();
  MspUnit unit = { MSP_UNIT_ATTACHMENT, "2", NULL, 0 };
  MspDetectMessage message = { 0 };

  add_cell (text, "Name", 0, 0);
  add_cell (text, header, 0, 1);
  add_cell (text, "Jane Roe", 1, 0);
  add_cell (text, value, 1, 1);
  add_cell (text, "John Roe", 2, 0);
  add_cell (text, "n/a", 2, 1);
  msp_text_mark (text, MSP_MARK_TABLE, 0, 0, 1);
  msp_text_finish (text);
  msp_detector_begin (pack_detector, &message);
  msp_detector_scan (pack_detector, &unit, text);
  return msp_detector_finish (pack_detector);
}

Test (columns, header_is_the_label_that_a_pattern_begins_with)
{
  static const struct { const char *header, *value, *found; } rows[] = {
    { "MRN", "44812345", "health_mrn" }, { "Account number", "7391028373", "us_bank_acct" },
    { "Driver's License Number", "D1234567", "us_dl" }, { "License plate", "ABC 1234", "us_plate" },
    { "Password", "Sommer2031!", "password_phrase" }, { "DUNS", "150483782", "us_duns" },
    { "Mother's maiden name", "Thistlewood", "mother_maiden" }, { "Last 4 SSN", "4399", "us_ssn_last4" },
    { "account_number", "7391028373", "us_bank_acct" }, { "PatientID", "44812345", "health_mrn" },
    { "user_password", "Sommer2031!", "password_phrase" }, { "driver_license_no", "D1234567", "us_dl" },
    { "SSNNumber", "536904399", "us_ssn_bare" },
    { "Record locator", "QWERTZ", "pnr" }, { "Bank account, BIC", "OZNCCHMDXXX", "swift_bic" },
    { "Password", "expired", NULL }, { "Account manager", "7391028373", NULL }, { "Colour", "QWERTZ", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspDetectResult *result = read_column (rows[i].header, rows[i].value);

      cr_expect_eq (result->n_findings, rows[i].found != NULL, "%s: %u", rows[i].header, result->n_findings);
      if (result->n_findings == 1 && rows[i].found != NULL)
        cr_expect_str_eq (result->findings[0].detector, rows[i].found, "%s: %s", rows[i].header, result->findings[0].detector);
    }
}

Test (columns, a_label_in_a_header_is_no_value_of_the_one_before)
{
  g_autoptr(MspText) text = msp_text_new ();
  MspUnit unit = { MSP_UNIT_ATTACHMENT, "2", NULL, 0 };
  MspDetectMessage message = { 0 };

  add_cell (text, "Mother's maiden name", 0, 0);
  add_cell (text, "MRN", 0, 1);
  msp_text_mark (text, MSP_MARK_TABLE, 0, 0, 1);
  msp_text_finish (text);
  msp_detector_begin (pack_detector, &message);
  msp_detector_scan (pack_detector, &unit, text);
  cr_expect_eq (msp_detector_finish (pack_detector)->n_findings, 0);
}
