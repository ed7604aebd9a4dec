/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/timestamp.h"

#define SECONDS_A_DAY 86400
#define MIN_YEAR 1970
#define MAX_YEAR 2199

typedef struct {
  const char *at, *end;
} Cursor;

static gboolean
is_leap (guint year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static guint
get_month_days (guint year, guint month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month - 1] + (month == 2 && is_leap (year));
}

gint64
msp_timestamp_from_civil (guint year, guint month, guint day, guint hour, guint minute, guint second)
{
  guint64 y, era_day;

  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > get_month_days (year, month)
      || hour > 23 || minute > 59 || second > 60)
    return MSP_TIME_UNKNOWN;
  /* Years begin in March, so that the leap day is the last. */
  y = year - (month <= 2);
  era_day = y * 365 + y / 4 - y / 100 + y / 400 + (153 * (month + (month > 2 ? -3U : 9U)) + 2) / 5 + day - 1;
  return (gint64) (era_day - 719468) * SECONDS_A_DAY + (gint64) (hour * 3600 + minute * 60 + second);
}

static void
skip_blanks (Cursor *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t' || *self->at == '\r' || *self->at == '\n'))
    self->at++;
}

/* A narrow no-break space (U+202F) or a no-break space stands before AM in newer Windows cultures. */
static void
skip_wide_blanks (Cursor *self)
{
  gsize left;

  do
    {
      skip_blanks (self);
      left = (gsize) (self->end - self->at);
      if (left >= 3 && memcmp (self->at, "\xe2\x80\xaf", 3) == 0)
        self->at += 3;
      else if (left >= 2 && memcmp (self->at, "\xc2\xa0", 2) == 0)
        self->at += 2;
      else
        return;
    }
  while (TRUE);
}

/* From min to max digits. */
static gboolean
take_number (Cursor *self, guint min, guint max, guint *out_value)
{
  guint value = 0, n = 0;

  while (n < max && self->at < self->end && g_ascii_isdigit (*self->at))
    {
      value = value * 10 + (guint) (*self->at++ - '0');
      n++;
    }
  *out_value = value;
  return n >= min;
}

static gboolean
take_char (Cursor *self, const char *set)
{
  if (self->at >= self->end || *self->at == '\0' || strchr (set, *self->at) == NULL)
    return FALSE;
  self->at++;
  return TRUE;
}

/* "hh:mm[:ss[.fff]]"; the hour may have one digit. */
static gboolean
take_clock (Cursor *self, guint out_clock[3])
{
  out_clock[2] = 0;
  if (!take_number (self, 1, 2, &out_clock[0]) || !take_char (self, ":") || !take_number (self, 2, 2, &out_clock[1]))
    return FALSE;
  if (!take_char (self, ":"))
    return TRUE;
  if (!take_number (self, 2, 2, &out_clock[2]))
    return FALSE;
  if (take_char (self, ".,"))
    while (self->at < self->end && g_ascii_isdigit (*self->at))
      self->at++;
  return TRUE;
}

/* Sets *out_offset to the seconds east of UTC. FALSE if what stands here is no zone. */
static gboolean
take_zone (Cursor *self, gint *out_offset, gboolean *out_has_zone)
{
  guint hours, minutes = 0;
  gint sign;

  skip_blanks (self);
  *out_offset = 0;
  *out_has_zone = self->at < self->end;
  if (!*out_has_zone || take_char (self, "Zz"))
    return TRUE;
  if (self->end - self->at >= 3 && g_ascii_strncasecmp (self->at, "UTC", 3) == 0)
    {
      self->at += 3;
      return TRUE;
    }
  sign = *self->at == '-' ? -1 : 1;
  if (!take_char (self, "+-") || !take_number (self, 2, 2, &hours))
    return FALSE;
  (void) take_char (self, ":");
  if (self->at < self->end && g_ascii_isdigit (*self->at) && !take_number (self, 2, 2, &minutes))
    return FALSE;
  *out_offset = sign * (gint) (hours * 3600 + minutes * 60);
  return hours <= 15 && minutes <= 59;
}

gboolean
msp_timestamp_parse_iso (MspSpan text, gint64 *out_seconds, gboolean *out_has_zone)
{
  Cursor self = { text.data, text.data + text.len };
  guint year, month, day, clock[3];
  gint offset;

  skip_blanks (&self);
  if (!take_number (&self, 4, 4, &year) || !take_char (&self, "-") || !take_number (&self, 2, 2, &month)
      || !take_char (&self, "-") || !take_number (&self, 2, 2, &day) || !take_char (&self, "Tt ,"))
    return FALSE;
  skip_blanks (&self);
  if (!take_clock (&self, clock) || !take_zone (&self, &offset, out_has_zone))
    return FALSE;
  skip_blanks (&self);
  *out_seconds = msp_timestamp_from_civil (year, month, day, clock[0], clock[1], clock[2]);
  if (self.at < self.end || *out_seconds == MSP_TIME_UNKNOWN)
    return FALSE;
  *out_seconds -= offset;
  return TRUE;
}

