/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "score/score.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define MOST_TYPES 6

typedef struct {
  const char *detector;
  MspCategory category;
  guint       sensitivity, confidence;
  guint       distinct;     /* findings of different value; 0: one */
  MspLink     link;
  guint32     flags;
} Type;

typedef struct {
  const char *name;
  guint       persons;
  guint64     bytes, unread;
  Type        types[MOST_TYPES];
  guint       score, score_max;
  MspSeverity severity;
  int         risks[MSP_N_CATEGORIES];   /* in %, 0: not checked */
} Example;

#define P MSP_LINK_PERSON
#define ALONE MSP_FINDING_STANDS_ALONE
#define FORM (MSP_FINDING_FORM | MSP_FINDING_STANDS_ALONE)
#define SET MSP_FINDING_MARKED_SET

/* The worked examples of the specification. */
static const Example examples[] = {
  { "completed SF-86", 8, 0, 0,
    { { "form_sf86", MSP_CATEGORY_CLEARANCE, 97, 97, 1, P, FORM }, { "us_ssn", MSP_CATEGORY_GOVID, 90, 97, 1, P },
      { "us_passport", MSP_CATEGORY_GOVID, 80, 85, 1, P }, { "health_member", MSP_CATEGORY_HEALTH, 55, 85, 1, P },
      { "hcpcs_cpt", MSP_CATEGORY_HEALTH, 25, 75, 1, P }, { "dob", MSP_CATEGORY_FAMILY, 35, 90, 8, P } },
    100, 100, MSP_SEVERITY_CRITICAL,
    { [MSP_CATEGORY_CLEARANCE] = 94, [MSP_CATEGORY_GOVID] = 92, [MSP_CATEGORY_HEALTH] = 52, [MSP_CATEGORY_FAMILY] = 43 } },
  { "blank SF-86", 0, 0, 0, { { "form_sf86", MSP_CATEGORY_CLEARANCE, 97, 20, 1, MSP_LINK_NONE, MSP_FINDING_FORM } }, 0, 0,
    MSP_SEVERITY_NONE },
  { "spreadsheet of 412 rows", 412, 0, 0,
    { { "us_ssn", MSP_CATEGORY_GOVID, 90, 97, 412, P }, { "dob", MSP_CATEGORY_FAMILY, 35, 90, 412, P } },
    100, 100, MSP_SEVERITY_CRITICAL, { [MSP_CATEGORY_GOVID] = 98, [MSP_CATEGORY_FAMILY] = 54 } },
  { "one labelled SSN", 1, 0, 0, { { "us_ssn", MSP_CATEGORY_GOVID, 90, 97, 1, P } }, 87, 87, MSP_SEVERITY_HIGH,
    { [MSP_CATEGORY_GOVID] = 87 } },
  { "nine digits", 0, 0, 0, { { "us_ssn", MSP_CATEGORY_GOVID, 90, 45 } }, 22, 22, MSP_SEVERITY_LOW,
    { [MSP_CATEGORY_GOVID] = 22 } },
  { "one card and name", 1, 0, 0, { { "pan_card", MSP_CATEGORY_FIN, 80, 97, 1, P } }, 78, 78, MSP_SEVERITY_HIGH,
    { [MSP_CATEGORY_FIN] = 78 } },
  { "top secret marked set", 0, 0, 0,
    { { "cm_banner", MSP_CATEGORY_CLASSMARK, 97, 99, 1, MSP_LINK_NONE, SET }, { "cm_sci", MSP_CATEGORY_CLASSMARK, 98, 95 },
      { "cm_portion", MSP_CATEGORY_CLASSMARK, 95, 90 }, { "cm_cab", MSP_CATEGORY_CLASSMARK, 97, 97 } },
    99, 99, MSP_SEVERITY_CRITICAL, { [MSP_CATEGORY_CLASSMARK] = 99 } },
  { "secret banner line only", 0, 0, 0, { { "cm_banner", MSP_CATEGORY_CLASSMARK, 97, 80 } }, 78, 78, MSP_SEVERITY_HIGH,
    { [MSP_CATEGORY_CLASSMARK] = 78 } },
  { "prose", 0, 0, 0, { { NULL } }, 0, 0, MSP_SEVERITY_NONE },
  { "CUI banner", 0, 0, 0, { { "cui_banner", MSP_CATEGORY_CUI, 50, 96 } }, 48, 48, MSP_SEVERITY_MODERATE,
    { [MSP_CATEGORY_CUI] = 48 } },
  { "FOUO in a signature", 0, 0, 0, { { "cui_legacy", MSP_CATEGORY_CUI, 35, 30, 1, MSP_LINK_NONE, MSP_FINDING_FOOTER } }, 0, 0,
    MSP_SEVERITY_NONE },
  { "source selection", 0, 0, 0,
    { { "acq_ssi", MSP_CATEGORY_ACQ, 75, 97 }, { "form_ssel", MSP_CATEGORY_ACQ, 80, 80, 1, MSP_LINK_NONE, MSP_FINDING_FORM } },
    81, 81, MSP_SEVERITY_HIGH, { [MSP_CATEGORY_ACQ] = 81 } },
  { "private key", 0, 0, 0, { { "pem_private", MSP_CATEGORY_CRED, 95, 99 } }, 94, 94, MSP_SEVERITY_CRITICAL,
    { [MSP_CATEGORY_CRED] = 94 } },
  { "password", 0, 0, 0, { { "password_phrase", MSP_CATEGORY_CRED, 75, 85 } }, 64, 64, MSP_SEVERITY_MODERATE,
    { [MSP_CATEGORY_CRED] = 64 } },
  { "diagnosis and record number", 1, 0, 0,
    { { "health_dx", MSP_CATEGORY_HEALTH, 75, 85, 1, P }, { "health_mrn", MSP_CATEGORY_HEALTH, 60, 88, 1, P } },
    73, 73, MSP_SEVERITY_HIGH, { [MSP_CATEGORY_HEALTH] = 73 } },
  { "travel order", 1, 0, 0,
    { { "us_ssn", MSP_CATEGORY_GOVID, 90, 97, 1, P }, { "form_dd1610", MSP_CATEGORY_TRAVEL, 60, 80, 1, P, FORM },
      { "flight_itin", MSP_CATEGORY_TRAVEL, 30, 85, 2 } },
    92, 92, MSP_SEVERITY_CRITICAL, { [MSP_CATEGORY_GOVID] = 87, [MSP_CATEGORY_TRAVEL] = 55 } },
  { "address list of 5000", 5000, 0, 0, { { "dir_dump", MSP_CATEGORY_CONTACT, 25, 95, 5000, P } }, 49, 49, MSP_SEVERITY_MODERATE,
    { [MSP_CATEGORY_CONTACT] = 41 } },
  { "ordinary signature", 1, 0, 0,
    { { "phone_nanp", MSP_CATEGORY_CONTACT, 6, 70, 1, P, MSP_FINDING_SIGNATURE },
      { "email_addr", MSP_CATEGORY_CONTACT, 3, 95, 1, P, MSP_FINDING_SIGNATURE } },
    6, 6, MSP_SEVERITY_INFO, { [MSP_CATEGORY_CONTACT] = 6 } },
  { "encrypted archive", 0, 1000, 1000, { { NULL } }, 0, 15, MSP_SEVERITY_NONE },
  { "resume", 1, 0, 0,
    { { "clr_level", MSP_CATEGORY_CLEARANCE, 35, 80, 1, P }, { "pers_resume", MSP_CATEGORY_PERSONNEL, 25, 80, 1, P },
      { "addr_us", MSP_CATEGORY_CONTACT, 18, 70, 1, P }, { "phone_nanp", MSP_CATEGORY_CONTACT, 6, 90, 1, P },
      { "email_addr", MSP_CATEGORY_CONTACT, 3, 95, 1, P } },
    41, 41, MSP_SEVERITY_MODERATE, { [MSP_CATEGORY_CLEARANCE] = 28, [MSP_CATEGORY_PERSONNEL] = 20,
                                     [MSP_CATEGORY_CONTACT] = 16 } },

  /* Floors and caps. */
  { "secret marked set", 0, 0, 0, { { "cm_banner", MSP_CATEGORY_CLASSMARK, 90, 95, 1, MSP_LINK_NONE, SET } }, 90, 90,
    MSP_SEVERITY_CRITICAL },
  { "confidential marked set", 0, 0, 0, { { "cm_nato", MSP_CATEGORY_CLASSMARK, 85, 95, 1, MSP_LINK_NONE, SET } }, 85, 85,
    MSP_SEVERITY_HIGH },
  { "track data", 0, 0, 0, { { "pan_track", MSP_CATEGORY_FIN, 98, 97 } }, 80, 80, MSP_SEVERITY_HIGH },
  { "card with code", 0, 0, 0, { { "pan_card", MSP_CATEGORY_FIN, 80, 60 }, { "pan_cvv", MSP_CATEGORY_FIN, 60, 85 } }, 80, 80,
    MSP_SEVERITY_HIGH },
  { "cloud key pair", 0, 0, 0, { { "aws_akid", MSP_CATEGORY_CRED, 45, 90 }, { "aws_secret", MSP_CATEGORY_CRED, 90, 65 } }, 85, 85,
    MSP_SEVERITY_HIGH },
  { "encrypted private key", 0, 0, 0, { { "pem_private", MSP_CATEGORY_CRED, 55, 80, 1, MSP_LINK_NONE, MSP_FINDING_PROTECTED } },
    44, 44,
    MSP_SEVERITY_MODERATE },
  { "card of a minor", 1, 0, 0, { { "us_ssn", MSP_CATEGORY_GOVID, 80, 85, 1, P, MSP_FINDING_MINOR } }, 75, 75,
    MSP_SEVERITY_HIGH },
  { "public identifiers", 0, 0, 0, { { "us_npi", MSP_CATEGORY_HEALTH, 20, 92, 1, P, MSP_FINDING_PUBLIC } }, 15, 15,
    MSP_SEVERITY_INFO },
  { "public and secret", 0, 0, 0,
    { { "us_npi", MSP_CATEGORY_HEALTH, 20, 92, 1, P, MSP_FINDING_PUBLIC }, { "us_ssn", MSP_CATEGORY_GOVID, 90, 97, 1, P } },
    89, 89, MSP_SEVERITY_HIGH },
  { "footers", 0, 0, 0, { { "itar_legend", MSP_CATEGORY_EXPORT, 65, 85, 1, MSP_LINK_NONE, MSP_FINDING_FOOTER } }, 15, 15,
    MSP_SEVERITY_INFO },
  { "only test values", 0, 0, 0, { { "pan_card", MSP_CATEGORY_FIN, 80, 97, 1, P, MSP_FINDING_TEST } }, 5, 5, MSP_SEVERITY_INFO },
  { "test value beside a phone", 0, 0, 0,
    { { "pan_card", MSP_CATEGORY_FIN, 80, 97, 1, P, MSP_FINDING_TEST }, { "phone_nanp", MSP_CATEGORY_CONTACT, 6, 90, 1, P } },
    5, 5, MSP_SEVERITY_INFO },
  { "half of the message unread", 1, 1000, 500, { { "us_ssn", MSP_CATEGORY_GOVID, 90, 97, 1, P } }, 87, 95, MSP_SEVERITY_HIGH },
  { "account", 0, 0, 0, { { "us_ssn", MSP_CATEGORY_GOVID, 90, 97, 1, MSP_LINK_ACCOUNT } }, 65, 65, MSP_SEVERITY_MODERATE },
  { "machine-readable zone", 0, 0, 0, { { "mrz_td3", MSP_CATEGORY_GOVID, 90, 98, 1, MSP_LINK_NONE, ALONE } }, 88, 88,
    MSP_SEVERITY_HIGH },
};

