/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators.h"

#include <criterion/criterion.h>

static const struct {
  const char *detector, *validator;
} rules[] = {
  { "us_ssn", "ssn" },
  { "us_itin", "itin" },
  { "us_atin", "atin" },
  { "us_ein", "ein" },
  { "us_aba", "aba" },
  { "us_npi", "npi" },
  { "us_dea", "dea" },
  { "us_mbi", "mbi" },
  { "us_vin", "vin" },
  { "us_uei", "uei" },
  { "us_piid", "piid" },
  { "us_cage", "cage" },
  { "us_edipi", "us_edipi" },
  { "us_anum", "us_anum" },
  { "us_uscis_receipt", "us_receipt" },
  { "us_passport", "us_passport" },
  { "us_dl", "us_driver_licence" },
  { "pan_card", "payment_card" },
  { "iban", "iban" },
  { "swift_bic", "bic" },
  { "btc_base58", "base58_address" },
  { "btc_bech32", "bech32_address" },
  { "eth_addr", "ethereum_address" },
  { "mrz_td3", "mrz_td3" },
  { "mrz_td1", "mrz_td1" },
  { "mrz_td2", "mrz_td2" },
  { "iata_ticket", "iata_ticket" },
  { "imei", "imei" },
  { "github_token", "github_token" },
  { "azure_storage_key", "azure_key" },
  { "aws_akid", "aws_key_id" },
  { "jwt", "jwt" },
  { "btc_wif", "wif" },
  { "bitlocker", "bitlocker" },
  { "uk_nino", "uk_nino" },
  { "uk_nhs", "uk_nhs" },
  { "uk_utr", "uk_utr" },
  { "uk_driving", "uk_driving" },
  { "fr_nir", "fr_nir" },
  { "fr_spi", "fr_spi" },
  { "de_idnr", "de_idnr" },
  { "de_rvnr", "de_rvnr" },
  { "de_kvnr", "de_kvnr" },
  { "de_docnum", "de_document" },
  { "es_dni", "es_dni" },
  { "es_nie", "es_nie" },
  { "it_cf", "it_cf" },
  { "nl_bsn", "nl_bsn" },
  { "be_nn", "be_nn" },
  { "pl_pesel", "pl_pesel" },
  { "se_pnr", "se_pnr" },
  { "no_fnr", "no_fnr" },
  { "dk_cpr", "dk_cpr" },
  { "fi_hetu", "fi_hetu" },
  { "ch_ahv", "ch_ahv" },
  { "pt_nif", "pt_nif" },
  { "pt_cc", "pt_cc" },
  { "ie_pps", "ie_pps" },
  { "at_svnr", "at_svnr" },
  { "cz_rc", "cz_rc" },
  { "ro_cnp", "ro_cnp" },
  { "bg_egn", "bg_egn" },
  { "gr_amka", "gr_amka" },
  { "hr_oib", "hr_oib" },
  { "ee_lt", "ee_lt" },
  { "is_kt", "is_kennitala" },
  { "si_emso", "si_emso" },
  { "ca_sin", "ca_sin" },
  { "mx_curp", "mx_curp" },
  { "mx_rfc", "mx_rfc" },
  { "br_cpf", "br_cpf" },
  { "br_cnpj", "br_cnpj" },
  { "ar_cuit", "ar_cuit" },
  { "cl_rut", "cl_rut" },
  { "au_tfn", "au_tfn" },
  { "au_medicare", "au_medicare" },
  { "nz_ird", "nz_ird" },
  { "in_aadhaar", "in_aadhaar" },
  { "in_pan", "in_pan" },
  { "sg_nric", "sg_nric" },
  { "hk_id", "hk_id" },
  { "kr_rrn", "kr_rrn" },
  { "jp_mynumber", "jp_mynumber" },
  { "cn_ric", "cn_ric" },
  { "tw_nid", "tw_nid" },
  { "il_id", "il_id" },
  { "tr_tckn", "tr_tckn" },
  { "za_id", "za_id" },
  { "th_pin", "th_pin" },
  { "ru_inn", "ru_inn" },
  { "ua_rntrc", "ua_rntrc" },
  { "my_nric", "my_nric" },
};

/* The string behind "key": with its escapes resolved; caller owns, NULL if there is none. */
static char *
dup_string (const char *line, const char *key)
{
  g_autofree char *lead = g_strdup_printf ("\"%s\": \"", key);
  const char *p = strstr (line, lead), *end;
  GString *text;

  if (p == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (end = p + strlen (lead); *end != '"' && *end != '\0'; end++)
    if (*end != '\\')
      g_string_append_c (text, *end);
    else if (*++end == 'u')
      {
        char digits[5] = { end[1], end[2], end[3], end[4], '\0' };

        g_string_append_unichar (text, (gunichar) g_ascii_strtoull (digits, NULL, 16));
        end += 4;
      }
    else
      g_string_append_c (text, *end == 'n' ? '\n' : *end == 't' ? '\t' : *end);
  return g_string_free (text, FALSE);
}

static const MspValidator *
find (const char *detector)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_strcmp0 (rules[i].detector, detector) == 0)
      return msp_validators_find (rules[i].validator);
  return NULL;
}

Test (vectors, every_value_gets_the_verdict_of_the_specification)
{
  g_autofree char *path = g_build_filename (g_getenv ("TOP_SRCDIR"), "tests", "unit", "detect", "vectors.jsonl", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  cr_assert (g_file_get_contents (path, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  for (char **line = lines; *line != NULL && **line != '\0'; line++, n++)
    {
      g_autofree char *detector = dup_string (*line, "detector"), *value = dup_string (*line, "value");
      const MspValidator *validator = find (detector);
      gboolean expected = strstr (*line, "\"valid\": true") != NULL;
      MspVerdict verdict = { 0 };
      gsize len = strlen (value);

      if (strstr (*line, "\"enc\": \"b64\"") != NULL)
        g_base64_decode_inplace (value, &len);
      cr_assert_not_null (validator, "%s", detector);
      validator->validate (msp_span_new (value, len), &verdict);
      cr_expect_eq (verdict.valid, expected, "%s", *line);
      cr_expect_not_null (verdict.why, "%s", *line);
    }
  cr_expect_eq (n, 574);
}
