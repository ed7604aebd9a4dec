/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

/* Categories of the WHO's ICD-10 (2019) and of ICD-10-CM (2024) together, by letter. */
static const char *const categories[26] = {
  ['A' - 'A'] = "00-09 15-28 30-44 46-46 48-60 63-71 74-75 77-99",
  ['B' - 'A'] = "00-10 15-27 30-30 33-60 64-83 85-92 94-99",
  ['C' - 'A'] = "00-26 30-34 37-41 43-58 60-86 88-88 90-97 4A-4A 7A-7B",
  ['D' - 'A'] = "00-07 09-53 55-78 80-84 86-86 89-89 3A-3A",
  ['E' - 'A'] = "00-16 20-32 34-36 40-46 50-56 58-61 63-68 70-80 83-90",
  ['F' - 'A'] = "00-07 09-25 28-34 38-45 48-48 50-55 59-66 68-73 78-84 88-95 98-99",
  ['G' - 'A'] = "00-14 20-26 30-32 35-37 40-47 50-65 70-73 80-83 89-99",
  ['H' - 'A'] = "00-06 10-11 13-13 15-22 25-28 30-36 40-40 42-55 57-62 65-75 80-83 90-95",
  ['I' - 'A'] = "00-02 05-13 15-16 20-28 30-52 60-89 95-99 5A-5A",
  ['J' - 'A'] = "00-06 09-18 20-22 30-47 60-70 80-82 84-86 90-96 98-99 4A-4A",
  ['K' - 'A'] = "00-14 20-23 25-31 35-38 40-46 50-52 55-68 70-77 80-83 85-87 90-95",
  ['L' - 'A'] = "00-05 08-08 10-14 20-30 40-45 49-60 62-68 70-76 80-95 97-99",
  ['M' - 'A'] = "00-27 30-36 40-43 45-51 53-54 60-63 65-68 70-73 75-77 79-97 99-99 1A-1A",
  ['N' - 'A'] = "00-08 10-23 25-37 39-53 60-65 70-77 80-99",
  ['O' - 'A'] = "00-16 20-26 28-36 40-48 60-77 80-92 94-99 9A-9A",
  ['P' - 'A'] = "00-05 07-15 19-29 35-39 50-61 70-72 74-78 80-84 90-96",
  ['Q' - 'A'] = "00-07 10-18 20-28 30-45 50-56 60-87 89-93 95-99",
  ['R' - 'A'] = "00-07 09-23 25-27 29-36 39-65 68-99",
  ['S' - 'A'] = "00-99",
  ['T' - 'A'] = "00-98",
  ['U' - 'A'] = "07-07 09-09",
  ['V' - 'A'] = "00-99",
  ['W' - 'A'] = "00-99",
  ['X' - 'A'] = "00-99",
  ['Y' - 'A'] = "00-99",
  ['Z' - 'A'] = "00-99 3A-3A",
};

/* c: a letter and two more characters. */
static gboolean
is_category (const char *c)
{
  for (const char *range = categories[c[0] - 'A']; range != NULL; range = strchr (range + 1, ' '))
    {
      range += *range == ' ';
      if (g_ascii_isdigit (range[1]) == g_ascii_isdigit (c[2]) && memcmp (c + 1, range, 2) >= 0 && memcmp (c + 1, range + 3, 2) <= 0)
        return TRUE;
    }
  return FALSE;
}

/* Codes whose mere category says what few want known: mental health, HIV, pregnancy, abuse, self-harm, substance use, risk of
   suicide. */
static gboolean
is_sensitive_code (const char *c)
{
  guint number = g_ascii_isdigit (c[2]) ? msp_digits_pair (c + 1) : 0;

  switch (c[0])
    {
    case 'F': return number >= 1;
    case 'B': return number == 20;
    case 'O': return TRUE;
    case 'T': return number == 74 || number == 76;
    case 'X': return number >= 71 && number <= 83;
    case 'Z': return number == 21 || number == 72 || number == 91;
    default: return FALSE;
    }
}

/* ICD-10-CM: letter, digit, digit or A or B, and up to four characters behind a dot. */
void
msp_validate_icd10 (MspSpan value, MspVerdict *out_verdict)
{
  const char *c = value.data;
  gboolean dotted = value.len > 3 && c[3] == '.';
  gboolean valid = value.len >= 3 && value.len <= 8 && (dotted ? value.len > 4 : value.len == 3) && g_ascii_isupper (c[0])
                   && g_ascii_isdigit (c[1]) && (g_ascii_isdigit (c[2]) || c[2] == 'A' || c[2] == 'B');

  for (gsize i = 4; valid && i < value.len; i++)
    valid = g_ascii_isdigit (c[i]) || g_ascii_isupper (c[i]);
  if (!valid)
    msp_verdict_set (out_verdict, FALSE, "not of the shape of an ICD-10-CM code");
  else
    {
      valid = is_category (c);
      msp_verdict_set (out_verdict, valid, valid ? "shape and category of an ICD-10 code" : "no category of ICD-10");
    }
  if (valid && !dotted)
    out_verdict->none = 5;
  if (valid && is_sensitive_code (c))
    out_verdict->sensitivity = 75;
}
