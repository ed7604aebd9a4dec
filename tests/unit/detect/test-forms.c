/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "code-rules.h"
#include "detect/forms-phrase.h"
#include "detect/forms-search.h"
#include "detect/forms-table.h"
#include "detect/forms.h"
#include "support/find-anchors.h"

#include <criterion/criterion.h>

#define SF86_HEAD "Standard Form 86\nRevised November 2016\nU.S. Office of Personnel Management\n" \
  "5 CFR Parts 731, 732, and 736\n" \
                  "QUESTIONNAIRE FOR NATIONAL\nSECURITY POSITIONS\nForm approved: OMB No. 3206 0005\n"
#define SF50_HEAD "Standard Form 50\nRev. 7/91\nU.S. Office of Personnel Management\nNOTIFICATION OF PERSONNEL ACTION\n"
#define DD214_HEAD "CERTIFICATE OF RELEASE OR DISCHARGE FROM ACTIVE DUTY\nDD FORM 214\n"
#define W2_HEAD "Form W-2 Wage and Tax Statement 2022\nOMB No. 1545-0008\n"
#define I9_HEAD "Employment Eligibility Verification\nUSCIS Form I-9\nOMB No. 1615-0047\n"

#define LABELS "Last name\nFirst name\nMaiden\nStreet\nCity\nState\nEmployer\nDivision\nSupervisor\nDate of birth\nPlace of birth\n"

