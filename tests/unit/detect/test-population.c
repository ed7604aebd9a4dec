/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <math.h>

#include "detect/mask.h"
#include "detect/population.h"

Test (population, tail_is_that_of_the_binomial)
{
  static const struct {
    guint  tried, passed;
    double noise, tail;    /* by exact summation */
  } rows[] = { { 10, 5, 0.5, 0.623046875 }, { 10, 10, 0.1, 1e-10 }, { 20, 1, 0.1, 0.878423345 }, { 8, 0, 0.3, 1 },
               { 100, 3, 0.01, 0.079373204 }, { 200, 8, 0.038, 0.491646904 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_lt (fabs (msp_population_tail (rows[i].tried, rows[i].passed, rows[i].noise) - rows[i].tail),
                  1e-5 + rows[i].tail * 1e-6, "row %zu: %g", i,
                  msp_population_tail (rows[i].tried, rows[i].passed, rows[i].noise));
}

Test (population, chance_is_silenced_and_a_typed_column_confirmed)
{
  cr_expect_eq (msp_population_judge (7, 7, 0.05), MSP_POPULATION_SILENT);
  cr_expect_eq (msp_population_judge (200, 8, 0.038), MSP_POPULATION_CHANCE);
  cr_expect_eq (msp_population_judge (200, 200, 0.092), MSP_POPULATION_TYPED);
  cr_expect_eq (msp_population_judge (200, 100, 0.092), MSP_POPULATION_SILENT);
  cr_expect_eq (msp_population_judge (1000, 900, 0.889), MSP_POPULATION_CHANCE);
  cr_expect_eq (msp_population_judge (4000000, 4000000, 0.1), MSP_POPULATION_TYPED);
}

Test (population, counts_are_kept_by_rule_and_column)
{
  MspPopulation population;

  msp_population_init (&population);
  for (guint i = 0; i < 5000; i++)
    msp_population_count (&population, i % 7, i % 100, i, i % 2 == 0);
  cr_expect_null (msp_population_get (&population, 8, 1));
  cr_expect_eq (msp_population_get (&population, 3, 3)->tried, 8);
  msp_population_reset (&population);
  cr_expect_null (msp_population_get (&population, 3, 3));
  msp_population_clear (&population);
}

Test (population, value_that_is_repeated_counts_once)
{
  MspPopulation population;

  msp_population_init (&population);
  for (guint i = 0; i < 100; i++)
    msp_population_count (&population, 1, i % 2, i % 10, TRUE);
  cr_expect_eq (msp_population_get (&population, 1, 0)->tried, 5);
  cr_expect_eq (msp_population_get (&population, 1, 1)->passed, 5);
  msp_population_clear (&population);
}

Test (population, check_that_most_pass_is_doubted_only_when_some_fail)
{
  cr_expect_eq (msp_population_judge (10, 10, 0.889), MSP_POPULATION_SILENT);
  cr_expect_eq (msp_population_judge (400, 400, 0.889), MSP_POPULATION_SILENT);
  cr_expect_eq (msp_population_judge (40, 36, 0.889), MSP_POPULATION_CHANCE);
}

Test (mask, shows_no_more_than_agreed)
{
  static const struct {
    MspMask     mask;
    const char *value, *masked;
  } rows[] = {
    { MSP_MASK_LAST4, "536-90-4399", "***-**-4399" }, { MSP_MASK_LAST4, "1234", "***" }, { MSP_MASK_FIRST1, "Jane Roe", "J***" },
    { MSP_MASK_FIRST4_LAST4, "4111 1111 1111 1111", "4111 **** **** 1111" }, { MSP_MASK_FIRST4_LAST4, "123456789", "*****6789" },
    { MSP_MASK_EMAIL, "jane@corp.example", "j***@corp.example" }, { MSP_MASK_LABEL, "hunter2", "[password, 7]" },
    { MSP_MASK_PLACE, "12 Quarry Street, Fairfax, VA 22030", "[password, 35, US-VA]" }, { MSP_MASK_PLACE, "12 Quarry", "[password, 9]" },
    { MSP_MASK_NONE, "two\nlines", "two lines" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GString) out = g_string_new (NULL);

      msp_mask_append (out, rows[i].mask, msp_span_from_string (rows[i].value), "password");
      cr_expect_str_eq (out->str, rows[i].masked);
    }
}

Test (mask, normal_form_is_the_same_however_written)
{
  static const struct {
    MspNormal   normal;
    const char *value, *result;
  } rows[] = {
    { MSP_NORMAL_DIGITS, "536-90 4399", "536904399" }, { MSP_NORMAL_ALNUM, "gb82 west-12", "GB82WEST12" },
    { MSP_NORMAL_LOWER, "Two \n Words", "two words" }, { MSP_NORMAL_TEXT, "Two \n Words", "Two Words" },
    { MSP_NORMAL_ADDRESS, "Jane+list@Corp.example", "jane@corp.example" },
    { MSP_NORMAL_ADDRESS, "a@b+c.example", "a@b+c.example" },
  };
  g_autoptr(GString) out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      msp_normal_assign (out, rows[i].normal, msp_span_from_string (rows[i].value));
      cr_expect_str_eq (out->str, rows[i].result);
    }
}
