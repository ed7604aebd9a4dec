/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/field.h"

#include <criterion/criterion.h>

Test (field, line_is_a_field_by_its_name)
{
  static const struct { const char *text; MspFieldKind kind; } rows[] = {
    { "Subject: x\n", MSP_FIELD_KNOWN },
    { "SUBJECT:x", MSP_FIELD_KNOWN },
    { "subject :x", MSP_FIELD_KNOWN },
    { "Subject\t : x", MSP_FIELD_KNOWN },
    { "X-Odd: x", MSP_FIELD_KNOWN },
    { "X-: x", MSP_FIELD_UNKNOWN },
    { "List-Id: x", MSP_FIELD_KNOWN },
    { "Lists: x", MSP_FIELD_UNKNOWN },
    { "Content-Type: text/plain", MSP_FIELD_KNOWN },
    { "Content: x", MSP_FIELD_UNKNOWN },
    { "To:", MSP_FIELD_KNOWN },
    { "Note: this is prose", MSP_FIELD_UNKNOWN },
    { "http://example.com/", MSP_FIELD_UNKNOWN },
    { "10:00", MSP_FIELD_UNKNOWN },
    { "Dear Bob: this is prose", MSP_FIELD_NONE },
    { "no colon", MSP_FIELD_NONE },
    { "no colon\nSubject: x", MSP_FIELD_NONE },
    { "Subject", MSP_FIELD_NONE },
    { "Subject\n: x", MSP_FIELD_NONE },
    { " Subject: x", MSP_FIELD_NONE },
    { ": x", MSP_FIELD_NONE },
    { "", MSP_FIELD_NONE },
    { "\n", MSP_FIELD_NONE },
    { "Sujet\303\251: x", MSP_FIELD_NONE },
    { "A-name-of-seventy-six-letters-is-the-longest-that-a-field-of-a-mail-has-----: x", MSP_FIELD_UNKNOWN },
    { "A-name-of-many-more-letters-than-seventy-six-which-no-program-that-writes-mail-uses: x", MSP_FIELD_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_field_classify (msp_span_from_string (rows[i].text)), rows[i].kind, "'%s'", rows[i].text);
}

Test (field, line_ends_in_any_manner)
{
  static const struct { const char *text; gsize len, end_len; } rows[] = {
    { "", 0, 0 }, { "ab", 2, 0 }, { "ab\ncd", 2, 1 }, { "ab\r\ncd", 2, 2 }, { "ab\rcd", 2, 1 }, { "ab\r", 2, 1 }, { "\n", 0, 1 },
    { "\r\n", 0, 2 }, { "\n\r", 0, 1 }, { "ab\r\r\n", 2, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize end_len;

      cr_expect_eq (msp_field_line_len (msp_span_from_string (rows[i].text), &end_len), rows[i].len, "row %zu", i);
      cr_expect_eq (end_len, rows[i].end_len, "row %zu", i);
    }
}

/* Copied to the end of a block of their own size, so that a byte too far is seen. */
Test (field, truncated_and_shuffled_lines_are_borne)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (31);

  for (guint round = 0; round < 20000; round++)
    {
      gsize len = (gsize) g_rand_int_range (random, 0, 100), end_len;
      g_autofree char *text = g_malloc (len);

      for (gsize i = 0; i < len; i++)
        text[i] = round % 2 == 0 ? (char) g_rand_int_range (random, 0, 256) : "X-Subject: \t\r\n"[g_rand_int_range (random, 0, 14)];
      (void) msp_field_classify (msp_span_new (text, len));
      gsize line = msp_field_line_len (msp_span_new (text, len), &end_len);
      cr_assert (line + end_len <= len && (end_len > 0 || line == len), "round %u", round);
    }
}
