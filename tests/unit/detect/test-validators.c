/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators.h"

#include <criterion/criterion.h>
#include <string.h>

/* What the vectors do not reach: values with labels, changed confidence and sensitivity, published values. */
#define KEY_BODY "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w\ncXJzdHV2d3h5ejAxMjM0NTY3ODlBQkNERUZHSElKS0xNTk9Q\n"

static const struct {
  const char *validator, *value;
  gboolean    valid, test;
  int         none, adjust, sensitivity;
} cases[] = {
  { "ssn", "987-65-4321", FALSE, TRUE, 0, 0, 0 },
  { "ssn", "536.90.4399", TRUE, FALSE, 20, 0, 0 },
  { "ssn", "536\xE2\x80\x91" "90\xE2\x80\x91" "4399", TRUE, FALSE, 0, 0, 0 },
  { "ssn", "536-90-43991", FALSE, FALSE, 0, 0, 0 },
  { "hicn", "536-90-4399-A", TRUE, FALSE, 0, 0, 0 },
  { "hicn", "000-12-3456-A", FALSE, FALSE, 0, 0, 0 },
  { "hicn", "536904399", FALSE, FALSE, 0, 0, 0 },
  { "ptin", "P12345678", TRUE, FALSE, 0, 0, 0 },
  { "us_driver_licence", "Driver's License No. D1234567", TRUE, FALSE, 0, 0, 0 },
  { "us_driver_licence", "DL# F123-4567-8901-2", TRUE, FALSE, 0, 15, 0 },
  { "us_driver_licence", "driver licence required", FALSE, FALSE, 0, 0, 0 },
  { "us_edipi", "DOE.JANE.Q.1234567891", TRUE, FALSE, 0, 0, 0 },
  { "mrz_td3", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8989O2C36UTO7408122F1204159ZE184226B<<<<<10", TRUE, TRUE, 85, 0,
    0 },
  { "payment_card", "4111-1111-1111-1111", TRUE, TRUE, 0, 0, 0 },
  { "payment_card", "41111-111111-11111", FALSE, TRUE, 0, 0, 0 },
  { "payment_card", "6759649826438453", TRUE, FALSE, 0, 0, 0 },
  { "iban", "CH93 0076 2011 6238 5295 7", TRUE, TRUE, 0, 0, 0 },
  { "micr", "|:121000358|: 000123456", TRUE, FALSE, 0, 0, 0 },
  { "vin", "WVWZZZ1JZXW000001", TRUE, FALSE, 0, -20, 0 },
  { "icd10", "F32.9", TRUE, FALSE, 0, 0, 75 },
  { "icd10", "J45.909", TRUE, FALSE, 0, 0, 0 },
  { "icd10", "U12.1", FALSE, FALSE, 0, 0, 0 },
  { "icd10", "C4A.9", TRUE, FALSE, 0, 0, 0 },
  { "icd10", "K24.1", FALSE, FALSE, 0, 0, 0 },
  { "icd10", "C5A.9", FALSE, FALSE, 0, 0, 0 },
  { "mbi", "1EG4TE5MK73", TRUE, TRUE, 55, 0, 0 },
  { "iata_ticket", "016-2412345678", TRUE, FALSE, 10, 0, 0 },
  { "phone_nanp", "(703) 555-0123", TRUE, TRUE, 0, 0, 0 },
  { "phone_nanp", "+1 703-482-0623", TRUE, FALSE, 0, 0, 0 },
  { "phone_nanp", "911-482-0623", FALSE, FALSE, 0, 0, 0 },
  { "phone_nanp", "482-0623", FALSE, FALSE, 0, 0, 0 },
  { "phone_intl", "+33 1 42 68 53 00", TRUE, FALSE, 0, 0, 0 },
  { "phone_intl", "+999 1234 5678", FALSE, FALSE, 0, 0, 0 },
  { "latlon", "38.8895, -77.0353", TRUE, FALSE, 0, 0, 0 },
  { "latlon", "98.8895, -77.0353", FALSE, FALSE, 0, 0, 0 },
  { "latlon", "38.89, -77.03", FALSE, FALSE, 0, 0, 0 },
  { "mgrs", "18SUJ2337106519", TRUE, FALSE, 0, 0, 0 },
  { "mgrs", "18S UJ 233 065", TRUE, FALSE, 0, 0, 0 },
  { "mgrs", "18SUJ233710651", FALSE, FALSE, 0, 0, 0 },
  { "mgrs", "61SUJ2337106519", FALSE, FALSE, 0, 0, 0 },
  { "us_address", "12 Example St, Fairfax, VA 22030", TRUE, FALSE, 0, 0, 0 },
  { "us_address", "12 Example St, Fairfax, VA 92030", FALSE, FALSE, 0, 0, 0 },
  { "us_address", "PSC 12 Box 345, APO AE 09012-3456", TRUE, FALSE, 0, 0, 0 },
  { "birth_date", "DOB: 29 Feb 1980", TRUE, FALSE, 0, 0, 0 },
  { "birth_date", "DOB: 29 Feb 1981", FALSE, FALSE, 0, 0, 0 },
  { "birth_date", "geboren am 31.12.75", TRUE, FALSE, 0, 0, 0 },
  { "birth_date", "1980-13-13", FALSE, FALSE, 0, 0, 0 },
  { "birth_date", "f\xC3\xA9vrier 3, 1980", TRUE, FALSE, 0, 0, 0 },
  { "birth_date", "3/4/1780", FALSE, FALSE, 0, 0, 0 },
  { "password", "password: Tr1ckyOne!", TRUE, FALSE, 80, 0, 0 },
  { "password", "password is required", FALSE, FALSE, 0, 0, 0 },
  { "password", "password: ********", FALSE, FALSE, 0, 0, 0 },
  { "password", "pwd=<password>", FALSE, FALSE, 0, 0, 0 },
  { "password", "password = rs.askForPassword(x)", FALSE, FALSE, 0, 0, 0 },
  { "password", "password... is done!!", TRUE, FALSE, 35, 0, 0 },
  { "se_pnr", "20171009-0935", TRUE, FALSE, 25, 0, 0 },
  { "itin", "912903456", TRUE, FALSE, 20, 0, 0 },
  { "piid", "20030410T130517Z", FALSE, FALSE, 0, 0, 0 },
  { "payment_card", "5000000000000611", TRUE, FALSE, 0, 0, 0 },
  { "payment_card", "5000000000000612", FALSE, FALSE, 0, 0, 0 },
  { "iban", "IR20 0170 0000 0033 9545 7270 03", TRUE, FALSE, 0, 0, 0 },
  { "iban", "IR20 0170 0000 0033 9545 7270 04", FALSE, FALSE, 0, 0, 0 },
  { "es_dni", "1.111.111-G", TRUE, FALSE, 0, 0, 0 },
  { "es_dni", "1111111H", FALSE, FALSE, 0, 0, 0 },
  { "it_cf", "RCCMNL83S18-D969H", TRUE, FALSE, 0, 0, 0 },
  { "ein", "1-23456789", FALSE, FALSE, 0, 0, 0 },
  { "phone_nanp", "+3365520145", FALSE, FALSE, 0, 0, 0 },
  { "th_pin", "1974567890124", FALSE, FALSE, 0, 0, 0 },
  { "fi_hetu", "010594Y9021", FALSE, TRUE, 0, 0, 0 },
  { "fi_hetu", "010594Y9020", FALSE, FALSE, 0, 0, 0 },
  { "kr_rrn", "911124-5678906", TRUE, FALSE, 0, 0, 0 },
  { "kr_rrn", "911124-5678905", FALSE, FALSE, 0, 0, 0 },
  { "kr_rrn_date", "971013-1019875", TRUE, FALSE, 0, 0, 0 },
  { "kr_rrn_date", "971313-1019875", FALSE, FALSE, 0, 0, 0 },
  { "mx_rfc_date", "GODE561231GR9", TRUE, FALSE, 0, 0, 0 },
  { "mx_rfc_date", "GODE561331GR9", FALSE, FALSE, 0, 0, 0 },
  { "package_token", "npm" "_InventedForTestsOnly12345678904IakQA", TRUE, FALSE, 99, 0, 0 },
  { "package_token", "npm" "_InventedForTestsOnly12345678904IakQa", TRUE, FALSE, 70, 0, 0 },
  { "atlassian_token", "ATA" "TT3xInventedForTestsOnly1234567890=E7E657A3", TRUE, FALSE, 99, 0, 0 },
  { "atlassian_token", "ATA" "TT3xInventedForTestsOnly1234567890=E7E657A0", FALSE, FALSE, 0, 0, 0 },
  { "azure_cask", "InventedForTestsOnlyInventedForTestsOnlyInventedForTJQ" "QJ99BACCCCCCCCCCCCAAAATEST4BHu", TRUE, FALSE, 99, 0, 0 },
  { "azure_cask", "InventedForTestsOnlyInventedForTestsOnlyInventedForTJQ" "QJ99BACCCCCCCCCCCCAAAATEST5F2e", TRUE, FALSE, 99, 0, 0 },
  { "azure_cask", "InventedForTestsOnlyInventedForTestsOnlyInventedForTJQ" "QJ99BACCCCCCCCCCCCAAAATEST0000", TRUE, FALSE, 85, 0, 0 },
  { "service_key", "6a1f0c52-9d3e-4b7a-8c21-f05e7d94b3a8", TRUE, FALSE, 0, 0, 0 },
  { "service_key", "see-the-documentation", FALSE, FALSE, 0, 0, 0 },
  { "service_key", "a1xxxxxxxxxxxxxxxxxxxxb2", TRUE, TRUE, 0, 0, 0 },
  { "service_key", "abcdefabcdefabcdefabcdef", TRUE, TRUE, 0, 0, 0 },
  { "service_key", "aaaabbbbccccddddeeeeffff", TRUE, TRUE, 0, 0, 0 },
  { "service_key", "TkgRwzBvQnLsXjDphMfcKqVt", TRUE, FALSE, 0, 0, 0 },
  { "service_key", "ReadTheFriendlyDocumentation", FALSE, FALSE, 0, 0, 0 },
  { "service_key", "xxxx-yyyy", FALSE, TRUE, 0, 0, 0 },
  { "token", "glpat-xxxxxxxxxxxxxxxxxxxx", TRUE, TRUE, 0, 0, 0 },
  { "url_password", "Tr1ckyOne7", TRUE, FALSE, 0, 0, 0 },
  { "url_password", "password", TRUE, TRUE, 0, 0, 0 },
  { "address", "jane@[IPv6:2001:db8::1]", TRUE, FALSE, 0, 0, 0 },
  { "address", "\"jane roe\"@mail.example.org", TRUE, FALSE, 0, 0, 0 },
  { "address", "j\303\274rgen@m\303\274ller.example.org", TRUE, FALSE, 0, 0, 0 },
  { "address", "jane..roe@example.org", FALSE, FALSE, 0, 0, 0 },
  { "address", "jane@exam\302\240ple.org", FALSE, FALSE, 0, 0, 0 },
  { "address", "jane@localhost", FALSE, FALSE, 0, 0, 0 },
  { "mac", "001b.4411.3ab7", TRUE, FALSE, 0, 0, 0 },
  { "mac", "001B44113AB7", TRUE, FALSE, 0, 0, 0 },
  { "mac", "00:1b:44:11:3a:b7:00:01", TRUE, FALSE, 0, 0, 0 },
  { "mac", "00:1b-44:11-3a:b7", FALSE, FALSE, 0, 0, 0 },
  { "mac", "00:1b:44:11:3a", FALSE, FALSE, 0, 0, 0 },
  { "iban", "NO93.8601.11.17947", TRUE, TRUE, 0, 0, 0 },
  { "iban", "GB82 west 1234 5698 7654 32", FALSE, TRUE, 0, 0, 0 },
  { "mx_rfc", "BA\xC3\x91" "930616R66", TRUE, FALSE, 0, 0, 0 },
  { "password", "password is butterfly", TRUE, FALSE, 35, 0, 0 },
  { "password", "password: https://example.org/reset", FALSE, FALSE, 0, 0, 0 },
  { "seed_words", "legal winner thank year wave sausage worth useful legal winner thank yellow", TRUE, FALSE, 99, 0, 0 },
  { "seed_words", "legal winner thank year wave sausage worth useful legal winner thank thank", TRUE, FALSE, 0, 0, 0 },
  { "seed_words", "recovery words are kept in the safe that only you and the bank can open", FALSE, FALSE, 0, 0, 0 },
  { "private_key", "-----BEGIN RSA " "PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED", TRUE, FALSE, 60, 0, 60 },
  { "private_key", "-----BEGIN RSA " "PRIVATE KEY-----\nMIIE", TRUE, FALSE, 60, 0, 0 },
  { "private_key", "-----BEGIN RSA " "PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n" KEY_BODY, TRUE, FALSE, 0,
    0, 60 },
  { "private_key", "-----BEGIN RSA " "PRIVATE KEY-----\n" KEY_BODY "-----END RSA " "PRIVATE KEY-----", TRUE, FALSE, 99, 0, 0 },
  { "private_key", "-----BEGIN RSA " "PRIVATE KEY-----\n" KEY_BODY "-----END EC " "PRIVATE KEY-----", TRUE, FALSE, 0, 0, 0 },
  { "entropy", "api_key = 0123456789abcdef0123456789abcdef", TRUE, TRUE, 0, 0, 0 },
  { "entropy", "client secret: 8f3a1c9b7e2d4f6a0b5c8d1e3f7a9b2c", TRUE, FALSE, 0, 0, 0 },
  { "entropy", "client secret: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1B", TRUE, TRUE, 0, 0, 0 },
  { "entropy", "client secret: your-own-key-9f2c4d7e1a3b5c6d", FALSE, TRUE, 0, 0, 0 },
  { "br_cpf", "348_870_287_17", TRUE, FALSE, 0, 0, 0 },
  { "ie_pps", "1234567F/A", TRUE, FALSE, 0, 0, 0 },
  { "mx_curp", "BACA890909MJCRMS05", FALSE, FALSE, 0, 0, 0 },
};