static const struct {
  const char *name, *text, *id;
  const char *fill;          /* NULL: no form */
} texts[] = {
  { "filled SF-86", SF86_HEAD
    "Section 1 - Full Name\nLast name: DOE\nFirst name: JANE\nMiddle name: QUINCY\nSection 2 - Date of Birth\n"
    "Date of birth (MM/DD/YYYY): 02/03/1980\nSection 3 - Place of Birth\nCity: Springfield\nState: IL\nCountry: United States\n"
    "Section 4\nSocial Security Number: 123-45-6780\nPassport number: 123456789\nHeight: 5 ft 6\nWeight: 140\nEye color: Brown\n",
    "form_sf86", "completed" },
  { "blank SF-86", SF86_HEAD
    "Section 1 - Full Name\n"
    "Provide your full name. If you have only initials in your name, provide them and indicate \"Initial only\".\n"
    "Last name\nFirst name\nMiddle name\nSuffix\nSection 2 - Date of Birth\nDate of birth (MM/DD/YYYY)\n"
    "Section 3 - Place of Birth\n"
    "City\nCounty\nState\nCountry\nSection 4 - Social Security Number\nSocial Security Number ___-__-____\n[ ] Not applicable\n"
    "Passport number\nHeight (feet) (inches)\nWeight (in pounds)\nEye color\nHair color\nSex [ ] Female [ ] Male\n",
    "form_sf86", "blank" },
  { "SF-85P begun", "Standard Form 85P\nQUESTIONNAIRE FOR PUBLIC TRUST POSITIONS\nOMB No. 3206-0191\n"
    "1. Last name: DOE\n2. First name: JANE\n3. Date of birth:\n4. Place of birth:\n5. Social Security Number:\n6. Citizenship:\n"
    "7. Telephone:\n8. Address:\n9. Passport number:\n10. Employer:\n", "form_sf85p", "partial" },
  { "passport page begun, its number the one sure answer", "PASSPORT/PASSEPORT\nPassport No. / No. du passeport\n\n"
    "Passport No.\n472055713\nSurname\nGiven names\nNationality\nDate of birth\nPlace of birth\nBrown\nDate of issue\n"
    "Date of expiration\nAuthority\n", "form_idscan", "partial" },
  { "blank passport page", "PASSPORT/PASSEPORT\nPassport No. / No. du passeport\n\nPassport No.\nSurname\nGiven names\n"
    "Nationality\nDate of birth\nPlace of birth\nDate of issue\nDate of expiration\nAuthority\n", "form_idscan", "blank" },
  { "filled SF-50", SF50_HEAD
    "1. Name (Last, First, Middle)\nDOE, JANE Q\n2. Social Security Number\n123-45-6780\n3. Date of Birth\n02/03/1980\n"
    "4. Effective Date\n"
    "01/05/2020\n5-A. Code\n702\n5-B. Nature of Action\nPROMOTION\n22. Position Title\nANALYST\n23. Veterans Preference\n1\n"
    "24. Tenure\n"
    "25. Pay Plan\nGS\n38. Duty Station\nSPRINGFIELD\n", "form_sf50", "completed" },
  { "blank SF-50", SF50_HEAD
    "1. Name (Last, First, Middle)\n2. Social Security Number\n3. Date of Birth\n4. Effective Date\n5-A. Code\n"
    "5-B. Nature of Action\n"
    "5-E. Legal Authority\n23. Veterans Preference\n24. Tenure\n26. FEGLI\n28. Annuitant Indicator\n38. Duty Station\n",
    "form_sf50", "blank" },
  { "filled DD-214", DD214_HEAD
    "1. NAME (Last, First, Middle)\tDOE, JOHN R\n2. DEPARTMENT\tARMY\n3. SOCIAL SECURITY NUMBER\t123 45 6780\n"
    "4a. GRADE, RATE OR RANK\tSSG\n"
    "5. DATE OF BIRTH (YYYYMMDD)\t19800203\n24. CHARACTER OF SERVICE\tHONORABLE\n25. SEPARATION AUTHORITY\tAR 635\n"
    "26. SEPARATION CODE\tMBK\n27. REENTRY CODE\n28. NARRATIVE REASON FOR SEPARATION\tCOMPLETION\n", "form_dd214", "completed" },
  { "blank DD-214", DD214_HEAD
    "1. NAME (Last, First, Middle)\n2. DEPARTMENT\n3. SOCIAL SECURITY NUMBER\n4a. GRADE, RATE OR RANK\n"
    "5. DATE OF BIRTH (YYYYMMDD)\n"
    "24. CHARACTER OF SERVICE\n25. SEPARATION AUTHORITY\n26. SEPARATION CODE\n27. REENTRY CODE\n"
    "28. NARRATIVE REASON FOR SEPARATION\n", "form_dd214", "blank" },
  { "filled W-2", W2_HEAD
    "a Employee's social security number\n123-45-6780\nEmployee\xE2\x80\x99s social security number: 123-45-6780\n"
    "Control number: A42\n"
    "Wages, tips, other compensation: 51234.00\nFederal income tax withheld: 6789.00\nMedicare wages and tips: 51234.00\n",
    "form_w2", "completed" },
  { "blank W-2", W2_HEAD
    "Employee's social security number\nEmployer identification number (EIN)\nEmployer's name, address, and ZIP code\n"
    "Control number\n"
    "Wages, tips, other compensation\nFederal income tax withheld\nSocial security wages\nMedicare wages and tips\n", "form_w2",
    "blank" },
  { "filled I-9", I9_HEAD
    "Last Name (Family Name): Doe\nFirst Name (Given Name): Jane\nDate of Birth (mm/dd/yyyy): 02/03/1980\nList A\n"
    "Document Number: C01X00T47\n"
    "Issuing Authority: Department of State\n", "form_i9", "completed" },
  { "blank I-9", I9_HEAD
    "Last Name (Family Name)\nFirst Name (Given Name)\nAddress (Street Number and Name)\nApt. Number\n"
    "Date of Birth (mm/dd/yyyy)\n"
    "List A\nList B\nList C\nDocument Number\nIssuing Authority\nExpiration Date (if any) (mm/dd/yyyy)\n", "form_i9", "blank" },
  { "a mail that names a form",
    "Please fill in the SF-86, Questionnaire for National Security Positions, and send it to the office.\n", "form_sf86",
    "unknown" },
  { "a mail about another form", "The Wage and Tax Statement will come in January.\n", NULL, NULL },
  { "clinic note",
    "Chief Complaint: cough\nHistory of Present Illness: three days\nAssessment: mild cold\nPlan: rest\nMedications: none\n"
    "Allergies: pollen\nVital Signs: 120/80\nPatient name: Jane Doe\nDate of birth: 02/03/1980\nMRN: 4711\n", "form_medrec",
    "completed" },
  { "blank clinic note",
    "Chief Complaint\nHistory of Present Illness\nAssessment\nPlan\nMedications\nAllergies\nVital Signs\nMRN\n", "form_medrec", "blank" },
  { "clinic note in a table",
    "1. Chief Complaint\tcough\n2. History of Present Illness\tthree days\n3. Assessment\tMild cold\n"
    "4. Review of Systems\tNone\n5. Medications\tNone given\n6. Allergies\tPollen\n7. Vital Signs\t120/80\n", "form_medrec", "completed" },
  { "resume",
    "Curriculum vitae\nJane Roe\n\nEXPERIENCE\nSupply officer, 2009 to 2022, Springfield\n\nEDUCATION\nB.A. in history, 2004\n\n"
    "SKILLS\nInventory, planning, Spanish\n\nREFERENCES\nOn request\n", "form_resume", "completed" },
  { "blank claim whose labels follow one another",
    "HEALTH INSURANCE CLAIM FORM\nCMS-1500\nInsured's I.D. number\nPatient's name\nPatient's birth date\nAddress\n"
    "Insured's policy group\nDate of current illness\nName of referring provider\nFederal Tax I.D. number\n", "form_cms1500",
    "blank" },
  { "blank SF-312",
    "CLASSIFIED INFORMATION NONDISCLOSURE AGREEMENT\nAN AGREEMENT BETWEEN        AND THE UNITED STATES\nSTANDARD FORM 312\n"
    "Name:\nSocial Security Number:\nOrganization:\nDate:\nWitness:\nAcceptance:\n", "form_sf312", "blank" },
  { "blank evaluation", "SOURCE SELECTION INFORMATION - SEE FAR 2.101 AND 3.104\nOfferor A:\nOfferor B: ____\nStrengths:\n"
    "Weaknesses:\nPast performance:\n", "form_ssel", "blank" },
  { "blank form whose labels go on behind a slash",
    "Standard Form 86\nQUESTIONNAIRE FOR NATIONAL SECURITY POSITIONS\nName / Middle:\nName / Maiden:\nCountry / Region:\n"
    "State / Province:\nDate / Beginning:\nCity / Borough:\nStreet / Line:\nAddress / Military:\n", "form_sf86", "blank" },
  { "e-QIP file as text",
    "<SubmittedRequestInfo>\n<Name>SF86</Name>\n<IdentifyingInformation>\n<Last>Thistle</Last>\n<First>Thea</First>\n"
    "<EyeColor>Brown</EyeColor>\n<HairColor>Black</HairColor>\n<Phone>5550100</Phone>\n</IdentifyingInformation>\n",
    "form_eqip", "partial" },
  { "blank e-QIP file as text",
    "<SubmittedRequestInfo>\n<Name>SF86</Name>\n<IdentifyingInformation>\n<Last></Last>\n<First></First>\n<SSN></SSN>\n"
    "<EyeColor></EyeColor>\n<HairColor></HairColor>\n<Phone></Phone>\n</IdentifyingInformation>\n", "form_eqip", "blank" },
  { "sections of a questionnaire as data",
    "{\n \"Citizenship\":\n { \"type\": \"form\" },\n\"Financial\":\n {},\n\"Foreign\":\n {},\n\"Identification\":\n"
    " { \"ApplicantName\": \"Thea Thistle\", \"EyeColor\": \"Brown\", \"Hair\": \"Black\" },\n\"Legal\":\n {},\n\"Substance\":\n"
    " { \"Comment\": \"\", \"Residence\": \"Mill Lane\", \"Employment\": \"Example Inc\" }\n, \"form_type\": \"SF85\" }\n",
    "form_eqip", "partial" },
  { "questionnaire printed without its title",
    "Identifying Information\nLast name\tTHISTLE\nFirst name\tTHEA\nDate of birth\t02/03/1980\nEye color\tBrown\n\n"
    "Section 11 - Where You Have Lived\nStreet\t5 Mill Lane\nCity\tSpringfield\n\nEmployment Activities\n"
    "Employer\tExample Inc\n\nPolice Record\nDate\t\n\nForeign Travels\nCountry\tFrance\n\nCitizenship\n"
    "Passport number\tC01X00T47\n\nMilitaryHistory\nBranch\tNavy\n\nSection 26 - Financial Record\nAccount number\t4711\n\n"
    "Association Record\nName\t\n", "form_eqip", "completed" },
  { "blank questionnaire printed without its title",
    "Identifying Information\nLast name\t\nFirst name\t\nDate of birth\t\nEye color\t\n\nSection 11 - Where You Have Lived\n"
    "Street\nCity\n\nEmployment Activities\nEmployer\nSupervisor\n\nPolice Record\nDate\nOffense\n\nForeign Travels\n"
    "Country\nPurpose\n\nCitizenship\nPassport number\n\nMilitary History\nBranch\n\nSection 26 - Financial Record\n"
    "Account number\n\nAssociation Record\nName\n", "form_eqip", "blank" },
  { "labels of a long blank form that follow one another",
    "Questionnaire for National Security Positions\n" LABELS LABELS LABELS LABELS, "form_sf86", "blank" },
  { "long form with a few answers", "Questionnaire for National Security Positions\nLast name\nTHISTLE\nEmployer\nAcme Widgets\n"
    "Supervisor\nThea Thistle\n" LABELS LABELS LABELS LABELS, "form_sf86", "partial" },
  { "questions of a form under its title",
    "Questionnaire for National Security Positions\nProvide your full name\nHave you EVER used another name?\nYes\nNo\n"
    "Provide your date of birth\nEmployer\nAcme Widgets help\nProvide the name of your employer\nDo you have a supervisor?\n"
    "Supervisor\nNeed help with the supervisor?\nTell us the name of the person you report to.\nProvide the telephone number\n"
    "Have you EVER been fired?\nIf you are not sure of the date give us your best guess.\nSelect your branch\nBranch\n"
    "Navy Reserve\nList all arrests\nDescribe each\nHave you been charged?\nWere you convicted?\n", "form_sf86", "blank" },
  { "skills in prose", "Her skills and her education are good, references follow.\n", NULL, NULL },
  { "nothing", "", NULL, NULL },
};

