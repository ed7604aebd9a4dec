/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* PESEL: months of 18xx, 20xx, 21xx, 22xx are 80, 20, 40, 60 higher. */
void
msp_validate_pl_pesel (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1 };
  static const guint16 centuries[] = { 1900, 2000, 2100, 2200, 1800 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " ", "00000000000", c);

  msp_verdict_set (out_verdict, shape && msp_digits_weigh (c, weights, 11) % 10 == 0
                   && msp_date_exists (centuries[msp_digits_pair (c + 2) / 20] + msp_digits_pair (c),
                                       msp_digits_pair (c + 2) % 20, msp_digits_pair (c + 4)),
                                       "birth date and check digit modulo 10");
}

/* Act 133/2000 Sb.: months of women are 50 higher, 20 more when numbers ran out; nine digits without check until 1953. */
void
msp_validate_cz_rc (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean longer = msp_shape_read (value, "/ ", "0000000000", c), shape = longer || msp_shape_read (value, "/ ", "000000000", c);
  guint month = shape ? msp_digits_pair (c + 2) % 50 : 0, year = shape ? msp_digits_pair (c) : 0;

  if (month > 20)
    month -= 20;
  msp_verdict_set (out_verdict, shape && msp_date_exists (2000 + year, month, msp_digits_pair (c + 4))
                   && (longer ? msp_digits_number (c, 9) % 11 % 10 == (guint64) (c[9] - '0') : year < 54),
                   "birth date and check digit modulo 11");
  if (shape && memchr (value.data, '/', value.len) == NULL)
    {
      out_verdict->none = 25;
      out_verdict->label_only = !longer;
    }
}

/* OUG 97/2005: sex and century, birth date, county, serial, modulo 11. */
void
msp_validate_ro_cnp (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " ", "0000000000000", c) && c[0] != '0';
  guint county = shape ? msp_digits_pair (c + 7) : 0;
  int check = shape ? msp_digits_weigh (c, weights, 12) % 11 : 0;

  msp_verdict_set (out_verdict,
                   shape && msp_date_exists (2000 + msp_digits_pair (c + 1), msp_digits_pair (c + 3), msp_digits_pair (c + 5))
                   && ((county >= 1 && county <= 52) || county == 70 || (county >= 80 && county <= 83))
                   && (check == 10 ? 1 : check) == c[12] - '0', "birth date, county and check digit modulo 11");
}

/* EGN: months of 18xx and 20xx are 20 and 40 higher. */
void
msp_validate_bg_egn (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 2, 4, 8, 5, 10, 9, 7, 3, 6 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " ", "0000000000", c);
  guint month = shape ? msp_digits_pair (c + 2) : 0;

  msp_verdict_set (out_verdict, shape && month < 53 && msp_digits_weigh (c, weights, 9) % 11 % 10 == c[9] - '0'
                   && msp_date_exists (2000 + msp_digits_pair (c), month % 20, msp_digits_pair (c + 4)),
                   "birth date and check digit modulo 11");
}

/* AMKA: birth date and Luhn. */
void
msp_validate_gr_amka (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " ", "00000000000", c)
                   && msp_date_exists (2000 + msp_digits_pair (c + 4), msp_digits_pair (c + 2), msp_digits_pair (c))
                   && msp_digits_pass_luhn (c, 11), "birth date and Luhn check digit");
}

/* OIB: ISO 7064 MOD 11,10. */
void
msp_validate_hr_oib (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " ", "00000000000", c) && !msp_digits_are_equal (c, 11)
                   && msp_digits_pass_mod_11_10 (c, 11), "eleven digits, ISO 7064 MOD 11,10");
}

/* EVS 585:2007 and Lithuania's personal code: a second set of weights if the first gives 10. */
void
msp_validate_ee_lt (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 first[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 1 }, second[] = { 3, 4, 5, 6, 7, 8, 9, 1, 2, 3 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " ", "00000000000", c) && c[0] >= '1' && c[0] <= '8';
  int check = shape ? msp_digits_weigh (c, first, 10) % 11 : 0;

  if (check == 10)
    check = msp_digits_weigh (c, second, 10) % 11 % 10;
  msp_verdict_set (out_verdict, shape && check == c[10] - '0'
                   && msp_date_exists (2000 + msp_digits_pair (c + 1), msp_digits_pair (c + 3), msp_digits_pair (c + 5)),
                   "birth date and check digit modulo 11");
}

/* EMŠO and JMBG: three digits of the year. */
void
msp_validate_si_emso (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " ", "0000000000000", c);
  guint year = shape ? (guint) msp_digits_number (c + 4, 3) : 0;
  int sum = shape ? msp_digits_weigh (c, weights, 12) : 0;

  msp_verdict_set (out_verdict, shape && (11 - sum % 11) % 11 % 10 == c[12] - '0'
                   && msp_date_exists (year >= 800 ? 1000 + year : 2000 + year, msp_digits_pair (c + 2), msp_digits_pair (c)),
                   "birth date and check digit modulo 11");
}

/* Order of the Russian tax service: persons have twelve digits, two of them checks modulo 11. */
void
msp_validate_ru_inn (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 first[] = { 7, 2, 4, 10, 3, 5, 9, 4, 6, 8 }, second[] = { 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8 };
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " ", "000000000000", c) && !msp_digits_are_equal (c, 12)
                   && msp_digits_weigh (c, first, 10) % 11 % 10 == c[10] - '0'
                   && msp_digits_weigh (c, second, 11) % 11 % 10 == c[11] - '0', "twelve digits, two check digits modulo 11");
}

/* RNOKPP. */
void
msp_validate_ua_rntrc (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { -1, 5, 7, 9, 4, 6, 10, 5, 7 };
  char c[MSP_SHAPE_MAX];
  int sum = msp_shape_read (value, " ", "0000000000", c) ? msp_digits_weigh (c, weights, 9) : -1;

  msp_verdict_set (out_verdict, sum >= 0 && !msp_digits_are_equal (c, 10) && sum % 11 % 10 == c[9] - '0',
                   "ten digits, check digit modulo 11");
}
