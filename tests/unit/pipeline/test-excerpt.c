/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/excerpt.h"

#include <criterion/criterion.h>

static const char text[] = "The number of J\xc3\xbcrgen is 536-90-4399 and his card is 4000 1234,\nroom 12.";

static const MspFinding findings[] = {
  { .section = "1", .start = 25, .end = 36, .category = MSP_CATEGORY_GOVID, .masked = "***-**-4399" },
  { .section = "1", .start = 53, .end = 62, .category = MSP_CATEGORY_FIN, .masked = "**** 1234" },
  { .section = "2", .start = 0, .end = 20, .category = MSP_CATEGORY_FIN, .masked = "elsewhere" },
  { .section = "1", .start = 4, .end = 10, .category = MSP_CATEGORY_CLASSMARK, .masked = "S//NF" },
};

Test (excerpt, values_are_masked_and_other_digits_hidden)
{
  g_autofree char *excerpt = msp_excerpt_dup (text, sizeof text - 1, findings, 3, 0);

  cr_expect_str_eq (excerpt, "The number of J\xc3\xbcrgen is [***-**-4399] and his card is [**** 1234], room ##.");
}

Test (excerpt, marked_text_is_never_quoted)
{
  g_autofree char *excerpt = msp_excerpt_dup (text, sizeof text - 1, findings, 4, 3);

  cr_expect_str_eq (excerpt, "S//NF");
}

Test (excerpt, place_behind_the_text_shows_only_the_mask)
{
  g_autofree char *excerpt = msp_excerpt_dup (text, 30, findings, 3, 0);

  cr_expect_str_eq (excerpt, "***-**-4399");
}

Test (excerpt, raw_shows_values_but_no_secret)
{
  static const MspFinding secret[] = {
    { .section = "1", .start = 25, .end = 36, .category = MSP_CATEGORY_GOVID, .masked = "***-**-4399" },
    { .section = "1", .start = 53, .end = 62, .category = MSP_CATEGORY_CRED, .masked = "[password]" },
    { .section = "1", .start = 4, .end = 10, .category = MSP_CATEGORY_CLASSMARK, .masked = "S//NF" },
  };
  g_autofree char *plain = msp_excerpt_dup_raw (text, sizeof text - 1, secret, 2, 0);
  g_autofree char *marked = msp_excerpt_dup_raw (text, sizeof text - 1, secret, 3, 2);

  cr_expect_str_eq (plain, "The number of J\xc3\xbcrgen is 536-90-4399 and his card is [[password]], room 12.");
  cr_expect_str_eq (marked, "S//NF");
  cr_expect (msp_excerpt_may_reveal (&secret[0]) && !msp_excerpt_may_reveal (&secret[1]) && !msp_excerpt_may_reveal (&secret[2]));
}