/* The three numbers of a date, and the character between them. */
static gboolean
take_date (Cursor *self, guint out_date[3], char *out_separator)
{
  const char *start;

  skip_wide_blanks (self);
  start = self->at;
  if (!take_number (self, 1, 4, &out_date[0]) || self->at >= self->end)
    return FALSE;
  *out_separator = *self->at;
  if (!take_char (self, "/.-") || !take_number (self, 1, 2, &out_date[1]) || self->at >= self->end
      || *self->at != *out_separator)
    return FALSE;
  self->at++;
  (void) take_char (self, " ");
  if (self->at - start > 6)
    return take_number (self, 1, 2, &out_date[2]);
  return out_date[0] <= 31 && take_number (self, 4, 4, &out_date[2]);
}

/* "AM" or "PM", also "a. m.": makes hour one of 24. */
static gboolean
take_half (Cursor *self, guint *hour)
{
  gboolean is_afternoon;

  skip_wide_blanks (self);
  if (self->at >= self->end)
    return TRUE;
  is_afternoon = *self->at == 'P' || *self->at == 'p';
  if (!take_char (self, "AaPp") || *hour < 1 || *hour > 12)
    return FALSE;
  (void) take_char (self, ".");
  skip_wide_blanks (self);
  if (!take_char (self, "Mm"))
    return FALSE;
  (void) take_char (self, ".");
  skip_wide_blanks (self);
  *hour = *hour % 12 + (is_afternoon ? 12 : 0);
  return self->at >= self->end;
}

/* What the numbers say about their order. out_date holds year, month, day then, if that is known. */
static MspDateResult
order_date (guint date[3], char separator, MspDateOrder order)
{
  guint a = date[0], b = date[1], year = date[2];

  if (a >= MIN_YEAR)
    return MSP_DATE_READ;
  if (separator == '.' || a > 12)
    order = MSP_DATE_ORDER_DMY;
  else if (b > 12)
    order = MSP_DATE_ORDER_MDY;
  if (order == MSP_DATE_ORDER_UNKNOWN && a != b)
    return MSP_DATE_AMBIGUOUS;
  date[0] = year;
  date[1] = order == MSP_DATE_ORDER_DMY ? b : a;
  date[2] = order == MSP_DATE_ORDER_DMY ? a : b;
  return MSP_DATE_READ;
}

MspDateResult
msp_timestamp_parse_local (MspSpan text, MspDateOrder order, gint64 *out_seconds)
{
  Cursor self = { text.data, text.data + text.len };
  guint date[3], clock[3] = { 0 };
  char separator;
  MspDateResult result;

  *out_seconds = MSP_TIME_UNKNOWN;
  if (!take_date (&self, date, &separator))
    return MSP_DATE_NONE;
  (void) take_char (&self, ",");
  skip_wide_blanks (&self);
  if (!take_clock (&self, clock) || !take_half (&self, &clock[0]))
    return MSP_DATE_NONE;
  result = order_date (date, separator, order);
  if (result != MSP_DATE_READ)
    return result;
  *out_seconds = msp_timestamp_from_civil (date[0], date[1], date[2], clock[0], clock[1], clock[2]);
  return *out_seconds != MSP_TIME_UNKNOWN ? MSP_DATE_READ : MSP_DATE_NONE;
}

MspDateOrder
msp_timestamp_get_order (MspSpan text)
{
  Cursor self = { text.data, text.data + text.len };
  guint date[3];
  char separator;

  if (!take_date (&self, date, &separator) || date[0] >= MIN_YEAR || MAX (date[0], date[1]) <= 12 || MIN (date[0], date[1]) > 12)
    return MSP_DATE_ORDER_UNKNOWN;
  return date[0] > 12 ? MSP_DATE_ORDER_DMY : MSP_DATE_ORDER_MDY;
}

guint
msp_timestamp_get_month (MspSpan text)
{
  static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

  for (guint i = 0; i < 12 && text.len >= 3; i++)
    if (g_ascii_strncasecmp (text.data, names + 3 * i, 3) == 0)
      return i + 1;
  return 0;
}

gint64
msp_timestamp_from_epoch (MspSpan text, guint64 per_second)
{
  guint64 value = 0, max = (guint64) msp_timestamp_from_civil (MAX_YEAR, 12, 31, 23, 59, 59);
  gsize i = 0;

  while (i < text.len && g_ascii_isdigit (text.data[i]))
    if (!g_uint64_checked_mul (&value, value, 10) || !g_uint64_checked_add (&value, value, (guint64) (text.data[i++] - '0')))
      return MSP_TIME_UNKNOWN;
  if (i == 0 || (i < text.len && text.data[i] != '.') || value / per_second > max)
    return MSP_TIME_UNKNOWN;
  return (gint64) (value / per_second);
}
