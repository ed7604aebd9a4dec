/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pack.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite (recall, .init = pack_setup, .fini = pack_teardown);

/* Sentences as people write them, and what must be found in them. */
static const struct {
  const char *text, *detector;
} spoken[] = {
  { "DOB: 12 March 1985", "dob" },
  { "geboren am 3.4.1971", "dob" },
  { "n\303\251 le 3 avril 1971", "dob" },
  { "Date of birth: March 3, 1990", "dob" },
  { "The password for plan.zip is Tango-7-Delta", "password_phrase" },
  { "pw: Tr1ckyOne7", "password_phrase" },
  { "login/pass: jroe / Tr1ckyOne7", "login_pair" },
  { "Benutzer: jroe Kennwort: Sommer2031!", "password_phrase" },
  { "mot de passe : Ete-2031", "password_phrase" },
  { "Your temporary password is:\n\n    Xy7#kkm2\n\nChange it soon.", "password_phrase" },
  { "The root password on host07 was changed to Gr33n-Tree", "password_phrase" },
  { "the password is \"centipede\" and then press On", "password_word" },
  { "machine host.mail login jroe password Tr1ckyOne7", "netrc" },
  { "algolia_api_key = \"ij1mut5oe606wlrf5z4u8u31264z3gag\"", "service_key" },
  { "TRACKER_API_SECRET=\"ij1mut5oe606wlrf5z4u8u31264z3gag\"", "high_entropy" },
  { "fbApiKey:            \"171e84fd57f430fc59afa8fad3dbda2b\",", "high_entropy" },
  { "api_key = \"6a1f0c52-9d3e-4b7a-8c21-f05e7d94b3a8\"", "high_entropy" },
  { "trelloTOKEN 4f9a27c1d0b86e35a7c2f4901be8d356", "service_key" },
  { "The Grafana key is 4f9a27c1d0b86e35a7c2f4901be8d356", "service_key" },
  { "X-Api-Key: 4f9a27c1d0b86e35a7c2f4901be8d356", "header_token" },
  { "git clone https://4f9a27c1d0b86e35a7c2f4901be8d356@git.mail/repo", "url_basic_auth" },
  { "RFC: GODE561231GR9", "mx_rfc_date" },
  { "RRN: 971013-1019875", "kr_rrn_date" },
  { "curl --user jroe:'Tr1ckyOne7' https://host.mail", "netrc" },
  { "curl https://host.mail/token \\\n  --user jroe:Tr1ckyOne7 --data x", "netrc" },
  { "ConvertTo-SecureString \"Tr1ckyOne7\" -AsPlainText -Force", "netrc" },
  { "HostName=hub.mail;SharedAccessKeyName=reader;SharedAccessKey=Tr1ckyOne7Tr1ckyOne7=", "conn_string" },
  { "Please pay to bank account 7391028373 today", "us_bank_acct" },
  { "Kontonummer: 7391028373", "us_bank_acct" },
  { "Birthday - 1990/03/04", "dob_date" },
  { "SSN: XXX-XX-4399", "us_ssn_last4" },
  { "SSN ***-**-4399", "us_ssn_last4" },
  { "SecretAccessKey: 9h9gdmeKDPFsUpUPEQV9nbrXLRWWoai0sBTLQkpS", "aws_secret" },
  { "use API key: 03b2dd4b569a6d17c120a9daf6936c64. Bye.", "high_entropy" },
  { "The password is: \"marmalade\"", "password_word" },
  { "Ihr Kennwort Sommer%1783fd gilt ab heute", "password_phrase" },
  { "CAGE code: 1ABC2", "us_cage" },
  { "ICD-10: Z21", "icd10_short" },
  { "my checking account number is 258891986", "us_bank_acct" },
  { "her MRN is 44812345", "health_mrn" },
  { "https://backup:x3KPAvtIO57@files.mail.org/in", "url_basic_auth" },
  { "Server=db1;User=app;Password=xK9-plan;", "conn_string" },
  { "IFSC: HDFC0001234", "in_ifsc" },
  { "CNPJ AB.CDE.FGH/0001-95", "br_cnpj_letters" },
  { "Wohnanschrift: Lindenweg 5, 17235 Neustadt", "addr_intl" },
  { "Patientennummer: 44812345", "health_mrn" },
  { "CPF nº: 34887028717", "br_cpf" },
  { "(703) 482-0623x11144", "phone_nanp" },
  { "Cell: 7034820623", "phone_nanp" },
  { "login=jroe@host.mail", "email_addr" },
  { "\351\202\256\347\256\261jroe@host.mail\345\222\214", "email_addr" },
  { "j\303\274rgen@m\303\274ller.mail", "email_addr" },
  { "interface hardware address 001b.4411.3ab7", "mac_addr" },
  { "PSEXEC.EXE \\\\host -u corp\\jroe -p elephant CMD", "password_word" },
  { "new DirectoryEntry(\"LDAP://host.mail\",\n  \"jroe\", \"Tr1ckyOne7\");", "netrc" },
  { "credentials {\n  username \"jroe\"\n  password \"elephant\"\n}", "password_word" },
  { "variable \"app_api_token\" {\n  default = \"4f9a27c1d0b86e35a7c2f4901be8d356\"\n}", "high_entropy" },
  { "- name: DATADOG_API_KEY\n  value: 4f9a27c1d0b86e35a7c2f4901be8d356\n", "service_key" },
  { "- name: APP_SECRET\n  value: \"hE1hlYILrSqpqhARjZuyzl33F71WR55\"\n", "high_entropy" },
  { "trello_key = \"TkgRwzBvQnLsXjDphMfcKqVt\"", "service_key" },
  { "PPS No.: 1684386NA", "ie_pps" },
  { "Passwort Harbor-0687rx. Bis morgen", "password_phrase" },
  { "Ein Patient, bei ihm wurde Krebs diagnostiziert.", "health_dx" },
  { "Le casier est joint. Sanction disciplinaire du 3 mai.", "pers_eval" },
};

