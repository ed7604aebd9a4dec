/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/boxes-read.h"
#include "pack.h"

#include <criterion/criterion.h>
#include <string.h>

TestSuite (boxes, .init = pack_setup, .fini = pack_teardown);

/* number: NULL if none is read behind the label, which ends at the bar. */
static const struct {
  const char *text, *number;
} rows[] = {
  { "SSN|\t536\t90\t4399", "536-90-4399" },
  { "SSN|  536  90  4399", "536-90-4399" },
  { "SSN|: 536\n90\n4399\n", "536-90-4399" },
  { "Social Security Number|\nFirst three: 536\nNext two: 90\nLast four: 4399\n", "536-90-4399" },
  { "ssn|\": {\n  \"first\": \"536\",\n  \"middle\": \"90\",\n  \"last\": \"4399\",\n", "536-90-4399" },
  { "SSN|><FirstThree>536</FirstThree>\n<NextTwo>90</NextTwo>\n<LastFour>4399</LastFour>", "536-90-4399" },
  { "SSN|: 536\nf13_1\tSSN: 90\nf13_2\tSSN: 4399\n", "536-90-4399" },
  { "SSN| [0]: 536 [1]: 90 [2]: 4399", "536-90-4399" },
  { "SSN|\n5 3 6\t9 0\t4 3 9 9\nSex", "536-90-4399" },
  { "SSN| |5|3|6|9|0|4|3|9|9|", "536-90-4399" },
  { "Social Security Number|\tDate of birth\n01/21/1979\t536\t90\t4399", "536-90-4399" },
  { "SSN|\n5 3 6 9 0 4 3 9 9 1\n", NULL },
  { "SSN| 536 904399", NULL },
  { "SSN| 5360 90 4399", NULL },
  { "SSN| 536 9 4399", NULL },
  { "Social security| wages 536.90 4399", NULL },
  { "Social security| tax 1,536 90 4399", NULL },
  { "SSN| 536 copies for 90 people in 4399 places", NULL },
  { "SSN| 536/90/4399", NULL },
  { "SSN|\n\n\n\n\n\n\n536 90 4399", NULL },
  { "SSN|", NULL },
};

Test (boxes, numbers_in_boxes_are_put_together)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup (rows[i].text);
      char *bar = strchr (text, '|');
      gsize at = (gsize) (bar - text);
      MspBoxes boxes;
      gboolean found;

      *bar = ' ';
      found = msp_boxes_read (msp_span_from_string (text), at, &boxes);
      cr_expect_eq (found, rows[i].number != NULL, "%s", rows[i].text);
      if (found && rows[i].number != NULL)
        cr_expect_str_eq (boxes.value, rows[i].number, "%s", rows[i].text);
    }
}

Test (boxes, parts_are_one_finding_with_a_mask)
{
  static const char text[] = "Name: Thea Thistle\nSocial Security Number\nFirst three: 536\nNext two: 90\nLast four: 4399\n";
  const MspFinding *finding = pack_find (pack_detect (text, strlen (text)), "us_ssn");

  cr_assert_not_null (finding);
  cr_expect_str_eq (finding->masked, "***-**-4399");
  cr_expect_eq (finding->confidence, 97);
  cr_expect_eq (memcmp (text + finding->start, "536\nNext", 8), 0);
  cr_expect_str_eq (text + finding->end, "\n");
}

Test (boxes, same_number_has_the_same_key_in_boxes_and_whole)
{
  static const char apart[] = "SSN\t536\t90\t4399\n", whole[] = "SSN: 536-90-4399\n";
  const MspFinding *finding = pack_find (pack_detect (apart, strlen (apart)), "us_ssn");
  guint8 key[sizeof finding->value_key];

  cr_assert_not_null (finding);
  memcpy (key, finding->value_key, sizeof key);
  finding = pack_find (pack_detect (whole, strlen (whole)), "us_ssn");
  cr_assert_not_null (finding);
  cr_expect_arr_eq (key, finding->value_key, sizeof key);
}

Test (boxes, what_cannot_be_assigned_is_none)
{
  static const char *const texts[] = { "SSN\t666\t90\t4399\n", "SSN\t000\t90\t4399\n", "SSN\t536\t00\t4399\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    cr_expect_not (pack_finds (pack_detect (texts[i], strlen (texts[i])), "us_ssn"), "%s", texts[i]);
}

Test (boxes, cut_texts_are_read_without_harm)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize len = 0; len <= strlen (rows[i].text); len++)
      {
        g_autofree char *text = g_memdup2 (rows[i].text, len + 1);
        MspBoxes boxes;

        if (msp_boxes_read (msp_span_new (text, len), MIN (len, 3), &boxes))
          cr_expect (boxes.end <= len && boxes.start < boxes.end);
      }
}
