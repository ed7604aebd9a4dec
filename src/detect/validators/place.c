/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* ITU-T E.164 country codes assigned, as ranges; two- and one-digit codes first. */
static gboolean
is_country_code (const char *digits)
{
  static const struct { guint8 low, high; } pairs[] = {
    { 20, 20 }, { 27, 27 }, { 30, 34 }, { 36, 36 }, { 39, 41 }, { 43, 49 }, { 51, 58 }, { 60, 66 }, { 81, 82 }, { 84, 84 },
    { 86, 86 }, { 90, 95 }, { 98, 98 },
  };
  static const struct { guint16 low, high; } triples[] = {
    { 211, 213 }, { 216, 216 }, { 218, 218 }, { 220, 258 }, { 260, 269 }, { 290, 291 }, { 297, 299 }, { 350, 359 }, { 370, 383 },
    { 385, 387 }, { 389, 389 }, { 420, 421 }, { 423, 423 }, { 500, 509 }, { 590, 599 }, { 670, 670 }, { 672, 683 }, { 685, 692 },
    { 800, 800 }, { 808, 808 }, { 850, 850 }, { 852, 853 }, { 855, 856 }, { 870, 870 }, { 878, 878 }, { 880, 883 }, { 886, 886 },
    { 888, 888 }, { 960, 968 }, { 970, 977 }, { 979, 979 }, { 992, 996 }, { 998, 998 },
  };
  guint two = msp_digits_pair (digits), three = (guint) msp_digits_number (digits, 3);

  if (digits[0] == '1' || digits[0] == '7')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (two >= pairs[i].low && two <= pairs[i].high)
      return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (triples); i++)
    if (three >= triples[i].low && three <= triples[i].high)
      return TRUE;
  return FALSE;
}

/* North American Numbering Plan: area and exchange begin with 2-9 and do not end with 11; 555-01xx is kept for fiction. */
static void
judge_north_american (const char *c, MspVerdict *out_verdict)
{
  gboolean valid = c[0] >= '2' && c[3] >= '2' && !(c[1] == '1' && c[2] == '1') && !(c[4] == '1' && c[5] == '1')
                   && !msp_digits_are_equal (c, 10);

  msp_verdict_set (out_verdict, valid, "area and exchange of the North American plan");
  out_verdict->test = strncmp (c + 3, "55501", 5) == 0;
}

void
msp_validate_phone_nanp (MspSpan value, MspVerdict *out_verdict)
{
  char c[12];
  gboolean plus = value.len > 0 && value.data[0] == '+';
  gboolean bracket = value.len > 0 && value.data[plus ? 1 : 0 ] == '(';
  guint n = msp_digits_read (msp_span_slice (value, plus || bracket ? 1 : 0, value.len), " .-()", c, 11);

  if (n == 11 && c[0] == '1')
    judge_north_american (c + 1, out_verdict);
  else if (n == 10 && !plus)
    judge_north_american (c, out_verdict);
  else
    msp_verdict_set (out_verdict, FALSE, "not ten digits, nor 1 and ten digits");
  out_verdict->label_only = n == value.len;
}

void
msp_validate_phone_intl (MspSpan value, MspVerdict *out_verdict)
{
  char c[16];
  guint n = value.len > 0 && value.data[0] == '+' ? msp_digits_read (msp_span_slice (value, 1, value.len), " .-()", c, 15) : 0;

  if (n < 8 || !is_country_code (c))
    msp_verdict_set (out_verdict, FALSE, "not 8 to 15 digits behind '+' with a country code");
  else if (c[0] == '1' && n == 11)
    judge_north_american (c + 1, out_verdict);
  else
    msp_verdict_set (out_verdict, c[0] != '1' && !msp_digits_are_equal (c + 1, n - 1), "country code and length of E.164");
}

