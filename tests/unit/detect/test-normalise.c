/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "detect/normalise.h"

Test (normalise, copy_has_one_form_and_leads_back)
{
  static const struct {
    const char *source, *copy;
  } rows[] = {
    { "plain", "plain" },
    { "caf\303\251", "caf\303\251" },
    { "a\302\240b\342\200\257c\342\200\207d", "a b c d" },
    { "a\302\255b\342\200\213c\342\201\240d\357\273\277", "abcd" },
    { "1\342\200\2202\342\200\2213\342\200\2244\342\210\2225", "1-2-3-4-5" },
    { "\357\274\221\357\274\222\331\243", "123" },
    { "\340\245\252\360\235\237\230", "40" },
    { "bad\377\302", "bad\377\302" },
    { "\342\200\213\342\200\213x", "x" },
  };
  MspNormaliser normaliser;

  msp_normaliser_init (&normaliser);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MspSpan source = msp_span_from_string (rows[i].source), copy = msp_normaliser_run (&normaliser, source, FALSE);

      cr_expect (msp_span_equals (copy, rows[i].copy), "row %zu: '%.*s'", i, (int) copy.len, copy.data);
      for (gsize at = 0; at < copy.len; at++)
        {
          gsize start = msp_normaliser_to_source (&normaliser, at), end = msp_normaliser_end_to_source (&normaliser, at + 1);

          cr_expect_lt (start, end, "row %zu at %zu", i, at);
          cr_expect_leq (end, source.len);
          if ((guint8) copy.data[at] >= 0x80 || g_ascii_isalpha (copy.data[at]))
            cr_expect_eq (copy.data[at], source.data[start], "row %zu at %zu", i, at);
          cr_expect_eq (msp_normaliser_from_source (&normaliser, start), at, "row %zu at %zu", i, at);
        }
    }
  msp_normaliser_clear (&normaliser);
}

Test (normalise, ascii_is_not_copied)
{
  MspNormaliser normaliser;
  MspSpan source = MSP_SPAN_LITERAL ("nothing to change, \303\251 neither");

  msp_normaliser_init (&normaliser);
  cr_expect_eq (msp_normaliser_run (&normaliser, source, FALSE).data, source.data);
  msp_normaliser_clear (&normaliser);
}
