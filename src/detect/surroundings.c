/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/surroundings.h"

#include <string.h>

#include "detect/person-name.h"

#define NEAR_MONEY 400       /* bytes on either side */
#define NEAR_NAME 600

static MspSpan
get_window (MspSpan text, gsize start, gsize end, gsize reach)
{
  return msp_span_slice (text, start > reach ? start - reach : 0, MIN (end + reach, text.len));
}

static gboolean
stands_at (MspSpan text, gsize at, const char *word)
{
  gsize len = strlen (word);

  return at + len <= text.len && memcmp (text.data + at, word, len) == 0;
}

/* A sign or code of a currency that ends at (before) or begins at at. */
static gboolean
is_currency (MspSpan text, gsize at, gboolean before)
{
  static const char *const signs[] = { "$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "USD", "EUR", "GBP", "CHF", "CAD", "AUD" };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      gsize len = strlen (signs[i]);

      if (before ? at >= len && stands_at (text, at - len, signs[i]) : stands_at (text, at, signs[i]))
        return TRUE;
    }
  return FALSE;
}

/* "4,512.33", "4.512,33": groups of three behind one separator, two digits behind the other. */
static gboolean
has_cents (MspSpan number)
{
  gsize n = number.len;

  return n >= 8 && !g_ascii_isdigit (number.data[n - 3]) && !g_ascii_isdigit (number.data[n - 7])
         && number.data[n - 3] != number.data[n - 7];
}

static gboolean
is_money (MspSpan text, gsize start, gsize end)
{
  gsize before = start > 0 && text.data[start - 1] == ' ' ? start - 1 : start;
  gsize after = end < text.len && text.data[end] == ' ' ? end + 1 : end;

  return is_currency (text, before, TRUE) || is_currency (text, after, FALSE) || has_cents (msp_span_slice (text, start, end));
}

guint
msp_surroundings_count_money (MspSpan text, gsize start, gsize end, guint most)
{
  MspSpan window = get_window (text, start, end, NEAR_MONEY);
  guint n = 0;

  for (gsize at = 0; at < window.len && n < most;)
    {
      gsize stop = at;

      while (stop < window.len && (g_ascii_isdigit (window.data[stop])
                                   || (stop > at && (window.data[stop] == ',' || window.data[stop] == '.'))))
        stop++;
      if (stop == at)
        {
          at++;
          continue;
        }
      gsize next = stop;

      while (!g_ascii_isdigit (window.data[stop - 1]))
        stop--;
      n += is_money (window, at, stop);
      at = next;
    }
  return n;
}

gboolean
msp_surroundings_has_surname (MspSpan text, gsize start, gsize end, char letter)
{
  MspSpan window = get_window (text, start, end, NEAR_NAME);
  MspNameFound found;

  for (gsize at = 0; msp_name_find (window, at, &found); at = found.end)
    {
      gsize last = found.comma ? found.start : found.end;

      while (!found.comma && last > found.start && window.data[last - 1] != ' ' && window.data[last - 1] != '\t')
        last--;
      if (found.known && last < found.end && g_ascii_toupper (window.data[last]) == g_ascii_toupper (letter))
        return TRUE;
    }
  return FALSE;
}
