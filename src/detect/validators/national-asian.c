/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

#define FIRST_RANDOM 202010   /* month from which Korean numbers end in random digits */

/* UIDAI: Verhoeff; never begins with 0 or 1, and is no palindrome. */
void
msp_validate_in_aadhaar (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean valid = msp_shape_read (value, " -", "000000000000", c) && c[0] >= '2', palindrome = valid;

  for (guint i = 0; palindrome && i < 6; i++)
    palindrome = c[i] == c[11 - i];
  msp_verdict_set (out_verdict, valid && !palindrome && msp_digits_pass_verhoeff (c, 12),
                   "twelve digits from 2, Verhoeff check digit");
  if (value.len == 12)
    out_verdict->none = 20;
}

/* Income Tax Department: the fourth letter is the holder's kind. */
void
msp_validate_in_pan (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, "", "AAAAA0000A", c) && strchr ("ABCFGHJKLPT", c[3]) != NULL
                   && strncmp (c + 5, "0000", 4) != 0, "kind of holder and a serial above 0000");
}

/* Immigration and Checkpoints Authority: the letter depends on the prefix. */
void
msp_validate_sg_nric (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 2, 7, 6, 5, 4, 3, 2 };
  char c[MSP_SHAPE_MAX];
  const char *letters = NULL;
  int sum;

  if (msp_shape_read (value, "", "A0000000A", c))
    letters = c[0] == 'S' || c[0] == 'T' ? "JZIHGFEDCBA" : c[0] == 'F'
      || c[0] == 'G' ? "XWUTRQPNMLK" : c[0] == 'M' ? "XWUTRQPNJLK" : NULL;
  if (letters == NULL)
    {
      msp_verdict_set (out_verdict, FALSE, "not S, T, F, G or M, seven digits and a letter");
      return;
    }
  sum = msp_digits_weigh (c + 1, weights, 7) + (c[0] == 'T' || c[0] == 'G' ? 4 : c[0] == 'M' ? 3 : 0);
  msp_verdict_set (out_verdict, letters[sum % 11] == c[8], "check letter modulo 11");
}

/* Immigration Department: one or two letters, six digits, check character in brackets. */
void
msp_validate_hk_id (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 9, 8, 7, 6, 5, 4, 3, 2 };
  gboolean bracket = value.len > 3 && value.data[value.len - 1] == ')';
  char c[MSP_SHAPE_MAX];
  MspSpan open = msp_span_slice (value, 0, value.len - bracket);
  gboolean two = msp_shape_read (open, "( ", "AA000000*", c), one = !two && msp_shape_read (open, "( ", "A000000*", c + 1);
  int sum, check;

  if ((!one && !two) || bracket != (value.len > 3 && value.data[value.len - 3] == '('))
    {
      msp_verdict_set (out_verdict, FALSE, "not one or two letters, six digits and a check character");
      return;
    }
  if (one)
    c[0] = '0';
  sum = msp_digits_weigh (c, weights, 8) + (one ? 36 * 9 : 0);
  check = (11 - sum % 11) % 11;
  msp_verdict_set (out_verdict, c[8] == (check == 10 ? 'A' : (char) ('0' + check)), "check character modulo 11");
  if (!bracket)
    out_verdict->none = 40;
}

/* Resident Registration Act: birth date, sex and century, place, modulo 11; foreigners' check digit is 2 more; numbers since
   October 2020 have none. */
void
msp_validate_kr_rrn (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5 };
  static const guint16 centuries[] = { 1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " -", "0000000000000", c);

  guint year = shape ? centuries[c[6] - '0'] + msp_digits_pair (c) : 0;
  gboolean born = shape && msp_date_exists (year, msp_digits_pair (c + 2), msp_digits_pair (c + 4));

  if (born && year * 100 + msp_digits_pair (c + 2) >= FIRST_RANDOM)
    {
      msp_verdict_set (out_verdict, TRUE, "birth date from October 2020 on, when check digits ended");
      out_verdict->label_only = TRUE;
      return;
    }
  int check = born ? 11 - msp_digits_weigh (c, weights, 12) % 11 : 0;
  gboolean foreigner = born && c[6] >= '5' && c[6] <= '8';

  msp_verdict_set (out_verdict, born && msp_digits_pair (c + 7) <= 96
                   && (check % 10 == c[12] - '0' || (foreigner && (check + 2) % 10 == c[12] - '0')),
                   "birth date, place and check digit modulo 11");
}

