/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* Employment and Social Development Canada: Luhn; 0 is not issued, 8 to businesses. */
void
msp_validate_ca_sin (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict,
                   msp_shape_read (value, " -", "000000000", c) && c[0] != '0' && c[0] != '8' && !msp_digits_are_equal (c, 9)
                   && msp_digits_pass_luhn (c, 9), "nine digits from 1-7 or 9, Luhn check digit");
}

/* Worth of a character in Mexican check sums, where & stands between N and O, and Ñ (here '@') behind all. */
static int
mexican_value (char c)
{
  return g_ascii_isdigit (c) ? c - '0' : c == '&' ? 24 : c == '@' ? 38 : c - 'A' + 10 + (c > 'N');
}

static gboolean
is_mexican_date (const char *digits)
{
  return msp_date_exists (2000 + msp_digits_pair (digits), msp_digits_pair (digits + 2), msp_digits_pair (digits + 4));
}

/* RENAPO: name, birth date, sex, state, consonants, century, check digit. */
/* First letters that the registry never gives: it writes X for the second (RENAPO, Instructivo normativo, annex 2). */
static gboolean
is_inconvenient (const char *c)
{
  static const char words[] =
    "BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO GETA GUEI GUEY JETA JOTO "
    "KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO LOCA LOCO LOKA LOKO MAME MAMO MEAR MEAS MEON MIAR "
    "MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE PIPI PITO POPO PUTA PUTO QULO RATA ROBA ROBE ROBO RUIN SENO TETA VACA VAGA "
    "VAGO VAKA VUEI VUEY WUEI WUEY ";

  for (const char *p = words; *p != '\0'; p += 5)
    if (strncmp (p, c, 4) == 0)
      return TRUE;
  return FALSE;
}

void
msp_validate_mx_curp (MspSpan value, MspVerdict *out_verdict)
{
  static const char states[] =
    "AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ YN ZS ";
  char c[MSP_SHAPE_MAX];
  gboolean state = FALSE;
  int sum = 0;

  if (!msp_shape_read (value, " ", "AAAA000000AAAAAA*0", c) || strchr ("HMX", c[10]) == NULL)
    {
      msp_verdict_set (out_verdict, FALSE, "not name, birth date, sex, state, consonants and two characters");
      return;
    }
  for (int i = 0; i < 17; i++)
    sum += mexican_value (c[i]) * (18 - i);
  for (const char *p = states; *p != '\0'; p += 3)
    state = state || strncmp (p, c + 11, 2) == 0;
  msp_verdict_set (out_verdict, state && !is_inconvenient (c) && is_mexican_date (c + 4) && (10 - sum % 10) % 10 == c[17] - '0',
                   "birth date, state and check digit modulo 10");
}

/* SAT, Registro Federal de Contribuyentes: organisations have three letters, read with a space before them. */
static gboolean
read_rfc (MspSpan value, char c[14], gsize *out_n)
{
  gsize n = 0;
  gboolean shape = TRUE;

  for (gsize i = 0; shape && i < value.len; i++)
    if (value.data[i] != '-' && value.data[i] != ' ')
      {
        gboolean tilde = (guint8) value.data[i] == 0xC3 && i + 1 < value.len && (guint8) value.data[i + 1] == 0x91;
        char upper = tilde ? '@' : g_ascii_toupper (value.data[i]);

        i += tilde;
        shape = n < 13 && (g_ascii_isalnum (upper) || upper == '&' || tilde);
        if (shape)
          c[n++] = upper;
      }
  shape = shape && (n == 12 || n == 13);
  for (gsize i = 0; shape && i < n; i++)
    shape = i < n - 9 ? !g_ascii_isdigit (c[i]) : i < n - 3 ? g_ascii_isdigit (c[i]) : g_ascii_isalnum (c[i]);
  *out_n = n;
  return shape && is_mexican_date (c + n - 9);
}

void
msp_validate_mx_rfc (MspSpan value, MspVerdict *out_verdict)
{
  char c[14];
  gsize n;
  int sum = 0, check;

  if (!read_rfc (value, c, &n))
    {
      msp_verdict_set (out_verdict, FALSE, "not three or four letters, a date and three characters");
      return;
    }
  for (gsize i = 0; i < n - 1; i++)
    sum += mexican_value (c[i]) * (int) (n - i);
  if (n == 12)
    sum += 37 * 13;
  check = (11 - sum % 11) % 11;
  msp_verdict_set (out_verdict, c[n - 1] == (check == 10 ? 'A' : (char) ('0' + check)), "date and check character modulo 11");
}

/* One in five numbers that the tax service has given out has another last character than its own rule says. */
void
msp_validate_mx_rfc_date (MspSpan value, MspVerdict *out_verdict)
{
  char c[14];
  gsize n;

  msp_verdict_set (out_verdict, read_rfc (value, c, &n), "three or four letters, a date and three characters");
}

/* Receita Federal: two check digits modulo 11. */
void
msp_validate_br_cpf (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 11, 10, 9, 8, 7, 6, 5, 4, 3, 2 };
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " .-/_", "00000000000", c) && !msp_digits_are_equal (c, 11);

  msp_verdict_set (out_verdict, shape && msp_digits_weigh (c, weights + 1, 9) * 10 % 11 % 10 == c[9] - '0'
                   && msp_digits_weigh (c, weights, 10) * 10 % 11 % 10 == c[10] - '0', "two check digits modulo 11");
  if (value.len == 11)
    out_verdict->none = 35;
}

static int
cnpj_digit (const char *chars, guint n)
{
  int sum = 0, rest;

  for (guint i = 0; i < n; i++)
    sum += (chars[n - 1 - i] - '0') * (int) (2 + i % 8);
  rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
}

/* IN RFB 2229/2024: letters count as their code less 48. */
void
msp_validate_br_cnpj (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " .-/", "************00", c) && !msp_digits_are_equal (c, 14);

  msp_verdict_set (out_verdict, shape && cnpj_digit (c, 12) == c[12] - '0' && cnpj_digit (c, 13) == c[13] - '0',
                   "two check digits modulo 11");
}

/* AFIP: kind, document number, modulo 11. */
void
msp_validate_ar_cuit (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 };
  static const char kinds[] = "20 23 24 27 30 33 34 50 51 55 ";
  char c[MSP_SHAPE_MAX];
  gboolean known = FALSE;
  int check;

  if (!msp_shape_read (value, " -", "00000000000", c))
    {
      msp_verdict_set (out_verdict, FALSE, "not eleven digits");
      return;
    }
  for (const char *p = kinds; *p != '\0'; p += 3)
    known = known || strncmp (p, c, 2) == 0;
  check = (11 - msp_digits_weigh (c, weights, 10) % 11) % 11;
  msp_verdict_set (out_verdict, known && (check == 10 ? 9 : check) == c[10] - '0', "kind of person and check digit modulo 11");
}

/* Servicio de Registro Civil: modulo 11. */
void
msp_validate_cl_rut (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean longer = msp_shape_read (value, ".-", "00000000*", c), shape = longer || msp_shape_read (value, ".-", "0000000*", c);
  guint n = longer ? 8 : 7;
  int sum = 0, check;

  for (guint i = 0; shape && i < n; i++)
    sum += (c[n - 1 - i] - '0') * (int) (2 + i % 6);
  check = 11 - sum % 11;
  msp_verdict_set (out_verdict, shape && !msp_digits_are_equal (c, n)
                   && c[n] == (check == 11 ? '0' : check == 10 ? 'K' : (char) ('0' + check)), "check character modulo 11");
}