Test (recall, what_people_write_is_found)
{
  for (gsize i = 0; i < G_N_ELEMENTS (spoken); i++)
    cr_expect (pack_finds (pack_detect (spoken[i].text, strlen (spoken[i].text)), spoken[i].detector), "%s: %s",
               spoken[i].detector, spoken[i].text);
}

/* What newsletters and reset notices say of passwords. */
Test (recall, talk_of_passwords_is_silent)
{
  static const char *const texts[] = {
    "To reset your password, click the link below:\nhttps://portal.example/reset",
    "You can change your password or unsubscribe at: http://list.example/options",
    "Your password is required to confirm any change.",
    "Your password will expire in 3 days. Please choose a new one.",
    "Forgot your password?\nUsername:\nPassword:\nSubmit\n",
    "Password: ********",
    "Unsubscribe: https://list.mail/out?token=6a1f0c52-9d3e-4b7a-8c21-f05e7d94b3a8",
    "See https://bitbucket.org/team/repo/commits/709ab65696e61d18585466ac700cf2856dedcb35",
    "The file is at https://www.dropbox.com/s/179jrm19kx9o7dz/table_0.2.0.tar.gz?dl=0",
    "authorization basic information",
    "\"Aledo\" 973 958 1335 1233 1297",
    "build 7034820623",
    "put '/forgot-password' => \"site/passwords#update\"",
    "export SERVICE_TOKEN=ops_eyJzaWduSW5BZGRyZXNzIjoiaHR0cHM6...",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    cr_expect_eq (pack_detect (texts[i], strlen (texts[i]))->n_findings, 0, "%s", texts[i]);
}

/* What is written in the place of a secret, or of somebody's number: never silent, and no alarm. */
Test (recall, samples_are_test_values)
{
  static const struct { const char *text, *detector; } rows[] = {
    { "trello_key = \"abcdefabcdefabcdefabcdefabcdefab\"", "service_key" },
    { "aws_secret_access_key = aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aws_secret" },
    { "ftp://user:password@host.mail", "url_basic_auth" },
    { "glpat-xxxxxxxxxxxxxxxxxxx1", "gitlab_token" },
    { "call (415) 555-0132", "phone_nanp" },
    { "write to jane@mail.example.com", "email_addr" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspFinding *finding = pack_find (pack_detect (rows[i].text, strlen (rows[i].text)), rows[i].detector);

      cr_expect (finding != NULL && (finding->flags & MSP_FINDING_TEST) != 0, "%s", rows[i].text);
    }
}

/* Numbers that begin with 98 fall among those of taxpayers by chance: a list of them proves nothing against its label. */
Test (recall, list_of_travellers_is_none_of_taxpayers)
{
  static const char list[] = "KTN: 981585314\nKTN: 986826748\nKTN: 988510591\nKTN: 987990546\nKTN: 985574719\nKTN: 984651234\n"
                             "KTN: 989188277\nKTN: 983903312\nKTN: 982957741\nKTN: 980601234\n";
  const MspDetectResult *result = pack_detect (list, strlen (list));

  cr_expect (pack_finds (result, "us_ktn"));
  cr_expect_not (pack_finds (result, "us_itin"));
}

Test (recall, account_gains_by_its_bank)
{
  static const struct { const char *text; guint confidence; } rows[] = {
    { "Account number: 7391028373", 85 }, { "Routing number: 011000015\nAccount number: 7391028373", 95 },
    { "Account number: 7391028373\nRouting number: 011000015", 95 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspFinding *finding = pack_find (pack_detect (rows[i].text, strlen (rows[i].text)), "us_bank_acct");

      cr_assert_not_null (finding, "%s", rows[i].text);
      cr_expect_eq (finding->confidence, rows[i].confidence, "%s: %u", rows[i].text, finding->confidence);
    }
}

Test (recall, boilerplate_below_a_mail_is_a_footer)
{
  static const struct { const char *text; gboolean footer; } rows[] = {
    { "Hi, lunch at noon?\n\n-- \nSam Poe\nPrivacy Act of 1974\n", TRUE },
    { "Hi, lunch at noon?\n\nFOR OFFICIAL USE ONLY\n", TRUE },
    { "Hi, lunch?\n\nThis mail is attorney-client privileged.\n", TRUE },
    { "Hi, lunch?\n\nThe attached memo is attorney-client privileged: our advice on the merger.\n", FALSE },
    { "FOR OFFICIAL USE ONLY\n\nThe plan is attached.\n", FALSE },
    { "The rest of this mail is FOR OFFICIAL USE ONLY\nand not for anybody else.\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspDetectResult *result = pack_detect (rows[i].text, strlen (rows[i].text));

      cr_assert_eq (result->n_findings, 1, "%s", rows[i].text);
      cr_expect_eq ((result->findings[0].flags & MSP_FINDING_FOOTER) != 0, rows[i].footer, "%s", rows[i].text);
    }
}

/* Below a signature they are everybody's and counted only. */
Test (recall, marking_in_a_signature_is_suppressed)
{
  static const char *const texts[] = {
    "Hi, lunch at noon?\n\n-- \nSam Poe\nFOR OFFICIAL USE ONLY\n",
    "Hi, lunch?\n_______________\nThis mail is attorney-client privileged.\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const MspDetectResult *result = pack_detect (texts[i], strlen (texts[i]));

      cr_expect_eq (result->n_findings, 0, "%s", texts[i]);
      cr_expect_eq (result->suppressed, 1, "%s", texts[i]);
    }
}

static const char form_head[] = "Standard Form 86\nQUESTIONNAIRE FOR NATIONAL SECURITY POSITIONS\n\n";

Test (recall, pasted_questionnaire_is_completed_or_blank)
{
  g_autofree char *done = g_strconcat (form_head, "Section 1 - Full Name\nLast name: Miller\nFirst name: Jane\n"
    "Section 2 - Date of Birth: 03/12/1985\nSection 4 - Social Security Number: 536-90-4399\n", NULL);
  g_autofree char *blank = g_strconcat (form_head, "Section 1 - Full Name\nLast name: ____\nFirst name: ____\n"
    "Section 2 - Date of Birth: ____\nSection 4 - Social Security Number: ____\n", NULL);
  const MspFinding *finding = pack_find (pack_detect (done, strlen (done)), "form_sf86");

  cr_assert_not_null (finding);
  cr_expect (finding->flags & MSP_FINDING_STANDS_ALONE);
  cr_expect_eq (pack_detect (blank, strlen (blank))->n_findings, 0);
}

Test (recall, list_of_people_is_a_directory)
{
  g_autoptr (GString) text = g_string_new ("Name, E-mail\n"), same = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    {
      g_string_append_printf (text, "Jane Roe, jane.roe%u@corp.mail\n", i);
      g_string_append (same, "Jane Roe, jane.roe@corp.mail\n");
    }
  const MspDetectResult *result = pack_detect (text->str, text->len);
  const MspFinding *finding = pack_find (result, "dir_dump");

  cr_assert_not_null (finding);
  cr_expect_eq (finding->distinct, 40);
  cr_expect_str_eq (finding->masked, "40 people");
  cr_expect_eq (result->persons, 40);
  cr_expect_not (pack_finds (pack_detect (same->str, same->len), "dir_dump"));
}

static void
add_row (MspText *text, guint row, const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ";", -1);

  for (guint column = 0; cells[column] != NULL; column++)
    {
      gsize start = text->text->len;

      g_string_append (text->text, cells[column]);
      msp_text_mark (text, MSP_MARK_CELL, start, row, column);
      g_string_append_c (text->text, cells[column + 1] != NULL ? '\t' : '\n');
    }
}

/* Finds in a table of rows, ended by NULL, the first with the header. */
static const MspDetectResult *
detect_in_table (const char *const *rows)
{
  g_autoptr (MspText) text = msp_text_new ();
  MspUnit unit = { MSP_UNIT_ATTACHMENT, "2", NULL, 0 };
  MspDetectMessage message = { .from = "sam@mail.example", .date = 1675418400 };

  for (guint row = 0; rows[row] != NULL; row++)
    add_row (text, row, rows[row]);
  msp_text_mark (text, MSP_MARK_TABLE, 0, 0, 1);
  msp_text_finish (text);
  msp_detector_begin (pack_detector, &message);
  msp_detector_scan (pack_detector, &unit, text);
  return msp_detector_finish (pack_detector);
}

Test (recall, birth_dates_in_a_column_are_found_in_every_writing)
{
  static const char *const headers[] = { "DOB", "Date of birth", "dateOfBirth", "fecha de nacimiento", "Geburtsdatum",
                                         "Date de naissance" };
  static const char *const dates[] = { "1985-03-12", "12 Mar 1985", "03/12/1985", "12.3.1985", "19850312",
                                       "12-MAR-85", "1985-03-12T00:00:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (dates); j++)
      {
        g_autofree char *header = g_strdup_printf ("Name;%s;Rank", headers[i]);
        g_autofree char *row = g_strdup_printf ("Jane Roe;%s;CPT", dates[j]);
        const char *const rows[] = { header, row, NULL };

        cr_expect (pack_finds (detect_in_table (rows), "dob_date"), "%s: %s", headers[i], dates[j]);
      }
}

Test (recall, birth_date_makes_the_rest_of_the_row_a_minors)
{
  static const char *const rows[] = { "Name;SSN;DOB", "Jane Roe;536-90-4399;2014-03-12", "Sam Poe;536-90-4398;1974-03-12", NULL };
  const MspDetectResult *result = detect_in_table (rows);

  for (gsize i = 0; i < result->n_findings; i++)
    cr_expect_eq ((result->findings[i].flags & MSP_FINDING_MINOR) != 0, i < 2, "%zu", i);
  cr_expect_eq (result->n_findings, 4);
}

Test (recall, long_column_of_numbers_beside_names_is_believed_without_header)
{
  char *rows[62] = { g_strdup ("Name;Number"), NULL };
  guint high = 0;

  for (guint i = 1; i < 61; i++)
    rows[i] = g_strdup_printf ("Jane Roe;536-%02u-4%03u", 10 + i, 100 + 7 * i);
  const MspDetectResult *result = detect_in_table ((const char *const *) rows);

  for (gsize i = 0; i < result->n_findings; i++)
    high += strcmp (result->findings[i].detector, "us_ssn") == 0 && result->findings[i].confidence == 85;
  cr_expect_eq (high, 60);
  for (guint i = 0; rows[i] != NULL; i++)
    g_free (rows[i]);
}

/* Cards bear letters where such a number has two digits. */
Test (recall, twelve_digits_are_no_portuguese_card_without_a_label)
{
  static const char bare[] = "Case 12 stays open, ref 785027700661.", labelled[] = "Cart\303\243o de cidad\303\243o: 785027700661";

  cr_expect_not (pack_finds (pack_detect (bare, strlen (bare)), "pt_cc"));
  cr_expect (pack_finds (pack_detect (labelled, strlen (labelled)), "pt_cc"));
}
