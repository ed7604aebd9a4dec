/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* The IRS list of prefixes ("How EINs are assigned"): all but these. */
void
msp_validate_ein (MspSpan value, MspVerdict *out_verdict)
{
  static const guint8 unused[] = { 0, 7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97 };
  char c[MSP_SHAPE_MAX];
  gboolean valid = msp_shape_read (value, "- ", "000000000", c) && (value.len == 9 || (value.len == 10 && !g_ascii_isdigit (value.data[2])));

  for (gsize i = 0; valid && i < G_N_ELEMENTS (unused); i++)
    valid = msp_digits_pair (c) != unused[i];
  msp_verdict_set (out_verdict, valid && !msp_digits_are_equal (c + 2, 7), "a prefix that the IRS issues and seven digits");
}

void
msp_validate_ptin (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];

  msp_verdict_set (out_verdict, msp_shape_read (value, "", "P00000000", c), "P and eight digits");
}

/* DFARS 204.16: activity code, fiscal year, instrument, serial. */
void
msp_validate_piid (MspSpan value, MspVerdict *out_verdict)
{
  char c[18];
  gsize n = 0;
  gboolean digit = FALSE, letter = FALSE;

  for (gsize i = 0; i < value.len; i++)
    if (value.data[i] != '-')
      {
        if (n == 17 || (!g_ascii_isdigit (value.data[i]) && !g_ascii_isupper (value.data[i])))
          n = G_MAXSIZE - 1;
        if (n > 17)
          break;
        digit = digit || (n < 6 && g_ascii_isdigit (value.data[i]));
        letter = letter || (n < 6 && g_ascii_isupper (value.data[i]));
        c[n++] = value.data[i];
      }
  if (n < 13 || n > 17)
    msp_verdict_set (out_verdict, FALSE, "not 13 to 17 capital letters and digits");
  else if (!digit || !letter || !g_ascii_isdigit (c[6]) || !g_ascii_isdigit (c[7]))
    msp_verdict_set (out_verdict, FALSE, "no activity code of letters and digits, or no fiscal year");
  else
    msp_verdict_set (out_verdict, g_ascii_isupper (c[8]) && c[8] != 'I' && c[8] != 'O',
                     "an instrument letter (never I or O) as ninth character");
}

/* FAR 4.1801 and SAM.gov: the algorithm of the last character is not public. */
void
msp_validate_uei (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  guint run = 0, longest = 0, digits = 0;

  if (!msp_shape_read (value, "", "************", c) || c[0] == '0' || strpbrk (c, "IO") != NULL)
    {
      msp_verdict_set (out_verdict, FALSE, "not twelve letters and digits without I and O, the first not 0");
      return;
    }
  for (guint i = 0; i < 12; i++)
    {
      run = g_ascii_isdigit (c[i]) ? run + 1 : 0;
      longest = MAX (longest, run);
      digits += g_ascii_isdigit (c[i]);
    }
  msp_verdict_set (out_verdict, longest < 9 && digits > 0 && digits < 12, "letters and digits without nine digits in a row");
}

void
msp_validate_cage (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean valid = msp_shape_read (value, "", "0***0", c) && strpbrk (c, "IO") == NULL;

  msp_verdict_set (out_verdict, valid && !(g_ascii_isdigit (c[1]) && g_ascii_isdigit (c[2]) && g_ascii_isdigit (c[3])),
                   "a digit, three characters with a letter but no I or O, a digit");
}
