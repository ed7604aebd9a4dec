/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* Formats by state (NTSI, AAMVA), separated by "|": A letter, 0 digit, X letter or digit, a number the repetitions of what
   precedes it, "-" a range; other letters are in lower case and stand for themselves. A leading "+" marks states whose lettered
   form is rare elsewhere. */
static const struct {
  char        state[3];
  const char *formats;
} table[] = {
  { "AK", "0{1-7}" }, { "AL", "0{1-8}" }, { "AR", "0{4-9}" }, { "AZ", "A0{8}|0{9}" }, { "CA", "A0{7}" },
  { "CO", "0{9}|A0{3-6}|AA0{2-5}" }, { "CT", "0{9}" }, { "DC", "0{7}|0{9}" }, { "DE", "0{1-7}" }, { "FL", "+A0{12}" },
  { "GA", "0{7-9}" }, { "HI", "A0{8}|0{9}" }, { "IA", "+0{3}AA0{4}|0{9}" }, { "ID", "+AA0{6}A|0{9}" }, { "IL", "+A0{11-12}" },
  { "IN", "A0{9}|0{9-10}" }, { "KS", "A0A0A|A0{8}|0{9}" }, { "KY", "A0{8-9}|0{9}" }, { "LA", "0{1-9}" },
  { "MA", "A0{8}|AA0{7}|0{9}" }, { "MD", "+A0{12}" }, { "ME", "0{7}|0{7}A|0{8}" }, { "MI", "+A0{10}|A0{12}" },
  { "MN", "+A0{12}" }, { "MO", "0{3}A0{6}|A0{5-9}|A0{6}r|0{8}AA|0{9}|0{9}A" }, { "MS", "0{9}" }, { "MT", "A0{8}|0{9}|0{13-14}" },
  { "NC", "0{1-12}" }, { "ND", "+AAA0{6}|0{9}" }, { "NE", "A0{6-8}" }, { "NH", "+00AAA0{5}" }, { "NJ", "+A0{14}" },
  { "NM", "0{8-9}" }, { "NV", "0{9-10}|0{12}|x0{8}" }, { "NY", "A0{7}|A0{18}|0{8-9}|0{16}|A{8}" },
  { "OH", "A0{4-8}|AA0{3-7}|0{8}" }, { "OK", "A0{9}|0{9}" }, { "OR", "0{1-9}|A0{6-7}" }, { "PA", "0{8}" }, { "RI", "0{7}|A0{6}" },
  { "SC", "0{5-11}" }, { "SD", "0{6-10}|0{12}" }, { "TN", "0{7-9}" }, { "TX", "0{7-8}" }, { "UT", "0{4-10}" },
  { "VA", "A0{8-11}|0{9}" }, { "VT", "0{8}|0{7}a" }, { "WA", "+AAX{10}|wdlX{9}" }, { "WI", "+A0{13}" },
  { "WV", "0{7}|A0{5-6}|AA0{5-6}" }, { "WY", "0{9-10}" },
};

static gboolean
matches_class (char c, char class)
{
  switch (class)
    {
    case '0': return g_ascii_isdigit (c);
    case 'A': return g_ascii_isupper (c);
    case 'X': return g_ascii_isdigit (c) || g_ascii_isupper (c) || c == '*';
    default: return c == g_ascii_toupper (class);
    }
}

/* One format at *format (moved behind it) against text; runs are taken greedily, which is enough: neighbours never overlap. */
static gboolean
fits_format (const char **format, const char *text)
{
  const char *p = *format;
  gboolean fits = TRUE;

  while (*p != '\0' && *p != '|')
    {
      char class = *p++;
      guint min = 1, max = 1, n = 0;

      if (*p == '{')
        {
          min = max = (guint) g_ascii_strtoull (p + 1, (char **) &p, 10);
          if (*p == '-')
            max = (guint) g_ascii_strtoull (p + 1, (char **) &p, 10);
          p++;
        }
      while (n < max && *text != '\0' && matches_class (*text, class))
        n++, text++;
      fits = fits && n >= min;
    }
  *format = *p == '|' ? p + 1 : p;
  return fits && *text == '\0';
}

static gboolean
fits_state (gsize state, const char *text, gboolean *out_lettered)
{
  const char *format = table[state].formats;
  gboolean first = TRUE, lettered = *format == '+';

  format += lettered;
  while (*format != '\0')
    {
      if (fits_format (&format, text))
        {
          *out_lettered = lettered && first;
          return TRUE;
        }
      first = FALSE;
    }
  return FALSE;
}

/* value is "CA:D1234567", or ends with a number of any state behind a label. */
void
msp_validate_us_driver_licence (MspSpan value, MspVerdict *out_verdict)
{
  gboolean known = value.len > 3 && value.data[2] == ':' && g_ascii_isupper (value.data[0]) && g_ascii_isupper (value.data[1]);
  MspSpan number = known ? msp_span_slice (value, 3, value.len) : msp_span_after_last (value, " \t:#=.(");
  char text[24];
  gsize n = 0;

  for (gsize i = 0; i < number.len; i++)
    if (number.data[i] != '-')
      {
        if (n == sizeof text - 1)
          {
            msp_verdict_set (out_verdict, FALSE, "longer than any state's format");
            return;
          }
        text[n++] = g_ascii_toupper (number.data[i]);
      }
  text[n] = '\0';
  msp_verdict_set (out_verdict, FALSE, known ? "format of the state" : "format of at least one state");
  for (gsize i = 0; i < G_N_ELEMENTS (table) && (known || (n >= 5 && strpbrk (text, "0123456789") != NULL)); i++)
    {
      gboolean lettered = FALSE;

      if ((known && strncmp (table[i].state, value.data, 2) != 0) || !fits_state (i, text, &lettered))
        continue;
      out_verdict->valid = TRUE;
      out_verdict->adjust = MAX (out_verdict->adjust, lettered ? 15 : 0);
    }
}

/* DVLA: five characters of the surname, decade, month (women + 50), day, year, initials, a digit or letter, two check
   characters. */
void
msp_validate_uk_driving (MspSpan value, MspVerdict *out_verdict)
{
  char c[MSP_SHAPE_MAX];
  gboolean shape = msp_shape_read (value, " ", "*****000000*****", c) || msp_shape_read (value, " ", "*****000000*****00", c);
  gboolean padded = FALSE;

  for (guint i = 0; shape && i < 5; i++)
    {
      shape = c[i] == '9' ? i > 0 : g_ascii_isupper (c[i]) && !padded;
      padded = padded || c[i] == '9';
    }
  shape = shape && (g_ascii_isupper (c[11]) || c[11] == '9') && (g_ascii_isupper (c[12]) || c[12] == '9')
          && g_ascii_isupper (c[14]) && g_ascii_isupper (c[15]);
  if (!shape)
    msp_verdict_set (out_verdict, FALSE, "not surname, birth date, initials and check characters");
  else
    msp_verdict_set (out_verdict,
                     msp_date_exists (2000 + (guint) (c[5] - '0') * 10 + (guint) (c[10] - '0'), msp_digits_pair (c + 6) % 50,
                                                   msp_digits_pair (c + 8)) && msp_digits_pair (c + 6) / 50 < 2, "birth date");
}
