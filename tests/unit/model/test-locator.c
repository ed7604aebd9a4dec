/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/locator.h"

#include <criterion/criterion.h>

Test (locator, prints_and_parses_back)
{
  g_autoptr (GString) locator = g_string_new (NULL);

  msp_locator_append_file (locator, "case/odd !@#%+\n\xff\xc3\xa9.zip");
  msp_locator_append_entry (locator, "jane/inbox.mbox");
  msp_locator_append_message (locator, 48213);
  msp_locator_append_section (locator, "2.1");
  msp_locator_append_entry (locator, "contract.docx");
  msp_locator_append_text (locator, 120);
  cr_assert_str_eq (locator->str, "case/odd %21%40%23%25%2B%0A%FF\xc3\xa9.zip!/jane/inbox.mbox@48213#2.1!/contract.docx+120");

  g_autoptr (GPtrArray) steps = msp_locator_parse (locator->str, NULL);
  static const MspStepKind kinds[] = { MSP_STEP_FILE, MSP_STEP_ENTRY, MSP_STEP_MESSAGE, MSP_STEP_SECTION, MSP_STEP_ENTRY,
                                       MSP_STEP_TEXT };
  cr_assert_not_null (steps);
  cr_assert_eq (steps->len, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < steps->len; i++)
    cr_expect_eq (((MspStep *) steps->pdata[i])->kind, kinds[i]);
  cr_expect_str_eq (((MspStep *) steps->pdata[0])->name, "case/odd !@#%+\n\xff\xc3\xa9.zip");
  cr_expect_eq (((MspStep *) steps->pdata[2])->offset, 48213);
  cr_expect_str_eq (((MspStep *) steps->pdata[3])->name, "2.1");
}

Test (locator, place_inside_a_part)
{
  g_autoptr (GString) locator = g_string_new ("a.mbox@5");

  msp_locator_append_place (locator, "2!/odd%20name.zip!/b.eml#1.2");
  msp_locator_append_text (locator, 7);
  cr_expect_str_eq (locator->str, "a.mbox@5#2!/odd%20name.zip!/b.eml#1.2+7");
  g_autoptr (GPtrArray) steps = msp_locator_parse (locator->str, NULL);
  cr_assert_not_null (steps);
  cr_expect_eq (steps->len, 7);
  g_autofree char *place = msp_locator_dup_place (locator->str), *none = msp_locator_dup_place ("a.mbox@5");
  cr_expect_str_eq (place, "2!/odd%20name.zip!/b.eml#1.2");
  cr_expect_null (none);
}

Test (locator, refuses_what_is_none)
{
  static const char *const bad[] = { "", "@3", "a@", "a@x", "a@99999999999999999999999", "a!b", "a%", "a%2", "a%GG", "a%00", "a#",
                                     "a+-1" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) steps = msp_locator_parse (bad[i], &error);

      cr_expect_null (steps, "%s", bad[i]);
      cr_expect_not_null (error, "%s", bad[i]);
    }
}
