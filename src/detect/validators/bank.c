/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* ISO 3166-1 alpha-2, and XK as SWIFT uses it. */
static const char countries[] =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD "
  "CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF "
  "GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
  "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA "
  "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI "
  "SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
  "VN VU WF WS XK YE YT ZA ZM ZW ";

/* ISO 9362. */
void
msp_validate_bic (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean known = FALSE;

  if (msp_shape_read (value, "", "AAAAAA**", c) || msp_shape_read (value, "", "AAAAAA*****", c))
    for (const char *p = countries; *p != '\0'; p += 3)
      known = known || strncmp (c + 4, p, 2) == 0;
  msp_verdict_set (out_verdict, known, "8 or 11 characters with a country of ISO 3166 as fifth and sixth");
}

/* ABA routing number (ANSI X9.100-160): Federal Reserve district and weighted sum. */
void
msp_validate_aba (MspSpan value, MspVerdict *out_verdict)
{
  static const gint8 weights[] = { 3, 7, 1, 3, 7, 1, 3, 7, 1 };
  char c[10];
  guint district = msp_shape_read (value, " -", "000000000", c) ? msp_digits_pair (c) : 99;

  if (district > 12 && !(district >= 21 && district <= 32) && !(district >= 61 && district <= 72) && district != 80)
    msp_verdict_set (out_verdict, FALSE, "not nine digits that begin with a Federal Reserve district");
  else
    msp_verdict_set (out_verdict, msp_digits_weigh (c, weights, 9) % 10 == 0 && !msp_digits_are_equal (c, 9),
                     "weighted sum of the nine digits");
}

/* A cheque's line: the routing number is the first run of nine digits. */
void
msp_validate_micr (MspSpan value, MspVerdict *out_verdict)
{
  gsize run = 0;

  for (gsize i = 0; i < value.len; i++)
    {
      run = g_ascii_isdigit (value.data[i]) ? run + 1 : 0;
      if (run == 9)
        {
          msp_validate_aba (msp_span_slice (value, i - 8, i + 1), out_verdict);
          return;
        }
    }
  msp_verdict_set (out_verdict, FALSE, "no nine digits in a row");
}
