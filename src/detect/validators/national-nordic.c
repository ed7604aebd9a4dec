/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* Skatteverket SKV 704: Luhn over ten digits; days of coordination numbers are 60 higher. */
void
msp_validate_se_pnr (MspSpan value, MspVerdict *out_verdict)
{
  char c[13];
  guint n = msp_digits_read (value, "-+ ", c, 12);
  const char *ten = c + (n == 12 ? 2 : 0);
  gboolean separated = n >= 10 && value.len == n + 1 && !g_ascii_isdigit (value.data[value.len - 5]);
  guint day;

  if ((n != 10 && n != 12) || value.len > n + 3)
    {
      msp_verdict_set (out_verdict, FALSE, "not a birth date and four digits");
      return;
    }
  day = msp_digits_pair (ten + 4);
  msp_verdict_set (out_verdict,
                   msp_date_exists (2000 + msp_digits_pair (ten), msp_digits_pair (ten + 2), day > 60 ? day - 60 : day)
                   && msp_digits_pass_luhn (ten, 10), "birth date and Luhn check digit");
  /* "20171009-0935" is more often a time of day. */
  if (!separated || (n == 12 && c[0] == '2' && msp_digits_pair (c + 8) < 24 && msp_digits_pair (c + 10) < 60))
    out_verdict->none = 25;
}

/* Serials 0-499 are of 1900-1999, 500-749 of 1854-1899 and 2000-2039, 750-899 of 2000-2039, 900-999 of 1940-2039 but for those
   that are used up. Nobody who is born after 2035 stands in any mail yet. */
static gboolean
fits_norwegian_century (guint serial, guint year)
{
  if (serial < 500)
    return TRUE;
  return year <= 35 || (year >= 54 && serial < 750) || (year >= 40 && serial >= 900);
}

/* Skatteetaten: two check digits modulo 11; days of D numbers are 40 higher, months of H and test numbers 40 and 80. */
void
msp_validate_no_fnr (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 first[] = { 3, 7, 6, 1, 8, 9, 4, 5, 2, 1 }, second[] = { 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " -", "00000000000", c);
  guint day = shape ? msp_digits_pair (c) : 0, month = shape ? msp_digits_pair (c + 2) : 0;

  msp_verdict_set (out_verdict, shape && msp_digits_weigh (c, first, 10) % 11 == 0 && msp_digits_weigh (c, second, 11) % 11 == 0
                   && msp_date_exists (2000 + msp_digits_pair (c + 4), month > 80 ? month - 80 : month > 40 ? month - 40 : month,
                                       day > 40 ? day - 40 : day)
                   && fits_norwegian_century ((guint) msp_digits_number (c + 6, 3), msp_digits_pair (c + 4)),
                   "birth date and two check digits modulo 11");
  out_verdict->test = shape && month > 80;
}

/* CPR: since 2007 numbers without the check digit are issued, so it only speaks for a number. */
void
msp_validate_dk_cpr (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 4, 3, 2, 7, 6, 5, 4, 3, 2, 1 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, "- ", "0000000000", c) && (value.len == 10 || !g_ascii_isdigit (value.data[6]));

  msp_verdict_set (out_verdict, shape && (value.len == 10 || value.len == 11)
                   && msp_date_exists (2000 + msp_digits_pair (c + 4), msp_digits_pair (c + 2), msp_digits_pair (c))
                   && msp_digits_number (c + 6, 4) > 0, "birth date; the check digit is no longer required");
  if (value.len == 10)
    out_verdict->none = 25;
  if (out_verdict->valid && msp_digits_weigh (c, weights, 10) % 11 == 0)
    out_verdict->adjust = 15;
}

/* Digital and Population Data Services Agency: modulo 31. Serials from 900 are temporary. */
void
msp_validate_fi_hetu (MspSpan value, MspVerdict *out_verdict)
{
  char c[12], digits[9];
  gboolean shape = value.len == 11;

  for (gsize i = 0; shape && i < 11; i++)
    {
      c[i] = g_ascii_toupper (value.data[i]);
      shape = i == 6 ? c[i] != '\0'
        && strchr ("+-ABCDEFUVWXY", c[i]) != NULL : i == 10 ? g_ascii_isalnum (c[i]) : g_ascii_isdigit (c[i]);
    }
  if (!shape)
    {
      msp_verdict_set (out_verdict, FALSE, "not a birth date, century sign, three digits and a check character");
      return;
    }
  memcpy (digits, c, 6);
  memcpy (digits + 6, c + 7, 3);
  gboolean holds = msp_date_exists (2000 + msp_digits_pair (c + 4), msp_digits_pair (c + 2), msp_digits_pair (c))
                   && msp_digits_number (c + 7, 3) >= 2
                   && "0123456789ABCDEFHJKLMNPRSTUVWXY"[msp_digits_number (digits, 9) % 31] == c[10];

  out_verdict->test = holds && c[7] == '9';
  msp_verdict_set (out_verdict, holds && !out_verdict->test,
                   "birth date, serial 002-899 and check character modulo 31");
}

/* Þjóðskrá: modulo 11; days of companies are 40 higher; the last digit is the century. */
void
msp_validate_is_kennitala (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 3, 2, 7, 6, 5, 4, 3, 2, 1 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, "- ", "0000000000", c) && strchr ("890", c[9]) != NULL;
  guint day = shape ? msp_digits_pair (c) : 0;

  msp_verdict_set (out_verdict, shape && msp_digits_weigh (c, weights, 9) % 11 == 0
                   && msp_date_exists (2000 + msp_digits_pair (c + 4), msp_digits_pair (c + 2), day > 40 ? day - 40 : day),
                   "birth date, check digit modulo 11 and century");
}