static void
scan_forms (const MspText *text, const MspUnit *unit, GArray *candidates)
{
  g_autoptr (GArray) anchors = find_anchors (msp_span_new (text->text->str, text->text->len));

  msp_forms_scan (NULL, text, unit, anchors, candidates);
}

static GArray *
scan (const char *body, gsize len, const char *title)
{
  GArray *candidates = code_candidates_new ();
  MspUnit unit = { MSP_UNIT_ATTACHMENT, "2", title, 0 };
  g_autoptr (MspText) text = msp_text_new ();

  g_string_append_len (text->text, body, (gssize) len);
  msp_text_finish (text);
  scan_forms (text, &unit, candidates);
  return candidates;
}

Test (forms, identity_and_fill_state_are_told)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GArray) candidates = scan (texts[i].text, strlen (texts[i].text), NULL);
      const MspCandidate *form;

      if (texts[i].id == NULL)
        {
          cr_expect_eq (candidates->len, 0, "%s", texts[i].name);
          continue;
        }
      form = code_candidates_find (candidates, texts[i].id);
      cr_expect_not_null (form, "%s: no form", texts[i].name);
      if (form == NULL)
        continue;
      cr_expect_str_eq (form->label, texts[i].fill, "%s: %s", texts[i].name, form->reasons);
      cr_expect_eq (form->confidence >= 60, strcmp (texts[i].fill, "completed") == 0 || form->confidence >= 60, "%s",
                    form->reasons);
      cr_expect_eq (form->confidence < 40, strcmp (texts[i].fill, "blank") == 0 || strcmp (texts[i].fill, "unknown") == 0,
                    "%s: %d %s", texts[i].name, form->confidence, form->reasons);
      cr_expect_eq ((form->flags & MSP_FINDING_STANDS_ALONE) != 0, strcmp (texts[i].fill, "completed") == 0);
    }
}

