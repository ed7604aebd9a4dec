/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* First letters of months in English, French, Spanish and German; accented ones are met by what follows them. */
static guint
find_month (MspSpan word)
{
  static const struct { char name[5]; guint8 month; } names[] = {
    { "jan", 1 }, { "ene", 1 }, { "j\xC3\xA4", 1 }, { "feb", 2 }, { "fev", 2 }, { "f\xC3\xA9", 2 }, { "mar", 3 }, { "m\xC3\xA4", 3 },
    { "apr", 4 }, { "avr", 4 }, { "abr", 4 }, { "may", 5 }, { "mai", 5 }, { "jun", 6 }, { "juin", 6 }, { "jul", 7 }, { "juil", 7 },
    { "aug", 8 }, { "ago", 8 }, { "aou", 8 }, { "ao\xC3\xBB", 8 }, { "sep", 9 }, { "oct", 10 }, { "okt", 10 }, { "nov", 11 }, { "dec", 12 },
    { "dez", 12 }, { "dic", 12 }, { "d\xC3\xA9", 12 },
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

static gboolean
is_plausible (const Date *date)
{
  const guint *v = date->numbers, *w = date->widths;

  if (date->month > 0 && date->n == 2)
    return (is_year (v[1], w[1]) && msp_date_exists (full_year (v[1], w[1]), date->month, v[0]))
           || (is_year (v[0], w[0]) && msp_date_exists (full_year (v[0], w[0]), date->month, v[1]));
  if (date->month > 0 || date->n != 3)
    return FALSE;
  if (w[0] == 4)
    return is_year (v[0], 4) && (msp_date_exists (v[0], v[1], v[2]) || msp_date_exists (v[0], v[2], v[1]));
  return is_year (v[2], w[2]) && (msp_date_exists (full_year (v[2], w[2]), v[1], v[0]) || msp_date_exists (full_year (v[2], w[2]), v[0], v[1]));
}

/* A date in any usual order at the end of value, which may begin with a label. Whose minority it tells is for the caller: it knows the
   message's date. */
void
msp_validate_birth_date (MspSpan value, MspVerdict *out_verdict)
{
  Date date = { .n = 0 };

  for (gsize i = 0; i < value.len && date.n <= 3;)
    if (g_ascii_isdigit (value.data[i]))
      {
        guint number = 0, width = 0;

        for (; i < value.len && g_ascii_isdigit (value.data[i]) && width < 5; i++, width++)
          number = number * 10 + (guint) (value.data[i] - '0');
        if (width > 4)
          break;
        if (date.n < 3)
          date.numbers[date.n] = number, date.widths[date.n] = width;
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
  /* "20000229" */
  if (date.n == 1 && date.month == 0 && date.widths[0] == 4)
    date.n = 0;
  msp_verdict_set (out_verdict, is_plausible (&date), "a day of the calendar and a year of birth");
}