Test (validators, value_gets_its_verdict)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MspValidator *validator = msp_validators_find (cases[i].validator);
      MspVerdict verdict = { 0 };

      cr_assert_not_null (validator, "%s", cases[i].validator);
      validator->validate (msp_span_from_string (cases[i].value), &verdict);
      cr_expect_eq (verdict.valid, cases[i].valid, "%s: %s: %s", cases[i].validator, cases[i].value, verdict.why);
      cr_expect_eq (verdict.test, cases[i].test, "%s: %s", cases[i].validator, cases[i].value);
      if (cases[i].valid)
        {
          cr_expect_eq (verdict.none, cases[i].none, "%s: %s: %d", cases[i].validator, cases[i].value, verdict.none);
          cr_expect_eq (verdict.adjust, cases[i].adjust, "%s: %s", cases[i].validator, cases[i].value);
          cr_expect_eq (verdict.sensitivity, cases[i].sensitivity, "%s: %s", cases[i].validator, cases[i].value);
        }
    }
}

Test (validators, table_is_sorted_and_complete)
{
  const MspValidator *table = msp_validators_get_table ();

  for (gsize i = 0; table[i].name != NULL; i++)
    {
      cr_expect (i == 0 || strcmp (table[i - 1].name, table[i].name) < 0, "%s", table[i].name);
      cr_expect_eq (msp_validators_find (table[i].name), &table[i]);
      cr_expect_not_null (table[i].summary);
    }
  cr_expect_null (msp_validators_find ("nothing of this name"));
}

