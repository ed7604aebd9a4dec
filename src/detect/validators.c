/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators.h"

#include <stdlib.h>

#include "detect/validators/list.h"

#define ROW(name, summary) { #name, msp_validate_##name, summary, NULL }
#define ROW_EXPLAINED(name, summary) { #name, msp_validate_##name, summary, msp_explain_##name }

/* By name. */
static const MspValidator table[] = {
  ROW (aba, "US routing number: Federal Reserve district, weighted sum"),
  ROW (address, "RFC 5321: name and domain"),
  ROW (ar_cuit, "Argentine CUIT: kind, check digit modulo 11"),
  ROW (at_svnr, "Austrian insurance number: birth date, check digit"),
  ROW (atin, "US adoption taxpayer number: 9xx-93-xxxx"),
  ROW (atlassian_token, "Atlassian token: CRC-32"),
  ROW (au_medicare, "Australian Medicare card: first digit, check digit"),
  ROW (au_tfn, "Australian tax file number: weighted sum modulo 11"),
  ROW_EXPLAINED (aws_key_id, "AWS key id: kind and base32"),
  ROW (aws_secret, "AWS secret key: entropy"),
  ROW (azure_cask, "Azure annotated key: Marvin32 checksum"),
  ROW (azure_id_key, "Azure service key: signature and Marvin32 checksum"),
  ROW (azure_key, "Azure storage key: signature and Marvin32 checksum"),
  ROW (base58_address, "Bitcoin address: version and double SHA-256"),
  ROW (be_nn, "Belgian national number: birth date, modulo 97"),
  ROW (bech32_address, "Bitcoin address: bech32 and bech32m checksum"),
  ROW (bg_egn, "Bulgarian EGN: birth date, check digit"),
  ROW (bic, "ISO 9362: shape and country"),
  ROW (birth_date, "a day of the calendar in any usual order"),
  ROW (bitlocker, "BitLocker recovery password: groups of 11"),
  ROW (br_cnpj, "Brazilian CNPJ: two check digits"),
  ROW (br_cpf, "Brazilian CPF: two check digits"),
  ROW (ca_sin, "Canadian SIN: first digit, Luhn"),
  ROW (cage, "CAGE code: shape"),
  ROW (ch_ahv, "Swiss AHV number: prefix 756, EAN-13"),
  ROW (cisco_password, "router password: kind 7 can be turned back"),
  ROW (cl_rut, "Chilean RUT: check character modulo 11"),
  ROW (cn_ric, "Chinese identity number: province, birth date, ISO 7064"),
  ROW (cz_rc, "Czech and Slovak birth number: birth date, modulo 11"),
  ROW (de_document, "German passport or identity card: alphabet, ICAO digit"),
  ROW (de_idnr, "German tax id: repetition, ISO 7064"),
  ROW (de_kvnr, "German health insurance number: check digit"),
  ROW (de_rvnr, "German pension number: birth date, check digit"),
  ROW (dea, "DEA registration: registrant type, weighted sum"),
  ROW (dk_cpr, "Danish CPR: birth date"),
  ROW (ee_lt, "Estonian and Lithuanian code: birth date, check digit"),
  ROW (ein, "US employer number: issued prefix"),
  ROW (entra_secret, "Entra client secret: entropy and Marvin32 checksum"),
  ROW (entropy, "random token: Shannon entropy"),
  ROW (es_dni, "Spanish DNI: letter modulo 23"),
  ROW (es_nie, "Spanish NIE: letter modulo 23"),
  ROW (ethereum_address, "Ethereum address: ERC-55 letters"),
  ROW (fi_hetu, "Finnish identity code: birth date, modulo 31"),
  ROW (fr_nir, "French NIR: month, key modulo 97"),
  ROW (fr_spi, "French tax number: key modulo 511"),
  ROW (github_token, "GitHub token: CRC-32"),
  ROW (google_key, "Google API key: entropy, not one of the published"),
  ROW (gr_amka, "Greek AMKA: birth date, Luhn"),
  ROW (hicn, "old Medicare claim number: SSN and suffix"),
  ROW (hk_id, "Hong Kong identity card: check character"),
  ROW (hr_oib, "Croatian OIB: ISO 7064"),
  ROW (iata_ticket, "airline ticket: check digit modulo 7"),
  ROW (iban, "ISO 13616: country's format, modulo 97"),
  ROW (icd10, "ICD-10-CM: shape, sensitive groups"),
  ROW (ie_pps, "Irish PPS number: check letter modulo 23"),
  ROW (il_id, "Israeli identity number: Luhn"),
  ROW (imei, "device number: Luhn"),
  ROW (in_aadhaar, "Indian Aadhaar: Verhoeff"),
  ROW (in_pan, "Indian PAN: kind of holder"),
  ROW (is_kennitala, "Icelandic kennitala: birth date, modulo 11"),
  ROW (it_cf, "Italian codice fiscale: birth date, check letter"),
  ROW (itin, "US ITIN: issued groups"),
  ROW (jp_mynumber, "Japanese My Number: check digit"),
  ROW_EXPLAINED (jwt, "RFC 7519: header and payload decode to JSON"),
  ROW (kr_rrn, "Korean RRN: birth date, place, check digit"),
  ROW (kr_rrn_date, "Korean RRN: birth date only"),
  ROW (latlon, "latitude and longitude: range, four decimals"),
  ROW (mac, "IEEE 802: 48 or 64 bits, written one way"),
  ROW (mbi, "Medicare number: pattern of eleven characters"),
  ROW (mgrs, "military grid: zone, band, square, even digits"),
  ROW (micr, "cheque line: its routing number"),
  ROW (mrz_td1, "ICAO Doc 9303 cards: all check digits"),
  ROW (mrz_td2, "ICAO Doc 9303 small documents: all check digits"),
  ROW (mrz_td3, "ICAO Doc 9303 passports and visas: all check digits"),
  ROW (mx_curp, "Mexican CURP: birth date, state, check digit"),
  ROW (mx_rfc, "Mexican RFC: date, check character"),
  ROW (mx_rfc_date, "Mexican RFC: date only"),
  ROW (my_nric, "Malaysian identity card: birth date, place"),
  ROW (nl_bsn, "Dutch BSN: weighted sum modulo 11"),
  ROW (no_fnr, "Norwegian birth number: birth date, two check digits"),
  ROW (npi, "US provider number: Luhn with prefix 80840"),
  ROW (nz_ird, "New Zealand IRD: range, check digit"),
  ROW (package_token, "package registry token: entropy, CRC-32 of npm's"),
  ROW (password, "password behind a label: not a common word"),
  ROW (password_word, "password in quotes or alone on its line: not a common word"),
  ROW (payment_card, "ISO/IEC 7812: grouping, Luhn, issuer range"),
  ROW (phone_intl, "E.164: country code, length"),
  ROW (phone_nanp, "North American phone: area and exchange"),
  ROW (piid, "US contract number: fiscal year, instrument"),
  ROW (pl_pesel, "Polish PESEL: birth date, check digit"),
  ROW (private_key, "private key header; protected keys weigh less"),
  ROW (pt_cc, "Portuguese citizen card: Luhn with letters"),
  ROW (pt_nif, "Portuguese NIF: check digit modulo 11"),
  ROW (ptin, "US preparer number: shape"),
  ROW (putty_key, "PuTTY key file: with or without a passphrase"),
  ROW (ro_cnp, "Romanian CNP: birth date, county, check digit"),
  ROW (ru_inn, "Russian INN of persons: two check digits"),
  ROW (se_pnr, "Swedish personal number: birth date, Luhn"),
  ROW (seed_words, "wallet recovery phrase: words of BIP-39, checksum"),
  ROW (service_key, "key behind a service's name: letters and digits"),
  ROW (sg_nric, "Singapore NRIC and FIN: check letter"),
  ROW (si_emso, "EMSO and JMBG: birth date, check digit"),
  ROW (ssn, "US SSN: area, group and serial can be assigned"),
  ROW (th_pin, "Thai identity number: check digit"),
  ROW (token, "token with a known prefix: entropy"),
  ROW (tr_tckn, "Turkish identity number: two check digits"),
  ROW (tw_nid, "Taiwanese identity number: place, check digit"),
  ROW (ua_rntrc, "Ukrainian tax number: check digit"),
  ROW (uei, "US entity id: shape"),
  ROW (uk_driving, "British driving licence: birth date"),
  ROW (uk_nhs, "NHS number: check digit modulo 11"),
  ROW (uk_nino, "British NINO: prefix and suffix"),
  ROW (uk_utr, "British UTR: check digit modulo 11"),
  ROW (url_password, "password in a URL: or the word for one"),
  ROW (us_address, "US address: ZIP code fits the state"),
  ROW (us_anum, "US alien number: shape"),
  ROW (us_driver_licence, "US driver licence: format of a state"),
  ROW (us_edipi, "DoD number: shape, no placeholder"),
  ROW (us_passport, "US passport: shape, no placeholder"),
  ROW (us_receipt, "USCIS receipt: service centre"),
  ROW (vin, "vehicle number: ninth character checks the others"),
  ROW (wif, "Bitcoin private key: version and double SHA-256"),
  ROW (za_id, "South African identity number: birth date, Luhn"),
  { NULL, NULL, NULL, NULL },
};

static int
compare_name (const void *name, const void *row)
{
  return strcmp (name, ((const MspValidator *) row)->name);
}

const MspValidator *
msp_validators_find (const char *name)
{
  return bsearch (name, table, G_N_ELEMENTS (table) - 1, sizeof table[0], compare_name);
}

const MspValidator *
msp_validators_get_table (void)
{
  return table;
}
