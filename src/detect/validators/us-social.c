/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* Never issued to a person: the wallet card of 1938, the administration's pamphlet, an advertisement, and
   placeholders; so are those whose groups are of one digit each ("111-22-3333"). */
static const char *const published[] = { "078051120", "219099999", "457555462", "123456789" };

/* The length of the separator at text: "-", ".", space or a Unicode dash (U+2010-U+2015); 0 if there is none. */
static gsize
separator_at (MspSpan text, gsize at)
{
  const guchar *p = (const guchar *) text.data + at;

  if (at < text.len && (*p == '-' || *p == '.' || *p == ' '))
    return 1;
  return at + 3 <= text.len && p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90 && p[2] <= 0x95 ? 3 : 0;
}

/* Reads AAA-GG-SSSS with equal separators or none; the bytes read, or 0. *out_separator is that byte, or 0. */
static gsize
read_groups (MspSpan value, char digits[10], char *out_separator)
{
  static const guint8 groups[] = { 3, 2, 4 };
  gsize at = 0, first = 0, first_len = 0;
  guint n = 0;

  for (guint g = 0; g < 3; g++)
    {
      if (g > 0)
        {
          gsize len = separator_at (value, at);

          if (g == 1)
            first = at, first_len = len;
          else if (len != first_len || memcmp (value.data + first, value.data + at, len) != 0)
            return 0;
          at += len;
        }
      for (guint i = 0; i < groups[g]; i++, at++)
        {
          if (at >= value.len || !g_ascii_isdigit (value.data[at]))
            return 0;
          digits[n++] = value.data[at];
        }
    }
  digits[n] = '\0';
  *out_separator = first_len > 0 ? value.data[first] : '\0';
  return at;
}

static gboolean
is_published (const char *digits)
{
  for (gsize i = 0; i < G_N_ELEMENTS (published); i++)
    if (strcmp (digits, published[i]) == 0)
      return TRUE;
  return strncmp (digits, "98765432", 8) == 0
         || (msp_digits_are_equal (digits, 3) && msp_digits_are_equal (digits + 3, 2) && msp_digits_are_equal (digits + 5, 4));
}

/* 20 CFR 422.103 and the Social Security Administration's randomisation of 2011, since when only these ranges stay unassigned. */
static void
judge (const char *digits, MspVerdict *out_verdict)
{
  guint area = (guint) msp_digits_number (digits, 3);

  out_verdict->test = is_published (digits);
  if (area == 0)
    msp_verdict_set (out_verdict, FALSE, "area 000 never assigned");
  else if (area == 666)
    msp_verdict_set (out_verdict, FALSE, "area 666 never assigned");
  else if (area >= 900)
    msp_verdict_set (out_verdict, FALSE, "areas 900-999 never assigned (taxpayer numbers)");
  else if (msp_digits_pair (digits + 3) == 0)
    msp_verdict_set (out_verdict, FALSE, "group 00 never assigned");
  else if (msp_digits_number (digits + 5, 4) == 0)
    msp_verdict_set (out_verdict, FALSE, "serial 0000 never assigned");
  else if (out_verdict->test || msp_digits_are_equal (digits, 9))
    msp_verdict_set (out_verdict, FALSE, "published or placeholder number");
  else
    msp_verdict_set (out_verdict, TRUE, "area, group and serial can be assigned");
}

void
msp_validate_ssn (MspSpan value, MspVerdict *out_verdict)
{
  char digits[10], separator;
  gsize len = read_groups (value, digits, &separator);

  if (len == 0 || len != value.len)
    {
      msp_verdict_set (out_verdict, FALSE, "not three, two and four digits with equal separators");
      return;
    }
  judge (digits, out_verdict);
  if (separator == '.')
    out_verdict->none = 20;
}

/* Medicare claim number before 2020: a social security number and one or two characters of relationship. */
void
msp_validate_hicn (MspSpan value, MspVerdict *out_verdict)
{
  char digits[10], separator;
  gsize len = read_groups (value, digits, &separator);
  MspSpan rest = msp_span_slice (value, len, value.len);

  if (rest.len > 0 && rest.data[0] == '-')
    rest = msp_span_slice (rest, 1, rest.len);
  if (len == 0 || rest.len < 1 || rest.len > 2 || rest.data[0] == '\0'
      || strchr ("ABCDEFJKMTW", rest.data[0]) == NULL || !g_ascii_isalnum (rest.data[rest.len - 1]))
    msp_verdict_set (out_verdict, FALSE, "not a social security number and a claim suffix");
  else
    {
      judge (digits, out_verdict);
      if (separator == '\0')
        out_verdict->none = 20;
    }
}

/* Internal Revenue Manual 3.21.263: the fourth and fifth digit say what kind of number it is. */
void
msp_validate_itin (MspSpan value, MspVerdict *out_verdict)
{
  char digits[10];
  guint group = msp_shape_read (value, " -", "900000000", digits) ? msp_digits_pair (digits + 3) : 0;
  gboolean valid = (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group <= 99 && group != 93);

  msp_verdict_set (out_verdict, valid,
                   valid ? "9 and a group issued to taxpayers" : "not 9 and one of the groups 50-65, 70-88, 90-92, 94-99");
  if (value.len == 9)
    out_verdict->none = 20;
}

void
msp_validate_atin (MspSpan value, MspVerdict *out_verdict)
{
  char digits[10];

  msp_verdict_set (out_verdict, msp_shape_read (value, " -", "900930000", digits), "9 and group 93, kept for adoptions");
}
