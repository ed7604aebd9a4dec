/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "detect/verdict.h"

static guint n_asked;

/* Even lengths pass. */
static void
count_calls (MspSpan value, MspVerdict *out_verdict)
{
  n_asked++;
  out_verdict->valid = value.len % 2 == 0;
}

Test (verdict, a_value_is_judged_once_until_another_comes)
{
  static const struct {
    const char *value;
    guint       asked;
    gboolean    valid, uneven;
  } rows[] = {
    { "1029384750", 1, TRUE, FALSE }, { "1029384750", 1, TRUE, FALSE }, { "102938475", 2, FALSE, FALSE },
    { "102938475", 2, FALSE, FALSE }, { "1029384750", 3, TRUE, FALSE }, { "1111111110", 4, TRUE, TRUE },
    { "1111111110", 4, TRUE, TRUE }, { "", 5, TRUE, FALSE }, { "", 6, TRUE, FALSE },
    /* Too long to be kept. */
    { "10293847561029384756102938475610293847561", 7, FALSE, FALSE }, { "10293847561029384756102938475610293847561", 8, FALSE, FALSE },
    { "", 9, TRUE, FALSE }, { "1111111110", 10, TRUE, TRUE },
  };
  const MspValidator validator = { "even", count_calls, "even length", NULL };
  const MspRule rule = { .validator = &validator, .guards = MSP_GUARD_HISTOGRAM };
  MspJudged last = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      msp_judged_read (&last, &rule, msp_span_from_string (rows[i].value));
      cr_expect (n_asked == rows[i].asked && last.verdict.valid == rows[i].valid && last.uneven == rows[i].uneven, "row %d: %u",
                 (int) i, n_asked);
    }
}

Test (verdict, hash_reads_letters_and_digits_or_the_independent_ones)
{
  static const struct {
    double      noise;
    int         independent;
    const char *left, *right;
    gboolean    same;
  } rows[] = {
    { 0.5, 0, "12-34", "1234", TRUE }, { 0.5, 0, "1234", "1235", FALSE }, { 0.5, 3, "1234", "1-235", TRUE },
    { 0.5, 4, "1234", "1235", FALSE }, { 0, 0, "1234", "1235", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MspRule rule = { .noise = rows[i].noise, .independent = rows[i].independent };
      MspJudged left = { 0 }, right = { 0 };

      msp_judged_read (&left, &rule, msp_span_from_string (rows[i].left));
      msp_judged_read (&right, &rule, msp_span_from_string (rows[i].right));
      cr_expect (left.verdict.valid && (left.hash == right.hash) == rows[i].same, "row %d", (int) i);
    }
}