/* Values and persons are numbered so that each is another. */
static GArray *
make_findings (const Type *types)
{
  GArray *findings = g_array_new (FALSE, TRUE, sizeof (MspFinding));

  for (int i = 0; i < MOST_TYPES && types[i].detector != NULL; i++)
    for (guint32 n = 0; n < MAX (types[i].distinct, 1); n++)
      {
        MspFinding finding = { .section = "1", .detector = types[i].detector, .category = types[i].category,
                               .link = types[i].link,
                               .sensitivity = (guint8) types[i].sensitivity, .confidence = (guint8) types[i].confidence,
                               .flags = types[i].flags, .masked = "", .reasons = "", .occurrences = 1, .distinct = 1 };
        guint32 number = n + 1;

        memcpy (finding.value_key, &number, sizeof number);
        if (types[i].link == MSP_LINK_PERSON)
          memcpy (finding.person_key, &number, sizeof number);
        g_array_append_val (findings, finding);
      }
  return findings;
}

static void
check_example (const Example *example)
{
  g_autoptr (GArray) findings = make_findings (example->types);
  MspScoreInput input = { (const MspFinding *) (gpointer) findings->data, findings->len, example->persons, example->bytes,
                          example->unread,
                          FALSE, FALSE };
  g_auto (MspScore) score = { 0 };

  msp_score_message (&input, &score);
  cr_expect_eq (score.score, example->score, "%s: score %u (%s)", example->name, score.score, score.reasons);
  cr_expect_eq (score.score_max, example->score_max, "%s: score_max %u", example->name, score.score_max);
  cr_expect_eq (score.severity, example->severity, "%s: severity %d", example->name, score.severity);
  for (int i = 0; i < MSP_N_CATEGORIES; i++)
    if (example->risks[i] != 0)
      cr_expect_eq ((int) rint (100.0 * score.category_risk[i]), example->risks[i], "%s: category %d is %f", example->name, i,
                    score.category_risk[i]);
}

