/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/forms-phrase.h"

#define MOST_BLANKS 80

/* "PoliceRecord" has no blank to be matched. */
static gboolean
is_seam (MspSpan text, gsize at)
{
  return at > 0 && at < text.len && g_ascii_islower (text.data[at - 1]) && g_ascii_isupper (text.data[at]);
}

static gsize
match_blanks (MspSpan text, gsize at)
{
  gsize i = at;

  while (i < text.len && i - at < MOST_BLANKS && g_ascii_isspace (text.data[i]))
    i++;
  return i - at;
}

gsize
msp_phrase_match (MspSpan text, gsize at, const char *phrase)
{
  gsize i = at;

  for (; *phrase != '\0'; phrase++)
    if (*phrase == ' ')
      {
        gsize blanks = match_blanks (text, i);

        if (blanks == 0 && (i == at || !is_seam (text, i)))
          return 0;
        i += blanks;
      }
    else if (*phrase == '\'' && text.len - i >= 3 && memcmp (text.data + i, "\xE2\x80\x99", 3) == 0)
      i += 3;
    else if (i < text.len && g_ascii_tolower (text.data[i]) == *phrase)
      i++;
    else
      return 0;
  return i - at;
}

gboolean
msp_phrase_match_before (MspSpan text, gsize at, const char *phrase, gsize len, gsize *out_start)
{
  gsize i = at;

  while (len-- > 0)
    if (phrase[len] == ' ')
      {
        gsize blanks = 0;

        while (i > 0 && blanks < MOST_BLANKS && g_ascii_isspace (text.data[i - 1]))
          {
            i--;
            blanks++;
          }
        if (blanks == 0 && !is_seam (text, i))
          return FALSE;
      }
    else if (phrase[len] == '\'' && i >= 3 && memcmp (text.data + i - 3, "\xE2\x80\x99", 3) == 0)
      i -= 3;
    else if (i > 0 && g_ascii_tolower (text.data[i - 1]) == phrase[len])
      i--;
    else
      return FALSE;
  *out_start = i;
  return TRUE;
}

gboolean
msp_phrase_find (MspSpan text, gsize from, const char *phrase, gsize *out_start, gsize *out_end)
{
  for (gsize i = from; i < text.len; i++)
    {
      gsize len;

      if (g_ascii_tolower (text.data[i]) != phrase[0] || (i > 0 && g_ascii_isalnum (text.data[i - 1])))
        continue;
      len = msp_phrase_match (text, i, phrase);
      if (len > 0 && (i + len == text.len || !g_ascii_isalnum (text.data[i + len])))
        {
          *out_start = i;
          *out_end = i + len;
          return TRUE;
        }
    }
  return FALSE;
}
