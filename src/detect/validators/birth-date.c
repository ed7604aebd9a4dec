/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* First letters of months in English, French, Spanish and German; accented ones are met by what follows them. */
static guint
find_month (MspSpan word)
{
  static const struct { char name[5]; guint8 month; } names[] = {
    { "jan", 1 }, { "ene", 1 }, { "j\xC3\xA4", 1 }, { "feb", 2 }, { "fev", 2 }, { "f\xC3\xA9", 2 }, { "mar", 3 },
    { "m\xC3\xA4", 3 }, { "apr", 4 }, { "avr", 4 }, { "abr", 4 }, { "may", 5 }, { "mai", 5 }, { "jun", 6 }, { "juin", 6 },
    { "jul", 7 }, { "juil", 7 }, { "aug", 8 }, { "ago", 8 }, { "aou", 8 }, { "ao\xC3\xBB", 8 }, { "sep", 9 }, { "oct", 10 },
    { "okt", 10 }, { "nov", 11 }, { "dec", 12 }, { "dez", 12 }, { "dic", 12 }, { "d\xC3\xA9", 12 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (msp_span_has_prefix_nocase (word, names[i].name))
      return names[i].month;
  return 0;
}

typedef struct {
  guint numbers[3], widths[3];
  guint n, month;               /* month: named one */
} Date;

static gboolean
is_year (guint number, guint width)
{
  return width == 2 || (width == 4 && number >= 1850 && number <= 2099);
}

static guint
full_year (guint number, guint width)
{
  return width == 2 ? 2000 + number : number;
}

/* The numbers year, month and day of date stand for a day; the first reading that the calendar has is kept. */
static gboolean
try_order (const Date *date, guint year, guint month, guint day, MspBirthDate *out_date)
{
  guint named = date->month > 0 ? date->month : date->numbers[month], y = full_year (date->numbers[year], date->widths[year]);

  if (!is_year (date->numbers[year], date->widths[year]) || !msp_date_exists (y, named, date->numbers[day]))
    return FALSE;
  *out_date = (MspBirthDate) { y, named, date->numbers[day], date->widths[year] == 2 };
  return TRUE;
}

static gboolean
find_order (const Date *date, MspBirthDate *out_date)
{
  if (date->month > 0)
    return date->n == 2 && (try_order (date, 1, 0, 0, out_date) || try_order (date, 0, 0, 1, out_date));
  if (date->n != 3)
    return FALSE;
  if (date->widths[0] == 4)
    return try_order (date, 0, 1, 2, out_date) || try_order (date, 0, 2, 1, out_date);
  return try_order (date, 2, 1, 0, out_date) || try_order (date, 2, 0, 1, out_date);
}

/* "19850312", "12031985", "03121985": the digits are set apart as if there were separators. */
static gboolean
find_joined (MspSpan digits, MspBirthDate *out_date)
{
  Date date = { .n = 3, .widths = { 4, 2, 2 } };
  guint first = msp_digits_pair (digits.data) * 100 + msp_digits_pair (digits.data + 2);
  guint last = msp_digits_pair (digits.data + 4) * 100 + msp_digits_pair (digits.data + 6);

  date.numbers[0] = first, date.numbers[1] = last / 100, date.numbers[2] = last % 100;
  if (find_order (&date, out_date))
    return TRUE;
  date = (Date) { .n = 3, .numbers = { first / 100, first % 100, last }, .widths = { 2, 2, 4 } };
  return find_order (&date, out_date);
}

gboolean
msp_birth_date_read (MspSpan value, MspBirthDate *out_date)
{
  Date date = { .n = 0 };

  for (gsize i = 0; i < value.len && date.n <= 3;)
    if (g_ascii_isdigit (value.data[i]))
      {
        gsize start = i;
        guint number = 0;

        for (; i < value.len && g_ascii_isdigit (value.data[i]) && i - start < 9; i++)
          number = number * 10 + (guint) (value.data[i] - '0');
        if (i - start > 4)
          return date.n == 0 && i - start == 8 && find_joined (msp_span_slice (value, start, i), out_date);
        if (date.n < 3)
          date.numbers[date.n] = number, date.widths[date.n] = (guint) (i - start);
        date.n++;
      }
    else if (g_ascii_isalpha (value.data[i]) || (guint8) value.data[i] >= 0x80)
      {
        gsize start = i;

        while (i < value.len && (g_ascii_isalpha (value.data[i]) || (guint8) value.data[i] >= 0x80))
          i++;
        if (date.month == 0)
          date.month = find_month (msp_span_slice (value, start, i));
      }
    else
      i++;
  return find_order (&date, out_date);
}

/* A date in any usual order at the end of value, which may begin with a label. Whose minority it tells is for the caller: it
   knows the message's date. */
void
msp_validate_birth_date (MspSpan value, MspVerdict *out_verdict)
{
  MspBirthDate date;

  msp_verdict_set (out_verdict, msp_birth_date_read (value, &date), "a day of the calendar and a year of birth");
}
