/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

static guint
count_distinct (const char *chars)
{
  guint64 seen = 0;
  guint n = 0;

  for (; *chars != '\0'; chars++)
    {
      guint64 bit = G_GUINT64_CONSTANT (1) << msp_char_value (*chars);

      n += (seen & bit) == 0;
      seen |= bit;
    }
  return n;
}

/* 3GPP TS 23.003. */
void
msp_validate_imei (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  if (!msp_shape_read (value, " -/", "000000000000000", c) || count_distinct (c) < 4)
    msp_verdict_set (out_verdict, FALSE, "not 15 digits, four of them different");
  else
    msp_verdict_set (out_verdict, msp_digits_pass_luhn (c, 15), "Luhn check digit");
}

/* 49 CFR 565 and ISO 3779: the ninth character checks the others in North America; Europeans often fill characters 4-6 with
   ZZZ. */
void
msp_validate_vin (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2 };
  static const char worth[] = "012345678912345678012345070923456789";   /* of 0-9 and A-Z; I, O and Q never occur */
  char c[MSP_SHAPE_MAX];
  int sum = 0;

  if (!msp_shape_read (value, "", "*****************", c) || strpbrk (c, "IOQ") != NULL || count_distinct (c) < 5)
    {
      msp_verdict_set (out_verdict, FALSE, "not 17 characters without I, O and Q, five of them different");
      return;
    }
  for (gsize i = 0; i < value.len; i++)
    out_verdict->label_only = out_verdict->label_only || g_ascii_islower (value.data[i]);
  for (guint i = 0; i < 17; i++)
    sum += (worth[msp_char_value (c[i])] - '0') * weights[i];
  if (c[8] == (sum % 11 == 10 ? 'X' : (char) ('0' + sum % 11)))
    msp_verdict_set (out_verdict, TRUE, "ninth character checks the others");
  else if (c[0] >= 'S' && strncmp (c + 3, "ZZZ", 3) == 0)
    {
      msp_verdict_set (out_verdict, TRUE, "European number with its filler; it has no check character");
      out_verdict->adjust = -20;
    }
  else
    msp_verdict_set (out_verdict, FALSE, "ninth character does not check the others");
}

/* IATA: airline, document number; a fourteenth digit is the others modulo 7. */
void
msp_validate_iata_ticket (MspSpan value, MspVerdict *out_verdict)
{
  char c[15];
  guint n = msp_digits_read (value, " -", c, 14);

  if ((n != 13 && n != 14) || msp_digits_are_equal (c, n))
    msp_verdict_set (out_verdict, FALSE, "not 13 or 14 digits");
  else if (n == 13)
    {
      msp_verdict_set (out_verdict, TRUE, "13 digits; no check digit");
      out_verdict->none = 10;
      out_verdict->label = 75;
    }
  else
    msp_verdict_set (out_verdict, msp_digits_number (c, 13) % 7 == (guint64) (c[13] - '0'), "check digit modulo 7");
}

/* The length of the groups that one sign parts, 0 if there is none; G_MAXSIZE if it is not one sign. */
static gsize
get_group (MspSpan value, char *out_sign)
{
  gsize first = 0;

  *out_sign = '\0';
  for (gsize i = 0; i < value.len; i++)
    {
      char c = value.data[i];

      if (g_ascii_isxdigit (c))
        continue;
      if (*out_sign == '\0')
        {
          *out_sign = c;
          first = i;
        }
      if (c != *out_sign || (i + 1) % (first + 1) != 0)
        return G_MAXSIZE;
    }
  return first;
}

/* IEEE 802 (EUI-48, EUI-64): pairs parted by ":", "-" or a blank, groups of four by ".", or nothing between. */
void
msp_validate_mac (MspSpan value, MspVerdict *out_verdict)
{
  char sign;
  gsize group = get_group (value, &sign), digits = 0;
  gboolean zeros = TRUE, ones = TRUE;

  for (gsize i = 0; i < value.len; i++)
    if (g_ascii_isxdigit (value.data[i]))
      {
        digits++;
        zeros = zeros && value.data[i] == '0';
        ones = ones && g_ascii_tolower (value.data[i]) == 'f';
      }
  gboolean form = (group == 0 && value.len == digits) || (group == 2 && strchr (":- ", sign) != NULL && digits * 3 == value.len * 2 + 2)
                  || (group == 4 && sign == '.' && digits * 5 == value.len * 4 + 4);

  msp_verdict_set (out_verdict, form && (digits == 12 || digits == 16) && !zeros && !ones,
                   "48 or 64 bits, written in one of the usual ways");
}
