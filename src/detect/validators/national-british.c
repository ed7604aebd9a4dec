/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* HMRC NIM39110: prefixes, six digits, suffix A-D, which is often left out. */
void
msp_validate_uk_nino (MspSpan value, MspVerdict *out_verdict)
{
  static const char refused[][3] = { "BG", "GB", "KN", "NK", "NT", "TN", "ZZ" };
  char c[MSP_SHAPE_MAX];
  gboolean whole = msp_shape_read (value, " -", "AA000000A", c), valid = whole || msp_shape_read (value, " -", "AA000000", c);

  valid = valid && strchr ("DFIQUV", c[0]) == NULL && strchr ("DFIQUVO", c[1]) == NULL && (!whole || c[8] <= 'D');
  for (gsize i = 0; valid && i < G_N_ELEMENTS (refused); i++)
    valid = strncmp (c, refused[i], 2) != 0;
  msp_verdict_set (out_verdict, valid, "prefix and suffix that HMRC issues");
  if (valid && !whole)
    out_verdict->none = 30;
  out_verdict->test = msp_span_has_prefix (value, "QQ");
}

/* NHS Data Dictionary, NHS NUMBER: modulo 11. The range from 999 is for tests. */
void
msp_validate_uk_nhs (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 10, 9, 8, 7, 6, 5, 4, 3, 2, 1 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " -", "0000000000", c);

  msp_verdict_set (out_verdict, shape && !msp_digits_are_equal (c, 10) && msp_digits_weigh (c, weights, 10) % 11 == 0,
                   "ten digits, weighted sum modulo 11");
  out_verdict->test = shape && strncmp (c, "999", 3) == 0;
}

/* HMRC: the first digit checks the other nine. */
void
msp_validate_uk_utr (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 6, 7, 8, 9, 10, 5, 4, 3, 2 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " ", "0000000000", c) || msp_shape_read (value, " ", "0000000000K", c);

  msp_verdict_set (out_verdict,
                   shape && !msp_digits_are_equal (c, 10) && "21987654321"[msp_digits_weigh (c + 1, weights, 9) % 11] == c[0],
                   "first digit checks the other nine, modulo 11");
}

/* Irish Personal Public Service number: a second letter counts if it is one of those that families got. */
void
msp_validate_ie_pps (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 8, 7, 6, 5, 4, 3, 2 };
  char c[MSP_SHAPE_MAX];
  gboolean longer = msp_shape_read (value, " /", "0000000AA", c);
  int sum;

  if ((!longer && !msp_shape_read (value, " /", "0000000A", c)) || (longer && strchr ("ABHWTX", c[8]) == NULL))
    {
      msp_verdict_set (out_verdict, FALSE, "not seven digits and one or two letters");
      return;
    }
  sum = msp_digits_weigh (c, weights, 7);
  if (longer && strchr ("ABH", c[8]) != NULL)
    sum += 9 * (c[8] - 'A' + 1);
  msp_verdict_set (out_verdict, "WABCDEFGHIJKLMNOPQRSTUV"[sum % 23] == c[7], "check letter modulo 23");
}
