/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* Australian Taxation Office: weighted sum modulo 11, of nine digits or, in old numbers, eight. */
void
msp_validate_au_tfn (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 nine[] = { 1, 4, 3, 7, 5, 8, 6, 9, 10 }, eight[] = { 10, 7, 8, 4, 6, 3, 5, 1 };
  char c[10];
  guint n = msp_digits_read (value, " -.", c, 9);

  msp_verdict_set (out_verdict, (n == 8 || n == 9) && !msp_digits_are_equal (c, n)
                   && msp_digits_weigh (c, n == 9 ? nine : eight, n) % 11 == 0, "eight or nine digits, weighted sum modulo 11");
}

/* Services Australia: eight digits, check digit, issue, and often the person's line on the card. */
void
msp_validate_au_medicare (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 1, 3, 7, 9, 1, 3, 7, 9 };
  char c[12];
  guint n = msp_digits_read (value, " -/", c, 11);

  msp_verdict_set (out_verdict, n >= 10 && c[0] >= '2' && c[0] <= '6' && c[9] != '0' && (n == 10 || c[10] != '0')
                   && msp_digits_weigh (c, weights, 8) % 10 == c[8] - '0',
                   "first digit 2-6, check digit modulo 10, issue above 0");
}

/* Inland Revenue, New Zealand: a second set of weights if the first gives 10. */
void
msp_validate_nz_ird (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 first[] = { 3, 2, 7, 6, 5, 4, 3, 2 }, second[] = { 7, 4, 3, 2, 5, 2, 7, 6 };
  char c[11] = "0";
  guint n = msp_digits_read (value, " -", c + 1, 9);
  const char *nine = n == 8 ? c : c + 1;
  guint64 number = n >= 8 ? msp_digits_number (nine, 9) : 0;
  int check;

  if (number < 10000000 || number > 150000000)
    {
      msp_verdict_set (out_verdict, FALSE, "not a number from 10,000,000 to 150,000,000");
      return;
    }
  check = (11 - msp_digits_weigh (nine, first, 8) % 11) % 11;
  if (check == 10)
    check = (11 - msp_digits_weigh (nine, second, 8) % 11) % 11;
  msp_verdict_set (out_verdict, check == nine[8] - '0', "check digit modulo 11");
}

/* Israel: Luhn over nine digits, the first 0 often left out. */
void
msp_validate_il_id (MspSpan value, MspVerdict *out_verdict)
{
  char c[11] = "0";
  guint n = msp_digits_read (value, "-", c + 1, 9);

  msp_verdict_set (out_verdict, n >= 8 && !msp_digits_are_equal (c + 1, n) && msp_digits_pass_luhn (n == 8 ? c : c + 1, 9),
                   "eight or nine digits, Luhn check digit");
}

/* Nüfus ve Vatandaşlık İşleri: two check digits. */
void
msp_validate_tr_tckn (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 tenth[] = { 7, -1, 7, -1, 7, -1, 7, -1, 7 }, eleventh[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " ", "00000000000", c) && c[0] != '0'
                   && (msp_digits_weigh (c, tenth, 9) % 10 + 10) % 10 == c[9] - '0'
                   && msp_digits_weigh (c, eleventh, 10) % 10 == c[10] - '0', "two check digits modulo 10");
}

/* Identification Act 68 of 1997, South Africa: birth date, citizenship, Luhn. */
void
msp_validate_za_id (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " ", "0000000000000", c) && c[10] <= '2'
                   && msp_date_exists (2000 + msp_digits_pair (c), msp_digits_pair (c + 2), msp_digits_pair (c + 4))
                   && msp_digits_pass_luhn (c, 13), "birth date, citizenship and Luhn check digit");
}
