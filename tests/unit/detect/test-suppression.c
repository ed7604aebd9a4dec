/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pack.h"

#include <criterion/criterion.h>

TestSuite (suppression, .init = pack_setup, .fini = pack_teardown);

#define TITLE "Standard Form 86\nQUESTIONNAIRE FOR NATIONAL SECURITY POSITIONS\nOMB No. 3206-0005\n"
#define BLANK TITLE "Last name:\nFirst name:\nDate of birth:\nPlace of birth:\nSocial Security Number:\nPassport number:\n" \
  "Have you EVER been diagnosed with schizophrenia?\nList your dependent children on the SF-86.\n"
#define FILLED TITLE "Last name: THISTLE\nFirst name: THEA\nDate of birth: 02/03/1980\nPlace of birth: Springfield\n" \
  "Social Security Number: 536-90-4399\nPassport number: C01X00T47\n"
#define SICK "She was diagnosed with schizophrenia and depression last spring.\n"

/* Finds in a message of up to two texts. */
static const MspDetectResult *
detect (const char *first, const char *second)
{
  const char *const texts[] = { first, second };
  MspDetectMessage message = { .from = "Jane Roe <jane.roe@mail.example>", .to = "sam@mail.example", .date = 1675418400 };

  msp_detector_begin (pack_detector, &message);
  for (guint i = 0; i < G_N_ELEMENTS (texts) && texts[i] != NULL; i++)
    {
      const MspUnit unit = { i == 0 ? MSP_UNIT_BODY : MSP_UNIT_ATTACHMENT, i == 0 ? "1" : "2", NULL, 0 };
      g_autoptr (MspText) text = msp_text_new ();

      g_string_append (text->text, texts[i]);
      msp_text_finish (text);
      msp_detector_scan (pack_detector, &unit, text);
    }
  return msp_detector_finish (pack_detector);
}

static guint
count_category (const MspDetectResult *result, MspCategory category)
{
  guint n = 0;

  for (gsize i = 0; i < result->n_findings; i++)
    n += result->findings[i].category == category;
  return n;
}

Test (suppression, what_a_blank_form_asks_about_is_no_finding)
{
  static const struct {
    const char *name, *first, *second;
    gboolean    health;       /* words of sickness are reported */
  } rows[] = {
    { "words alone", SICK, NULL, TRUE },
    { "blank form", BLANK, NULL, FALSE },
    { "blank form twice", BLANK, BLANK, FALSE },
    { "blank form attached to a text about somebody", SICK, BLANK, TRUE },
    { "questions beside a form that is filled in", FILLED "Have you EVER been diagnosed with schizophrenia?\n", NULL, TRUE },
    { "blank form beside one that is filled in", BLANK, FILLED, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (count_category (detect (rows[i].first, rows[i].second), MSP_CATEGORY_HEALTH) > 0, rows[i].health, "%s",
                  rows[i].name);
}

Test (suppression, name_of_a_blank_form_says_nothing_of_a_clearance)
{
  cr_expect_eq (count_category (detect (BLANK, NULL), MSP_CATEGORY_CLEARANCE), 0);
  cr_expect (pack_finds (detect ("His SF-86 was adjudicated, clearance granted.\n", NULL), "clr_level"));
  cr_expect (pack_finds (detect (FILLED, NULL), "form_sf86"));
}

Test (suppression, what_was_left_out_is_counted)
{
  guint blank = detect (BLANK, NULL)->suppressed, plain = detect ("Good morning.\n", NULL)->suppressed;

  cr_expect_gt (blank, plain);
  cr_expect_eq (plain, 0);
}

Test (suppression, validated_values_stand_beside_a_blank_form)
{
  static const char note[] = "Her number is SSN 536-90-4399, the blank form is attached.\n";

  cr_expect (pack_finds (detect (note, BLANK), "us_ssn"));
  cr_expect_eq (count_category (detect (note, BLANK), MSP_CATEGORY_HEALTH), 0);
}

Test (suppression, rules_that_need_others_wait_for_them)
{
  cr_expect_not (pack_finds (detect ("PIN: 4821\n", NULL), "fin_pin"));
  cr_expect (pack_finds (detect ("PIN: 4821\n", "The PIN of my credit card came today.\n"), "fin_pin"));
}
