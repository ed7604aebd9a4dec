/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox-date.h"

typedef enum {
  WORD_OTHER   = 0,
  WORD_TIME    = 1 << 0,
  WORD_DAY     = 1 << 1,
  WORD_MONTH   = 1 << 2,
  WORD_YEAR    = 1 << 3,
  WORD_WEEKDAY = 1 << 4,
  WORD_ZONE    = 1 << 5,
} WordKind;

#define WORDS_OF_DATE (WORD_TIME | WORD_DAY | WORD_MONTH | WORD_YEAR)
#define ZONES_MAX 3

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };
static const char *const long_months[] = { "january", "february", "march", "april", "june", "july", "august", "september", "sept",
                                           "october", "november", "december" };
static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday",
                                        "thursday", "friday", "saturday", "sunday" };

static gboolean
is_one_of (MspSpan word, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    if (strlen (names[i]) == word.len && g_ascii_strncasecmp (word.data, names[i], word.len) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_month (MspSpan word)
{
  return is_one_of (word, months, G_N_ELEMENTS (months)) || is_one_of (word, long_months, G_N_ELEMENTS (long_months));
}

/* Reads min to max digits at *at; -1 if there are fewer, or if more follow. */
static int
take_number (MspSpan word, gsize *at, gsize min, gsize max)
{
  gsize i = *at;
  int value = 0;

  while (i < word.len && i - *at < max && g_ascii_isdigit (word.data[i]))
    value = value * 10 + (word.data[i++] - '0');
  if (i - *at < min || (i < word.len && g_ascii_isdigit (word.data[i])))
    return -1;
  *at = i;
  return value;
}

static gboolean
take_char (MspSpan word, gsize *at, const char *set)
{
  if (*at >= word.len || word.data[*at] == '\0' || strchr (set, word.data[*at]) == NULL)
    return FALSE;
  (*at)++;
  return TRUE;
}

static gboolean
is_between (int value, int least, int most)
{
  return value >= least && value <= most;
}

/* hh:mm, hh:mm:ss, with a fraction or a zone behind. */
static gboolean
is_time (MspSpan word)
{
  gsize at = 0;

  if (!is_between (take_number (word, &at, 1, 2), 0, 24) || !take_char (word, &at, ":")
      || !is_between (take_number (word, &at, 2, 2), 0, 59))
    return FALSE;
  if (take_char (word, &at, ":") && !is_between (take_number (word, &at, 2, 2), 0, 61))
    return FALSE;
  if (take_char (word, &at, "."))
    while (at < word.len && g_ascii_isdigit (word.data[at]))
      at++;
  if (take_char (word, &at, "+-"))
    while (at < word.len && (g_ascii_isdigit (word.data[at]) || word.data[at] == ':'))
      at++;
  else
    take_char (word, &at, "Z");
  return at == word.len;
}

/* A whole date in one word: 2023-01-03, 2023-01-03T10:00:00Z, 03/01/2023, 3-Jan-2023. */
static guint
classify_joined (MspSpan word)
{
  gsize at = 0;
  guint date = WORD_DAY | WORD_MONTH | WORD_YEAR;

  if (is_between (take_number (word, &at, 4, 4), 1960, 2099))
    {
      if (!take_char (word, &at, "-/") || !is_between (take_number (word, &at, 1, 2), 1, 12) || !take_char (word, &at, "-/")
          || !is_between (take_number (word, &at, 1, 2), 1, 31))
        return WORD_OTHER;
      if (at == word.len)
        return date;
      return take_char (word, &at, "T") && is_time (msp_span_slice (word, at, word.len)) ? date | WORD_TIME : WORD_OTHER;
    }
  at = 0;
  if (!is_between (take_number (word, &at, 1, 2), 1, 31) || !take_char (word, &at, "-/"))
    return WORD_OTHER;
  if (at + 3 < word.len && is_month (msp_span_slice (word, at, at + 3)))
    at += 3;
  else if (!is_between (take_number (word, &at, 1, 2), 1, 31))
    return WORD_OTHER;
  if (!take_char (word, &at, "-/") || !is_between (take_number (word, &at, 4, 4), 1960, 2099) || at < word.len)
    return WORD_OTHER;
  return date;
}

/* "+0100", "CET", "GMT+1", "(CET)", "PM". */
static gboolean
is_zone (MspSpan word)
{
  gsize at = 0;

  if (word.len >= 2 && word.data[0] == '(' && word.data[word.len - 1] == ')')
    return TRUE;
  while (at < word.len && at < 5 && g_ascii_isupper (word.data[at]))
    at++;
  if (at > 0 && at == word.len)
    return TRUE;
  if (!take_char (word, &at, "+-"))
    return FALSE;
  gsize digits = at;
  while (at < word.len && (g_ascii_isdigit (word.data[at]) || word.data[at] == ':'))
    at++;
  return at == word.len && at > digits && at - digits <= 5;
}

static guint
classify_word (MspSpan word)
{
  gsize at = 0;
  int number = take_number (word, &at, 1, 4);

  if (number >= 0 && at == word.len)
    return word.len <= 2 ? (is_between (number, 1, 31) ? WORD_DAY : WORD_OTHER)
                         : (is_between (number, 1960, 2099) ? WORD_YEAR : WORD_OTHER);
  if (is_time (word))
    return WORD_TIME;
  if (is_month (word))
    return WORD_MONTH;
  if (is_one_of (word, weekdays, G_N_ELEMENTS (weekdays)))
    return WORD_WEEKDAY;
  return is_zone (word) ? WORD_ZONE : classify_joined (word);
}

static gboolean
is_gap (char c)
{
  return c == ' ' || c == '\t' || c == ',';
}

/* Cuts the last word off *rest. */
static MspSpan
take_last_word (MspSpan *rest)
{
  gsize end = rest->len, start;

  while (end > 0 && is_gap (rest->data[end - 1]))
    end--;
  start = end;
  while (start > 0 && !is_gap (rest->data[start - 1]))
    start--;
  rest->len = start;
  return msp_span_new (rest->data + start, end - start);
}

/* UUCP appends "remote from HOST". */
static MspSpan
without_remote (MspSpan line)
{
  MspSpan rest = line;

  take_last_word (&rest);
  return msp_span_equals (take_last_word (&rest), "from") && msp_span_equals (take_last_word (&rest), "remote") ? rest : line;
}

/* -1 if at are no two digits. */
static int
get_two (const char *at)
{
  return g_ascii_isdigit (at[0]) && g_ascii_isdigit (at[1]) ? 10 * (at[0] - '0') + at[1] - '0' : -1;
}

/* "Jan 12 10:00:00 2011", as ctime and with it nearly all writers of mailboxes end the line. */
static gboolean
ends_as_usual (MspSpan line)
{
  const gsize len = strlen ("Jan 12 10:00:00 2011");

  if (line.len <= len)
    return FALSE;
  const char *at = line.data + line.len - len;
  if (!is_gap (at[-1]) || at[3] != ' ' || at[6] != ' ' || at[9] != ':' || at[12] != ':' || at[15] != ' ')
    return FALSE;
  int day = at[4] == ' ' && g_ascii_isdigit (at[5]) ? at[5] - '0' : get_two (at + 4), century = get_two (at + 16);
  return is_between (day, 1, 31) && is_between (get_two (at + 7), 0, 24) && is_between (get_two (at + 10), 0, 59)
         && is_between (get_two (at + 13), 0, 61) && is_between (century, 19, 20)
         && is_between (get_two (at + 18), century == 19 ? 60 : 0, 99)
         && is_one_of (msp_span_new (at, 3), months, G_N_ELEMENTS (months));
}

gboolean
msp_mbox_date_ends_line (MspSpan line)
{
  if (ends_as_usual (line))
    return TRUE;
  MspSpan rest = without_remote (line);
  guint seen = 0, zones = 0;

  while ((seen & WORDS_OF_DATE) != WORDS_OF_DATE)
    {
      MspSpan word = take_last_word (&rest);
      guint kind = word.len > 0 ? classify_word (word) : WORD_OTHER;

      if (kind == WORD_OTHER || (kind & seen & ~(guint) WORD_ZONE) != 0 || (kind == WORD_ZONE && ++zones > ZONES_MAX))
        return FALSE;
      seen |= kind;
    }
  return TRUE;
}