Test (score, examples_give_their_integers)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    check_example (&examples[i]);
}

Test (score, five_hundred_persons_raise_the_floor)
{
  const Example few = { "499 persons", 499, 0, 0, { { "dob", MSP_CATEGORY_FAMILY, 35, 90, 499, P } }, 63, 63,
                        MSP_SEVERITY_MODERATE };
  const Example many = { "500 persons", 500, 0, 0, { { "dob", MSP_CATEGORY_FAMILY, 35, 90, 500, P } }, 95, 95,
                         MSP_SEVERITY_CRITICAL };
  const Example nameless = { "600 numbers", 0, 0, 0, { { "us_ssn", MSP_CATEGORY_GOVID, 90, 97, 600 } }, 95, 95,
                             MSP_SEVERITY_CRITICAL };

  check_example (&few);
  check_example (&many);
  check_example (&nameless);
}

Test (score, equal_values_of_one_detector_are_one_type)
{
  const Type type = { "us_ssn", MSP_CATEGORY_GOVID, 90, 45, 1, MSP_LINK_NONE };
  Type types[MOST_TYPES] = { type };
  g_autoptr (GArray) findings = make_findings (types);
  MspFinding again = g_array_index (findings, MspFinding, 0);
  MspScoreInput input = { 0 };
  g_auto (MspScore) score = { 0 };

  again.confidence = 97;
  again.link = MSP_LINK_PERSON;
  g_array_append_val (findings, again);
  input = (MspScoreInput) { (const MspFinding *) (gpointer) findings->data, findings->len, 1, 0, 0, FALSE, FALSE };
  msp_score_message (&input, &score);
  cr_expect_eq (score.score, 87, "%u", score.score);
}

