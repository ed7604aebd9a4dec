/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

static gboolean
is_ascending (const char *digits, guint n)
{
  for (guint i = 1; i < n; i++)
    if (digits[i] != '0' + (digits[i - 1] - '0' + 1) % 10)
      return FALSE;
  return TRUE;
}

/* Department of State: books since 2021 have a letter and eight digits, cards begin with C; there is no check digit. */
void
msp_validate_us_passport (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  gboolean digits = msp_shape_read (value, "", "000000000", c);

  if (!digits && !msp_shape_read (value, "", "A00000000", c))
    msp_verdict_set (out_verdict, FALSE, "not nine digits, nor a letter and eight digits");
  else if (msp_digits_are_equal (c + 1, 8) || (digits && is_ascending (c, 9)))
    msp_verdict_set (out_verdict, FALSE, "placeholder number");
  else
    msp_verdict_set (out_verdict, TRUE, "shape of a passport number; there is no check digit");
}

/* USCIS: A and seven to nine digits; no check digit is public. */
void
msp_validate_us_anum (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean fits = msp_shape_read (value, " -", "A0000000", c) || msp_shape_read (value, " -", "A00000000", c)
                  || msp_shape_read (value, " -", "A000000000", c);

  msp_verdict_set (out_verdict, fits && c[0] == 'A' && !msp_digits_are_equal (c + 1, (guint) strlen (c + 1)),
                   "A and seven to nine digits");
}

/* USCIS receipt: service centre, fiscal year, working day, case. */
void
msp_validate_us_receipt (MspSpan value, MspVerdict *out_verdict)
{
  static const char centres[][4] = { "EAC", "WAC", "LIN", "SRC", "MSC", "NBC", "IOE", "YSC" };
  char c[MSP_SHAPE_MAX];
  gboolean known = FALSE;

  if (msp_shape_read (value, " -", "AAA0000000000", c))
    for (gsize i = 0; i < G_N_ELEMENTS (centres); i++)
      known = known || strncmp (c, centres[i], 3) == 0;
  msp_verdict_set (out_verdict, known, "a known service centre and ten digits");
}

/* DoDI 1000.30: ten digits of a Common Access Card, alone or at the end of a certificate's name. The algorithm of the tenth digit
   is not public, so it is not tested. */
void
msp_validate_us_edipi (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  MspSpan number = msp_span_after_last (value, ".");

  if (!msp_shape_read (number, "", "0000000000", c) || c[0] == '0')
    msp_verdict_set (out_verdict, FALSE, "not ten digits of which the first is not 0");
  else if (msp_digits_are_equal (c, 10) || is_ascending (c, 10))
    msp_verdict_set (out_verdict, FALSE, "placeholder number");
  else
    msp_verdict_set (out_verdict, TRUE, "shape of a DoD number; its check digit is not public");
}