/* Reads "-12.3456" at value: thousandths of a degree at least; FALSE if there are fewer than four decimals. */
static gboolean
read_degrees (MspSpan value, gsize *at, guint limit)
{
  guint whole = 0, decimals = 0;
  gsize digits = 0;
  gboolean rest = FALSE;

  if (*at < value.len && (value.data[*at] == '-' || value.data[*at] == '+'))
    ++*at;
  for (; *at < value.len && g_ascii_isdigit (value.data[*at]) && digits < 4; ++*at, digits++)
    whole = whole * 10 + (guint) (value.data[*at] - '0');
  if (digits == 0 || digits > 3 || *at >= value.len || value.data[*at] != '.')
    return FALSE;
  for (++*at; *at < value.len && g_ascii_isdigit (value.data[*at]); ++*at, decimals++)
    rest = rest || value.data[*at] != '0';
  return decimals >= 4 && decimals <= 15 && (whole < limit || (whole == limit && !rest));
}

/* Latitude and longitude (WGS 84) in decimal degrees. */
void
msp_validate_latlon (MspSpan value, MspVerdict *out_verdict)
{
  gsize at = 0;
  gboolean valid = read_degrees (value, &at, 90);

  while (at < value.len && (value.data[at] == ',' || value.data[at] == ' '))
    at++;
  msp_verdict_set (out_verdict, valid && read_degrees (value, &at, 180) && at == value.len,
                   "latitude and longitude with four decimals");
}

/* NGA.STND.0037: zone, band, square of 100 km, then as many digits of easting as of northing. */
void
msp_validate_mgrs (MspSpan value, MspVerdict *out_verdict)
{
  guint zone = 0, digits = 0;
  gsize i = 0, letters = 0;
  gboolean valid = TRUE;

  for (; i < value.len && i < 2 && g_ascii_isdigit (value.data[i]); i++)
    zone = zone * 10 + (guint) (value.data[i] - '0');
  for (; valid && i < value.len; i++)
    {
      char c = value.data[i];

      if (c == ' ')
        continue;
      if (g_ascii_isdigit (c) && letters == 3)
        digits++;
      else if (g_ascii_isupper (c) && letters < 3 && digits == 0 && c != 'I' && c != 'O')
        valid = letters == 0 ? c >= 'C' && c <= 'X' : letters == 1 || c <= 'V', letters++;
      else
        valid = FALSE;
    }
  msp_verdict_set (out_verdict,
                   valid && zone >= 1 && zone <= 60 && letters == 3 && digits >= 4 && digits <= 10 && digits % 2 == 0,
                   "zone, band, square and an even number of digits");
  if (digits < 8 && memchr (value.data, ' ', value.len) == NULL)
    out_verdict->none = 40;
}

/* USPS: the first digit of a ZIP code (the first two of a military one) fits the state in the address's last line. */
void
msp_validate_us_address (MspSpan value, MspVerdict *out_verdict)
{
  static const char *const states[] = {
    "CT MA ME NH NJ NY PR RI VT VI AE ", "DE NY PA ", "DC MD NC SC VA WV ", "AL FL GA MS TN AA ", "IN KY MI OH ",
    "DC IA MN MT ND SD WI ", "IL KS MO NE ", "AR LA OK TX ", "AZ CO ID NM NV TX UT WY ", "AK AP AS CA FM GU HI MH MP OR PW WA ",
  };
  gsize end = value.len, zip;
  gboolean valid = FALSE;

  if (end > 5 && value.data[end - 5] == '-')
    end -= 5;
  zip = end >= 5 ? end - 5 : 0;
  for (gsize i = zip; i < end; i++)
    if (!g_ascii_isdigit (value.data[i]))
      zip = 0;
  end = zip;
  while (end > 0 && !g_ascii_isalpha (value.data[end - 1]))
    end--;
  if (end >= 2 && zip > end)
    for (const char *p = states[value.data[zip] - '0']; *p != '\0'; p += 3)
      valid = valid || g_ascii_strncasecmp (p, value.data + end - 2, 2) == 0;
  msp_verdict_set (out_verdict, valid, "a ZIP code of the state before it");
}