Test (validators, any_bytes_are_judged_and_never_trusted)
{
  static const char *const values[] = { "", "\0", "-", "\xff\xfe", "(", ")", ":", "A", "0", "CA:", "=:=:=", "0x", "bc1", "....",
                                        "\n\n" };
  g_autofree char *longest = g_strnfill (100000, '1');

  for (const MspValidator *validator = msp_validators_get_table (); validator->name != NULL; validator++)
    {
      MspVerdict verdict = { 0 };

      for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
        {
          verdict = (MspVerdict) { 0 };
          validator->validate (msp_span_new (values[i], i == 1 ? 1 : strlen (values[i])), &verdict);
          cr_expect_not (verdict.valid, "%s accepts row %zu", validator->name, i);
          cr_expect_not_null (verdict.why, "%s", validator->name);
        }
      validator->validate (msp_span_new (longest, 100000), &verdict);
      cr_expect_not (verdict.valid, "%s", validator->name);
    }
}

Test (validators, some_values_tell_of_themselves)
{
  static const struct { const char *validator, *value, *more; } rows[] = {
    { "aws_key_id", "ASI" "AQNZGKIQY56JQ7WML", "; account 029608264753" },
    { "aws_key_id", "AKI" "AIOSFODNN7ABCDEFG", "" },
    { "jwt", "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" ".eyJzdWIiOiIxMjM0NTY3ODkwIiwiZXhwIjoxNzAwMDAwMDAwfQ.c2ln", "; expires 2023-11-14" },
    { "jwt", "eyJhbGciOiJub25lIn0" ".eyJzdWIiOiIxMjM0NTY3ODkwIn0.", "" },
    { "jwt", "eyJhbGciOiJub25lIn0", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      msp_validators_find (rows[i].validator)->explain (msp_span_new (rows[i].value, strlen (rows[i].value)), out);
      cr_expect_str_eq (out->str, rows[i].more, "%zu: %s", i, out->str);
    }
}