Test (score, order_of_findings_does_not_matter)
{
  const Example *resume = NULL;
  g_autoptr (GArray) findings = NULL;
  g_autoptr (GArray) backwards = g_array_new (FALSE, FALSE, sizeof (MspFinding));
  g_auto (MspScore) first = { 0 }, second = { 0 };
  MspScoreInput input = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    if (strcmp (examples[i].name, "resume") == 0)
      resume = &examples[i];
  findings = make_findings (resume->types);
  for (guint i = findings->len; i-- > 0;)
    g_array_append_val (backwards, g_array_index (findings, MspFinding, i));
  input = (MspScoreInput) { (const MspFinding *) (gpointer) findings->data, findings->len, 1, 0, 0, FALSE, FALSE };
  msp_score_message (&input, &first);
  input.findings = (const MspFinding *) (gpointer) backwards->data;
  msp_score_message (&input, &second);
  cr_expect_eq (first.score, second.score);
  cr_expect_str_eq (first.reasons, second.reasons);
}

Test (score, reasons_name_floors_and_caps)
{
  static const struct {
    const char *example, *reasons;
  } rows[] = {
    { "card with code", "fin 38 %; floor F4 card number with security code 80" },
    { "public identifiers", "health 18 %; cap C3 only public identifiers 15" },
    { "address list of 5000", "contact 41 %; bulk 5000 persons +8" },
    { "encrypted archive", "unread content up to +15" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize n = 0; n < G_N_ELEMENTS (examples); n++)
      if (strcmp (examples[n].name, rows[i].example) == 0)
        {
          g_autoptr (GArray) findings = make_findings (examples[n].types);
          MspScoreInput input = { (const MspFinding *) (gpointer) findings->data, findings->len, examples[n].persons,
                                  examples[n].bytes,
                                  examples[n].unread, FALSE, FALSE };
          g_auto (MspScore) score = { 0 };

          msp_score_message (&input, &score);
          cr_expect_str_eq (score.reasons, rows[i].reasons, "%s", score.reasons);
        }
}

Test (score, encrypted_bodies_and_unreadable_forms_open_an_interval)
{
  static const struct {
    guint64  bytes, unread;
    gboolean body, form;
    guint    most;
  } rows[] = {
    { 100, 0, TRUE, FALSE, 5 }, { 100, 0, FALSE, TRUE, 15 }, { 100, 20, FALSE, FALSE, 3 }, { 100, 20, TRUE, FALSE, 8 },
    { 0, 0, FALSE, FALSE, 0 },
    { 10, G_MAXUINT64, FALSE, FALSE, 15 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspScoreInput input = { NULL, 0, 0, rows[i].bytes, rows[i].unread, rows[i].body, rows[i].form };
      g_auto (MspScore) score = { 0 };

      msp_score_message (&input, &score);
      cr_expect_eq (score.score, 0);
      cr_expect_eq (score.score_max, rows[i].most, "row %zu: %u", i, score.score_max);
    }
}

Test (score, rollup_gives_the_checked_values)
{
  static const struct {
    MspRollup rollup;
    guint     score;
  } rows[] = {
    { { 99, 3, 40 }, 100 }, { { 45, 0, 3 }, 46 }, { { 62, 0, 20 }, 64 }, { { 0, 0, 0 }, 0 }, { { 0, 0, 1000 }, 0 },
    { { 100, G_MAXUINT64, G_MAXUINT64 }, 100 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_score_rollup (&rows[i].rollup), rows[i].score, "row %zu: %u", i, msp_score_rollup (&rows[i].rollup));
}
