/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* 45 CFR 162.406: Luhn over 80840 and the number. */
void
msp_validate_npi (MspSpan value, MspVerdict *out_verdict)
{
  char c[16] = "80840";
  gboolean shape = msp_shape_read (value, " -", "0000000000", c + 5) && (c[5] == '1' || c[5] == '2')
    && !msp_digits_are_equal (c + 6, 8);

  msp_verdict_set (out_verdict, shape && msp_digits_pass_luhn (c, 15), "ten digits from 1 or 2, Luhn with prefix 80840");
}

/* 21 CFR 1301 and the DEA's registrant codes. */
void
msp_validate_dea (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 1, 2, 1, 2, 1, 2 };
  char c[MSP_SHAPE_MAX];

  if (!msp_shape_read (value, " -", "A*0000000", c) || strchr ("ABCDEFGHJKLMPRSTUX", c[0]) == NULL
      || !(g_ascii_isupper (c[1]) || c[1] == '9'))
    msp_verdict_set (out_verdict, FALSE, "not a registrant type, a letter or 9, and seven digits");
  else
    msp_verdict_set (out_verdict, msp_digits_weigh (c + 2, weights, 6) % 10 == c[8] - '0', "weighted sum of the digits");
}

/* CMS: eleven characters, without S, L, O, I, B, Z; there is no check digit. */
void
msp_validate_mbi (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean dashed = value.len == 13 && value.data[4] == '-' && value.data[8] == '-';

  if (!(dashed || value.len == 11) || !msp_shape_read (value, dashed ? "-" : "", "0A*0A*0AA00", c) || c[0] == '0'
      || strpbrk (c, "SLOIBZ") != NULL)
    {
      msp_verdict_set (out_verdict, FALSE, "not eleven characters of the Medicare pattern");
      return;
    }
  msp_verdict_set (out_verdict, TRUE, "eleven characters of the Medicare pattern; there is no check digit");
  out_verdict->none = dashed ? 0 : 55;
  out_verdict->label_only = g_ascii_islower (value.data[1]) != 0;
  out_verdict->test = strcmp (c, "1EG4TE5MK73") == 0 || strcmp (c, "1EG4TE5MK72") == 0;
}
