/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"

static gboolean
is_separator (char c, const char *separators)
{
  /* Seldom more than three: no call is worth it. */
  for (; *separators != '\0'; separators++)
    if (c == *separators)
      return TRUE;
  return FALSE;
}

static gboolean
has_open_end (MspSpan value, const char *separators)
{
  return value.len == 0 || is_separator (value.data[0], separators) || is_separator (value.data[value.len - 1], separators);
}

static gboolean
fits (char c, char shape)
{
  switch (shape)
    {
    case '0': return g_ascii_isdigit (c);
    case 'A': return g_ascii_isupper (c);
    case '*': return g_ascii_isdigit (c) || g_ascii_isupper (c);
    default: return c == shape;
    }
}

gboolean
msp_shape_read (MspSpan value, const char *separators, const char *shape, char *out_chars)
{
  gsize n = 0;

  if (has_open_end (value, separators))
    return FALSE;
  for (gsize i = 0; i < value.len; i++)
    {
      char c = g_ascii_toupper (value.data[i]);

      if (is_separator (c, separators))
        continue;
      if (shape[n] == '\0' || !fits (c, shape[n]))
        return FALSE;
      out_chars[n++] = c;
    }
  out_chars[n] = '\0';
  return shape[n] == '\0';
}

guint
msp_digits_read (MspSpan value, const char *separators, char *out_chars, guint max)
{
  guint n = 0;

  if (has_open_end (value, separators))
    return 0;
  for (gsize i = 0; i < value.len; i++)
    {
      if (is_separator (value.data[i], separators))
        continue;
      if (n == max || !g_ascii_isdigit (value.data[i]))
        return 0;
      out_chars[n++] = value.data[i];
    }
  out_chars[n] = '\0';
  return n;
}

int
msp_char_value (char c)
{
  return g_ascii_isdigit (c) ? c - '0' : c - 'A' + 10;
}

int
msp_digits_weigh (const char *chars, const gint8 *weights, guint n)
{
  int sum = 0;

  for (guint i = 0; i < n; i++)
    sum += msp_char_value (chars[i]) * weights[i];
  return sum;
}

guint64
msp_digits_number (const char *chars, guint n)
{
  guint64 number = 0;

  for (guint i = 0; i < n; i++)
    number = number * 10 + (guint64) msp_char_value (chars[i]);
  return number;
}

guint
msp_digits_modulo (const char *chars, guint n, guint modulus)
{
  guint rest = 0;

  for (guint i = 0; i < n; i++)
    {
      guint value = (guint) msp_char_value (chars[i]);

      rest = (rest * (value < 10 ? 10 : 100) + value) % modulus;
    }
  return rest;
}

gboolean
msp_digits_are_equal (const char *chars, guint n)
{
  for (guint i = 1; i < n; i++)
    if (chars[i] != chars[0])
      return FALSE;
  return TRUE;
}

gboolean
msp_digits_pass_luhn (const char *chars, guint n)
{
  int sum = 0;

  for (guint i = 0; i < n; i++)
    {
      int value = msp_char_value (chars[n - 1 - i]);

      if (i % 2 == 1)
        value = value * 2 > 9 ? value * 2 - 9 : value * 2;
      sum += value;
    }
  return sum % 10 == 0;
}

gboolean
msp_digits_pass_mod_11_10 (const char *chars, guint n)
{
  int check = 5;

  for (guint i = 0; i < n; i++)
    check = ((check == 0 ? 10 : check) * 2 % 11 + msp_char_value (chars[i])) % 10;
  return check == 1;
}

gboolean
msp_digits_pass_verhoeff (const char *chars, guint n)
{
  static const char turn[8][11] = { "0123456789", "1576283094", "5803796142", "8916043527",
                                    "9453126870", "4286573901", "2793806415", "7046913258" };
  int check = 0;

  for (guint i = 0; i < n; i++)
    {
      int x = check, y = turn[i % 8][msp_char_value (chars[n - 1 - i])] - '0';

      /* The product of the dihedral group of a pentagon: 0-4 turn it, 5-9 turn and mirror it. */
      if (x < 5)
        check = y < 5 ? (x + y) % 5 : 5 + (x + y) % 5;
      else
        check = y < 5 ? 5 + (x - y + 5) % 5 : (x - y + 5) % 5;
    }
  return check == 0;
}

guint
msp_digits_pair (const char *chars)
{
  return (guint) msp_digits_number (chars, 2);
}

gboolean
msp_date_exists (guint year, guint month, guint day)
{
  static const guint8 lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month < 1 || month > 12 || day < 1)
    return FALSE;
  if (month == 2 && day == 29)
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= lengths[month - 1];
}

MspSpan
msp_span_after_last (MspSpan value, const char *stops)
{
  gsize start = value.len;

  while (start > 0 && !is_separator (value.data[start - 1], stops))
    start--;
  return msp_span_slice (value, start, value.len);
}