Test (forms, questions_without_answers_are_a_blank_form)
{
  static const char questions[] =
    "Have you EVER been treated for depression?\nProvide the dates of treatment\nProvide the name of the doctor\n"
    "Provide the address of the doctor\nNeed help with the dates?\nIf you are not sure give us your best guess.\n"
    "Have you EVER been hospitalized? If you answer yes, explain.\nWas this voluntary?\nDescribe the condition\n"
    "Do you have another stay to report?\nHave you EVER been diagnosed with schizophrenia?\nSelect the condition\n"
    "Psychotic disorder\nSpecify\nProvide explanation\n";
  static const struct {
    const char *more;
    gboolean    blank;
  } rows[] = {
    { "", TRUE },
    { "Note: Keep a copy\n", TRUE },
    { "Have you had surgery? Yes\nDo you smoke? Yes\nDo you drink? No\nAre you pregnant? No\n", FALSE },
    { "Doctor: Thea Thistle\nFrom: May 2009\nTo: June 2010\nCity: Springfield\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *body = g_strconcat (questions, rows[i].more, NULL);
      g_autoptr (GArray) candidates = code_candidates_new ();
      g_autoptr (MspText) text = msp_text_new ();
      MspUnit unit = { MSP_UNIT_ATTACHMENT, "2", NULL, 0 };

      g_string_append (text->text, body);
      msp_text_finish (text);
      msp_forms_scan_questions (NULL, text, &unit, candidates);
      cr_expect_eq (candidates->len, rows[i].blank, "%s", rows[i].more);
    }
}

Test (forms, number_in_the_file_name_counts)
{
  const char *body =
    "Her Questionnaire for National Security Positions\nLast name: DOE\nFirst name: JANE\nDate of birth: 1980-02-03\n";
  g_autoptr (GArray) without = scan (body, strlen (body), NULL);
  g_autoptr (GArray) with = scan (body, strlen (body), "Doe SF86.txt");

  cr_expect_eq (without->len, 0);
  cr_expect_eq (with->len, 1);
}

Test (forms, validated_identifier_in_its_field_completes_the_form)
{
  const char *body =
    SF86_HEAD "Last name\nFirst name\nSocial Security Number: 123456780\nPassport number\nHeight\nWeight\nEye color\nCity\n"
                               "State\nCountry\nStreet\nTelephone\n";
  static const MspValidator validator = { "ssn", NULL, NULL };
  static const MspRule rule = { .id = (char *) "us_ssn", .category = MSP_CATEGORY_GOVID, .validator = &validator };
  g_autoptr (GArray) candidates = code_candidates_new ();
  gsize start = (gsize) (strstr (body, "123456780") - body);
  MspCandidate ssn = { .rule = &rule, .start = (guint32) start, .end = (guint32) start + 9, .confidence = 88 };
  MspUnit unit = { MSP_UNIT_ATTACHMENT, "2", NULL, 0 };
  g_autoptr (MspText) text = msp_text_new ();

  g_string_append (text->text, body);
  msp_text_finish (text);
  g_array_append_val (candidates, ssn);
  scan_forms (text, &unit, candidates);
  cr_assert_eq (candidates->len, 2);
  cr_expect_str_eq (g_array_index (candidates, MspCandidate, 1).label, "completed");
}

Test (forms, fields_of_a_file_tell_the_fill_state)
{
  static const struct {
    guint       filled;
    const char *fill;
  } rows[] = { { 0, "blank" }, { 2, "blank" }, { 8, "partial" }, { 25, "completed" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MspText) text = msp_text_new ();
      g_autoptr (GArray) candidates = code_candidates_new ();
      MspUnit unit = { MSP_UNIT_ATTACHMENT, "2", NULL, 0 };
      const MspCandidate *form;

      g_string_append (text->text, SF86_HEAD);
      for (guint n = 0; n < 30; n++)
        {
          gsize start = text->text->len;

          g_string_append_printf (text->text, "TextField11[%u]", n);
          msp_text_mark (text, MSP_MARK_FIELD_NAME, start, 0, 0);
          g_string_append_c (text->text, '\n');
          start = text->text->len;
          g_string_append (text->text, n < rows[i].filled ? "Springfield" : "");
          msp_text_mark (text, MSP_MARK_FIELD_VALUE, start, 0, 0);
          g_string_append_c (text->text, '\n');
        }
      msp_text_finish (text);
      scan_forms (text, &unit, candidates);
      form = code_candidates_find (candidates, "form_sf86");
      cr_assert_not_null (form);
      cr_expect_str_eq (form->label, rows[i].fill, "%u: %s", rows[i].filled, form->reasons);
    }
}

/* Whether some word found in text is known to be in the title of a form. */
static gboolean
is_searched_by (const char *text, guint form, guint title)
{
  g_autoptr (GArray) anchors = find_anchors (msp_span_from_string (text));
  gboolean found = FALSE;

  for (guint i = 0; i < anchors->len; i++)
    {
      const MspAnchor *anchor = &g_array_index (anchors, MspAnchor, i);
      guint n = 0;
      const MspFormTitle *titles = anchor->number >= MSP_ANCHOR_FORM
                                     ? msp_forms_get_titles (anchor->number - MSP_ANCHOR_FORM, &n) : NULL;

      for (guint t = 0; t < n; t++)
        found = found || (titles[t].form == form && titles[t].title == title);
    }
  return found;
}

Test (forms, every_title_is_found_by_the_quick_search)
{
  const MspFormInfo *table = msp_forms_get_table ();

  for (guint form = 0; table[form].id != NULL; form++)
    {
      guint missed = 0, n = 0;

      for (; table[form].titles[n] != NULL; n++)
        {
          g_autofree char *upper = g_ascii_strup (table[form].titles[n], -1);
          g_autofree char *text = g_strdup_printf ("Some words before the title: %s and behind it", upper);

          missed += !is_searched_by (text, form, n);
        }
      /* A form known by several headings needs one of them in the search. */
      cr_expect_leq (missed, table[form].least_titles > 1 ? n - 1 : 0, "%s", table[form].id);
    }
}

Test (forms, words_are_found_at_every_offset)
{
  for (guint before = 0; before < 50; before++)
    {
      g_autofree char *text = g_strdup_printf ("%*sQuestionnaire", (int) before, "");
      g_autoptr (GArray) anchors = find_anchors (msp_span_from_string (text));
      const MspAnchor *anchor = (const MspAnchor *) anchors->data;

      cr_assert_eq (anchors->len, 1, "%u", before);
      cr_expect_eq (anchor->start, before, "%u", before);
      cr_expect_str_eq (msp_forms_get_word (anchor->number - MSP_ANCHOR_FORM), "questionnaire");
    }
}

Test (forms, phrases_match_across_line_breaks)
{
  gsize start, end;

  cr_expect (msp_phrase_find (MSP_SPAN_LITERAL ("the WAGE  and\nTax statement"), 0, "wage and tax statement", &start, &end));
  cr_expect_eq (start, 4);
  cr_expect_eq (end, 27);
  cr_expect_not (msp_phrase_find (MSP_SPAN_LITERAL ("wagers"), 0, "wage", &start, &end));
  cr_expect (msp_phrase_match_before (MSP_SPAN_LITERAL ("a\tb c"), 5, "a b c", 5, &start));
  cr_expect_eq (start, 0);
}

Test (forms, damaged_texts_are_safe)
{
  guint32 seed = 3;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize len = 0; len <= strlen (texts[i].text); len += 3)
      {
        g_autofree char *copy = g_memdup2 (texts[i].text, len);
        g_autoptr (GArray) cut = scan (copy, len, "SF 86");

        for (guint n = 0; n < len / 8; n++)
          {
            gsize a = (seed = seed * 1103515245 + 12345) % len, b = (seed = seed * 1103515245 + 12345) % len;
            char byte = copy[a];

            copy[a] = copy[b];
            copy[b] = byte;
          }
        g_autoptr (GArray) shuffled = scan (copy, len, NULL);
        for (guint n = 0; n < cut->len; n++)
          cr_expect_leq (g_array_index (cut, MspCandidate, n).end, len);
      }
}
