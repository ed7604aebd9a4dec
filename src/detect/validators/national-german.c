/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* § 139b AO: among the first ten digits just one occurs twice or three times, never three times in a row; ISO 7064. */
void
msp_validate_de_idnr (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  guint counts[10] = { 0 }, repeated = 0, most = 0;
  gboolean valid = msp_shape_read (value, " /", "00000000000", c) && c[0] != '0';

  for (guint i = 0; valid && i < 10; i++)
    {
      counts[c[i] - '0']++;
      if (i >= 2 && c[i] == c[i - 1] && c[i] == c[i - 2])
        valid = FALSE;
    }
  for (guint i = 0; i < 10; i++)
    {
      repeated += counts[i] > 1;
      most = MAX (most, counts[i]);
    }
  msp_verdict_set (out_verdict, valid && repeated == 1 && most <= 3 && msp_digits_pass_mod_11_10 (c, 11),
                   "one digit repeated, ISO 7064 MOD 11,10");
}

/* Sum of the digits of the products modulo 10. */
static int
cross_sum (const char *digits, const gint8 *weights, guint n)
{
  int sum = 0;

  for (guint i = 0; i < n; i++)
    {
      int product = (digits[i] - '0') * weights[i];

      sum += product / 10 + product % 10;
    }
  return sum % 10;
}

static void
write_letter (char *out, char letter)
{
  out[0] = (char) ('0' + (letter - 'A' + 1) / 10);
  out[1] = (char) ('0' + (letter - 'A' + 1) % 10);
}

/* § 2 VKVV: area, birth date, initial, serial, check digit. */
void
msp_validate_de_rvnr (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1 };
  char c[MSP_SHAPE_MAX], digits[12];
  guint day;

  if (!msp_shape_read (value, " ", "00000000A000", c))
    {
      msp_verdict_set (out_verdict, FALSE, "not area, birth date, letter and three digits");
      return;
    }
  memcpy (digits, c, 8);
  write_letter (digits + 8, c[8]);
  memcpy (digits + 10, c + 9, 2);
  day = msp_digits_pair (c + 2);
  msp_verdict_set (out_verdict, cross_sum (digits, weights, 12) == c[11] - '0'
                   && msp_date_exists (2000 + msp_digits_pair (c + 6), msp_digits_pair (c + 4), day > 50 ? day - 50 : day),
                   "check digit and birth date");
}

/* § 290 SGB V: letter, eight digits, check digit. */
void
msp_validate_de_kvnr (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 1, 2, 1, 2, 1, 2, 1, 2, 1, 2 };
  char c[MSP_SHAPE_MAX], digits[10];
  gboolean shape = msp_shape_read (value, " ", "A000000000", c);

  if (shape)
    {
      write_letter (digits, c[0]);
      memcpy (digits + 2, c + 1, 8);
    }
  msp_verdict_set (out_verdict, shape && cross_sum (digits, weights, 10) == c[9] - '0', "letter, nine digits, check digit");
}

/* Passports and identity cards since 2007: nine characters without vowels and look-alikes; the check digit (ICAO Doc 9303) is a
   tenth. */
void
msp_validate_de_document (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 7, 3, 1, 7, 3, 1, 7, 3, 1 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " ", "A********0", c) || msp_shape_read (value, " ", "A********0D", c);

  for (guint i = 0; shape && i < 9; i++)
    shape = g_ascii_isdigit (c[i]) || strchr ("CFGHJKLMNPRTVWXYZ", c[i]) != NULL;
  msp_verdict_set (out_verdict, shape && msp_digits_weigh (c, weights, 9) % 10 == c[9] - '0',
                   "nine characters of the documents' alphabet and their check digit");
  out_verdict->test = shape && (strncmp (c, "C01X00T47", 9) == 0 || strncmp (c, "L01X00T47", 9) == 0);
}

/* Austrian social insurance: the fourth digit checks the others. */
void
msp_validate_at_svnr (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 3, 7, 9, 0, 5, 8, 4, 2, 1, 6 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " -", "0000000000", c) && c[0] != '0';
  guint month = shape ? msp_digits_pair (c + 6) : 0;

  msp_verdict_set (out_verdict, shape && msp_digits_weigh (c, weights, 10) % 11 == c[3] - '0'
                   && msp_date_exists (2000 + msp_digits_pair (c + 8), month > 12 && month <= 15 ? 12 : month,
                                       msp_digits_pair (c + 4)),
                   "check digit modulo 11 and birth date");
}

/* Swiss AHVN13: an EAN-13 with prefix 756. */
void
msp_validate_ch_ahv (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1 };
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " .", "7560000000000", c) && msp_digits_weigh (c, weights, 13) % 10 == 0,
                   "prefix 756 and check digit of EAN-13");
}

/* Wet algemene bepalingen burgerservicenummer: the "elfproef". */
void
msp_validate_nl_bsn (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 9, 8, 7, 6, 5, 4, 3, 2, -1 };
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " .", "000000000", c) && !msp_digits_are_equal (c, 9)
                   && msp_digits_weigh (c, weights, 9) % 11 == 0, "nine digits, weighted sum modulo 11");
}