/* The same number given anew since October 2020: nothing but the birth date can be tested. */
void
msp_validate_kr_rrn_date (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " -", "0000000000000", c) && c[6] >= '1' && c[6] <= '8'
                   && msp_date_exists (2000 + msp_digits_pair (c), msp_digits_pair (c + 2), msp_digits_pair (c + 4)),
                   "birth date and sex; numbers given anew since 2020 have no check digit");
}

/* Ordinance 85 of 2014 of the Ministry of Internal Affairs. */
void
msp_validate_jp_mynumber (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 };
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " -", "000000000000", c) && !msp_digits_are_equal (c, 12)
                   && (11 - msp_digits_weigh (c, weights, 11) % 11) % 11 % 10 == c[11] - '0',
                   "twelve digits, check digit modulo 11");
}

/* GB 11643-1999: province, birth date, ISO 7064 MOD 11-2. */
void
msp_validate_cn_ric (MspSpan value, MspVerdict *out_verdict)
{
  static const char provinces[] =
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 ";
  static const gint8 weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  char c[MSP_SHAPE_MAX];
  gboolean known = FALSE, shape = msp_shape_read (value, " ", "00000000000000000*", c);

  for (const char *p = provinces; shape && *p != '\0'; p += 3)
    known = known || strncmp (p, c, 2) == 0;
  msp_verdict_set (out_verdict, known
                   && msp_date_exists ((guint) msp_digits_number (c + 6, 4), msp_digits_pair (c + 10), msp_digits_pair (c + 12))
                   && msp_digits_number (c + 6, 4) >= 1800 && msp_digits_number (c + 6, 4) < 2100
                   && "10X98765432"[msp_digits_weigh (c, weights, 17) % 11] == c[17], "province, birth date, ISO 7064 MOD 11-2");
}

/* National Immigration Agency, Taiwan: the letter is the place, worth 10-35 in an order of its own. */
void
msp_validate_tw_nid (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 8, 7, 6, 5, 4, 3, 2, 1, 1 };
  static const char places[] = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
  char c[MSP_SHAPE_MAX];
  int place;

  if (!msp_shape_read (value, "", "A000000000", c) || strchr ("1289", c[1]) == NULL)
    {
      msp_verdict_set (out_verdict, FALSE, "not a letter, 1, 2, 8 or 9, and eight digits");
      return;
    }
  place = (int) (strchr (places, c[0]) - places) + 10;
  msp_verdict_set (out_verdict, (place / 10 + place % 10 * 9 + msp_digits_weigh (c + 1, weights, 9)) % 10 == 0,
                   "check digit modulo 10");
  out_verdict->test = strcmp (c, "A123456789") == 0;
}

/* Department of Provincial Administration, Thailand: the second and third digit are a province, below 97. */
void
msp_validate_th_pin (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2 };
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict,
                   msp_shape_read (value, " -", "0000000000000", c) && c[0] >= '1' && c[0] <= '8' && !msp_digits_are_equal (c, 13)
                   && msp_digits_pair (c + 1) < 97 && (11 - msp_digits_weigh (c, weights, 12) % 11) % 10 == c[12] - '0',
                   "13 digits from 1-8, a province, check digit modulo 11");
}

/* Jabatan Pendaftaran Negara: birth date and place; there is no check digit. */
void
msp_validate_my_nric (MspSpan value, MspVerdict *out_verdict)
{
  static const guint8 unused[] = { 0, 17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97 };
  char c[MSP_SHAPE_MAX];
  gboolean valid = msp_shape_read (value, " -", "000000000000", c)
                   && msp_date_exists (2000 + msp_digits_pair (c), msp_digits_pair (c + 2), msp_digits_pair (c + 4));

  for (gsize i = 0; valid && i < G_N_ELEMENTS (unused); i++)
    valid = msp_digits_pair (c + 6) != unused[i];
  msp_verdict_set (out_verdict, valid, "birth date and place code; there is no check digit");
  if (value.len == 12)
    out_verdict->none = 20;
}
