/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/mask.h"

#include <string.h>

#include "detect/postal.h"

#define MIN_SHOWN 8      /* letters and digits a value must have before four of them are shown */
#define MAX_STARS 40     /* letters and digits of a number that is masked one by one */
#define MAX_SHOWN 80     /* bytes of a text that is shown as it is */

static gsize
count_alnum (MspSpan value)
{
  gsize n = 0;

  for (gsize i = 0; i < value.len; i++)
    n += g_ascii_isalnum (value.data[i]) != 0;
  return n;
}

/* Letters and digits become "*" but for the first and the last ones; separators stay, so that the kind of number is seen. Short
   values and very long ones do not show how long they are. */
static void
append_stars (GString *out, MspSpan value, gsize first, gsize last)
{
  gsize n = count_alnum (value);

  if (n < MIN_SHOWN)
    {
      g_string_append (out, "***");
      return;
    }
  first = n >= 2 * MIN_SHOWN ? first : 0;
  if (n > MAX_STARS)
    g_string_append (out, first == 0 ? "***" : "");
  for (gsize i = 0, seen = 0; i < value.len; i++)
    {
      char c = value.data[i];

      if (g_ascii_isalnum (c))
        {
          gboolean shown = ++seen <= first || seen > n - last;

          if (n > MAX_STARS && seen == first + 1)
            g_string_append (out, first > 0 ? "***" : "");
          if (shown || n <= MAX_STARS)
            g_string_append_c (out, shown ? c : '*');
        }
      else if (n <= MAX_STARS && c != '\0' && strchr (" -./()+", c) != NULL)
        g_string_append_c (out, c);
    }
}

static void
append_first (GString *out, MspSpan value, gsize n)
{
  for (gsize i = 0; i < value.len && n > 0; i++)
    if (g_ascii_isalnum (value.data[i]))
      {
        g_string_append_c (out, value.data[i]);
        n--;
      }
}

static void
append_email (GString *out, MspSpan value)
{
  const char *at = memchr (value.data, '@', value.len);

  if (at == NULL)
    {
      append_stars (out, value, 0, 4);
      return;
    }
  append_first (out, value, 1);
  g_string_append (out, "***");
  for (const char *c = at; c < value.data + value.len; c++)
    g_string_append_c (out, g_ascii_isprint (*c) ? *c : '?');
}

/* Words that are no secret: on one line, cut at a character. */
static void
append_plain (GString *out, MspSpan value)
{
  gsize len = MIN (value.len, MAX_SHOWN);

  while (len < value.len && len > 0 && ((guint8) value.data[len] & 0xC0) == 0x80)
    len--;
  for (gsize i = 0; i < len; i++)
    g_string_append_c (out, (guint8) value.data[i] < ' ' || value.data[i] == 0x7F ? ' ' : value.data[i]);
}

/* The state or country of an address tells which law holds, and names nobody. */
static void
append_place (GString *out, MspSpan value, const char *label)
{
  char place[MSP_PLACE_LEN];

  msp_postal_read_place (value, place);
  g_string_append_printf (out, "[%s, %u%s%s]", label != NULL ? label : "value", (guint) value.len, *place != '\0' ? ", " : "", place);
}

void
msp_mask_append (GString *out, MspMask mask, MspSpan value, const char *label)
{
  switch (mask)
    {
    case MSP_MASK_LAST4: append_stars (out, value, 0, 4); break;
    case MSP_MASK_FIRST1: append_first (out, value, 1); g_string_append (out, "***"); break;
    case MSP_MASK_FIRST4_LAST4: append_stars (out, value, 4, 4); break;
    case MSP_MASK_EMAIL: append_email (out, value); break;
    case MSP_MASK_LABEL: g_string_append_printf (out, "[%s, %u]", label != NULL ? label : "value", (guint) value.len); break;
    case MSP_MASK_PLACE: append_place (out, value, label); break;
    case MSP_MASK_NONE: append_plain (out, value); break;
    }
}

static void
assign_address (GString *out, MspSpan value)
{
  const char *at = memchr (value.data, '@', value.len), *plus = memchr (value.data, '+', value.len);

  for (gsize i = 0; i < value.len; i++)
    {
      if (at != NULL && plus != NULL && plus < at && plus > value.data && value.data + i >= plus && value.data + i < at)
        continue;
      g_string_append_c (out, g_ascii_tolower (value.data[i]));
    }
}

/* Runs of white space become one space, so that a value broken over lines is the same value. */
static void
assign_folded (GString *out, MspSpan value, gboolean lower)
{
  for (gsize i = 0; i < value.len; i++)
    {
      char c = value.data[i];

      if (g_ascii_isspace (c))
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
          continue;
        }
      g_string_append_c (out, lower ? g_ascii_tolower (c) : c);
    }
}

void
msp_normal_assign (GString *out, MspNormal normal, MspSpan value)
{
  g_string_truncate (out, 0);
  switch (normal)
    {
    case MSP_NORMAL_TEXT: assign_folded (out, value, FALSE); break;
    case MSP_NORMAL_LOWER: assign_folded (out, value, TRUE); break;
    case MSP_NORMAL_ADDRESS: assign_address (out, value); break;
    case MSP_NORMAL_DIGITS:
    case MSP_NORMAL_ALNUM:
      for (gsize i = 0; i < value.len; i++)
        if (g_ascii_isdigit (value.data[i]) || (normal == MSP_NORMAL_ALNUM && g_ascii_isalnum (value.data[i])))
          g_string_append_c (out, g_ascii_toupper (value.data[i]));
      break;
    }
}
