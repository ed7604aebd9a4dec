/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* Service-Public: 13 characters and their complement modulo 97; Corsican departments count as 19 and 18. */
void
msp_validate_fr_nir (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " .", "000000000000000", c) || msp_shape_read (value, " .", "000002*00000000", c);
  gboolean short_shape = !shape && (msp_shape_read (value, " .", "0000000000000", c) || msp_shape_read (value, " .", "000002*000000", c));
  guint month;

  if ((!shape && !short_shape) || strchr ("123478", c[0]) == NULL)
    {
      msp_verdict_set (out_verdict, FALSE, "not sex, year, month, place, number and key");
      return;
    }
  month = msp_digits_pair (c + 3);
  if (c[6] == 'A' || c[6] == 'B')
    {
      c[5] = '1';
      c[6] = c[6] == 'A' ? '9' : '8';
    }
  msp_verdict_set (out_verdict,
                   g_ascii_isdigit (c[6]) && ((month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50)
                   && (short_shape || msp_digits_pair (c + 13) == 97 - msp_digits_number (c, 13) % 97),
                   short_shape ? "month of birth; without its key" : "key modulo 97 and month of birth");
  out_verdict->label_only = short_shape;
}

/* Numéro fiscal de référence: the last three digits are the first ten modulo 511. */
void
msp_validate_fr_spi (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " ", "0000000000000", c) && c[0] <= '3';

  msp_verdict_set (out_verdict,
                   shape && msp_digits_number (c, 10) > 0 && msp_digits_number (c, 10) % 511 == msp_digits_number (c + 10, 3),
                   "13 digits from 0-3, key modulo 511");
}

static gboolean
has_dni_letter (const char *digits, char letter)
{
  return "TRWAGMYFPDXBNJZSQVHLCKE"[msp_digits_number (digits, 8) % 23] == letter;
}

/* Real Decreto 1553/2005: the letter is the number modulo 23. */
void
msp_validate_es_dni (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean full = msp_shape_read (value, " .-", "00000000A", c), short_form = !full && msp_shape_read (value, " .-", "0000000A", c + 1);

  if (short_form)
    c[0] = '0';
  msp_verdict_set (out_verdict, (full || short_form) && msp_digits_number (c, 8) > 0 && has_dni_letter (c, c[8]),
                   short_form ? "letter modulo 23; the leading zero is missing" : "letter modulo 23");
  out_verdict->label_only = short_form;
  if (value.len > 2 && value.data[value.len - 2] == ' ')
    out_verdict->none = 30;
}

void
msp_validate_es_nie (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " .-", "A0000000A", c) && c[0] >= 'X';

  if (shape)
    c[0] = (char) ('0' + c[0] - 'X');
  msp_verdict_set (out_verdict, shape && has_dni_letter (c, c[8]), "X, Y or Z, seven digits, letter modulo 23");
}

/* Letters that replace digits in numbers that would be equal (omocodia). */
static gboolean
restore_digit (char *c)
{
  const char *p = *c != '\0' ? strchr ("LMNPQRSTUV", *c) : NULL;

  if (p != NULL)
    *c = (char) ('0' + (p - "LMNPQRSTUV"));
  return g_ascii_isdigit (*c);
}

/* Decreto ministeriale 23/12/1976. */
void
msp_validate_it_cf (MspSpan value, MspVerdict *out_verdict)
{
  static const guint8 odd[] = { 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23 };
  static const guint8 places[] = { 6, 7, 9, 10, 12, 13, 14 };
  static const char letters[] = "ABCDEHLMPRST";
  char c[MSP_SHAPE_MAX];
  int sum = 0;
  guint day;
  const char *month;
  gboolean shape = msp_shape_read (value, " -", "AAAAAA**A**A***A", c);

  for (guint i = 0; shape && i < 15; i++)
    {
      int worth = g_ascii_isdigit (c[i]) ? c[i] - '0' : c[i] - 'A';

      sum += i % 2 == 0 ? odd[worth] : worth;
    }
  for (gsize i = 0; shape && i < G_N_ELEMENTS (places); i++)
    shape = restore_digit (&c[places[i]]);
  month = shape ? strchr (letters, c[8]) : NULL;
  if (month == NULL)
    {
      msp_verdict_set (out_verdict, FALSE, "not name, birth date, place and check letter");
      return;
    }
  day = msp_digits_pair (c + 9);
  msp_verdict_set (out_verdict,
                   c[15] == 'A' + sum % 26
                   && msp_date_exists (2000 + msp_digits_pair (c + 6), (guint) (month - letters) + 1, day > 40 ? day - 40 : day),
                   "check letter modulo 26 and birth date");
}

/* Portaria 2/2013 and the finance ministry: modulo 11. */
void
msp_validate_pt_nif (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 9, 8, 7, 6, 5, 4, 3, 2 };
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " .-", "000000000", c) && c[0] != '0'
                   && (11 - msp_digits_weigh (c, weights, 8) % 11) % 11 % 10 == c[8] - '0',
                   "nine digits, weighted sum modulo 11");
}

/* Cartão de Cidadão: Luhn with letters worth 10-35. */
void
msp_validate_pt_cc (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, " ", "000000000**0", c) && msp_digits_pass_luhn (c, 12),
                   "nine digits, version and digit, Luhn");
  /* Cards bear letters for their version; twelve digits are any number that passes Luhn. */
  out_verdict->label_only = out_verdict->valid && g_ascii_isdigit (c[9]) && g_ascii_isdigit (c[10]);
}

/* Belgian national register: complement modulo 97, of 2 and the number from 2000 on; months of bis numbers are 20 or 40
   higher. */
void
msp_validate_be_nn (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " .-", "00000000000", c);
  guint month = shape ? msp_digits_pair (c + 2) % 20 : 99, day = shape ? msp_digits_pair (c + 4) : 99;
  guint64 number = shape ? msp_digits_number (c, 9) : 0, key = shape ? msp_digits_number (c + 9, 2) : 0;
  gboolean date = shape && msp_digits_pair (c + 2) < 53
                  && (month == 0 || day == 0 ? month <= 12
                      && day <= 31 : msp_date_exists (2000 + msp_digits_pair (c), month, day));

  msp_verdict_set (out_verdict, date && number > 0
                   && (97 - number % 97 == key
                       || (number / 10000000 <= 40 && 97 - (number + G_GUINT64_CONSTANT (2000000000)) % 97 == key)),
                   "birth date and complement modulo 97");
}
