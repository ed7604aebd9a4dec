/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/value.h"

/* n is no more than there is. */
static inline void
skip (MspSpan *rest, gsize n)
{
  rest->data += n;
  rest->len -= n;
}

static void
skip_blanks (MspSpan *rest)
{
  while (rest->len > 0 && (rest->data[0] == ' ' || rest->data[0] == '\t' || rest->data[0] == '\r' || rest->data[0] == '\n'))
    skip (rest, 1);
}

static gboolean
take_number (MspSpan *rest, gsize min_digits, gsize max_digits, int *out_number)
{
  gsize n = 0;
  int number = 0;

  while (n < rest->len && n < max_digits && g_ascii_isdigit (rest->data[n]))
    number = number * 10 + (rest->data[n++] - '0');
  if (n < min_digits)
    return FALSE;
  skip (rest, n);
  *out_number = number;
  return TRUE;
}

static gboolean
take (MspSpan *rest, char c)
{
  if (rest->len == 0 || rest->data[0] != c)
    return FALSE;
  skip (rest, 1);
  return TRUE;
}

static gboolean
take_day_name (MspSpan *rest)
{
  static const char days[] = "MonTueWedThuFriSatSun";

  if (rest->len < 4 || rest->data[3] != ',')
    return FALSE;
  for (gsize i = 0; i < 7; i++)
    if (memcmp (rest->data, days + 3 * i, 3) == 0)
      {
        skip (rest, 4);
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_month (MspSpan *rest, int *out_month)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

  if (rest->len < 4 || rest->data[3] != ' ')
    return FALSE;
  for (int i = 0; i < 12; i++)
    if (memcmp (rest->data, months + 3 * i, 3) == 0)
      {
        skip (rest, 4);
        *out_month = i + 1;
        return TRUE;
      }
  return FALSE;
}

/* "+hhmm" to seconds. */
static gboolean
take_zone (MspSpan *rest, int *out_offset)
{
  int sign, zone;

  if (rest->len < 5 || (rest->data[0] != '+' && rest->data[0] != '-'))
    return FALSE;
  sign = rest->data[0] == '-' ? -1 : 1;
  skip (rest, 1);
  if (!take_number (rest, 4, 4, &zone) || zone > 1400 || zone % 100 > 59)
    return FALSE;
  *out_offset = sign * (zone / 100 * 3600 + zone % 100 * 60);
  return TRUE;
}

/* Days since 1970-01-01 in the Gregorian calendar. */
static gint64
days_from_civil (int year, int month, int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = y / 400, year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

gboolean
msp_value_date_simple (MspSpan value, gint64 *out_seconds)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  int day, month, year, hour, minute, second = 0, offset;

  skip_blanks (&value);
  if (take_day_name (&value))
    skip_blanks (&value);
  if (!take_number (&value, 1, 2, &day) || !take (&value, ' ') || !take_month (&value, &month)
      || !take_number (&value, 4, 4, &year) || !take (&value, ' ') || !take_number (&value, 2, 2, &hour) || !take (&value, ':')
      || !take_number (&value, 2, 2, &minute) || (take (&value, ':') && !take_number (&value, 2, 2, &second))
      || !take (&value, ' ') || !take_zone (&value, &offset))
    return FALSE;
  skip_blanks (&value);
  if (value.len > 0 && (value.data[0] != '(' || value.data[value.len - 1] != ')'))
    return FALSE;
  if (year < 1970 || year > 2099 || day < 1 || day > days[month - 1] || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  *out_seconds = days_from_civil (year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset;
  return TRUE;
}

/* What words are made of (RFC 5322, section 3.2.3), and what makes quotes around a name necessary. */
enum { ATOM = 1, SPECIAL };

static const guint8 kinds[256] = {
  ['0'] = ATOM, ['1'] = ATOM, ['2'] = ATOM, ['3'] = ATOM, ['4'] = ATOM, ['5'] = ATOM, ['6'] = ATOM, ['7'] = ATOM,
  ['8'] = ATOM, ['9'] = ATOM, ['A'] = ATOM, ['B'] = ATOM, ['C'] = ATOM, ['D'] = ATOM, ['E'] = ATOM, ['F'] = ATOM,
  ['G'] = ATOM, ['H'] = ATOM, ['I'] = ATOM, ['J'] = ATOM, ['K'] = ATOM, ['L'] = ATOM, ['M'] = ATOM, ['N'] = ATOM,
  ['O'] = ATOM, ['P'] = ATOM, ['Q'] = ATOM, ['R'] = ATOM, ['S'] = ATOM, ['T'] = ATOM, ['U'] = ATOM, ['V'] = ATOM,
  ['W'] = ATOM, ['X'] = ATOM, ['Y'] = ATOM, ['Z'] = ATOM, ['a'] = ATOM, ['b'] = ATOM, ['c'] = ATOM, ['d'] = ATOM,
  ['e'] = ATOM, ['f'] = ATOM, ['g'] = ATOM, ['h'] = ATOM, ['i'] = ATOM, ['j'] = ATOM, ['k'] = ATOM, ['l'] = ATOM,
  ['m'] = ATOM, ['n'] = ATOM, ['o'] = ATOM, ['p'] = ATOM, ['q'] = ATOM, ['r'] = ATOM, ['s'] = ATOM, ['t'] = ATOM,
  ['u'] = ATOM, ['v'] = ATOM, ['w'] = ATOM, ['x'] = ATOM, ['y'] = ATOM, ['z'] = ATOM, ['!'] = ATOM, ['#'] = ATOM,
  ['$'] = ATOM, ['%'] = ATOM, ['&'] = ATOM, ['\''] = ATOM, ['*'] = ATOM, ['+'] = ATOM, ['-'] = ATOM, ['/'] = ATOM,
  ['='] = ATOM, ['^'] = ATOM, ['_'] = ATOM, ['`'] = ATOM, ['{'] = ATOM, ['|'] = ATOM, ['}'] = ATOM, ['~'] = ATOM,
  [','] = SPECIAL, [';'] = SPECIAL, [':'] = SPECIAL, ['<'] = SPECIAL, ['>'] = SPECIAL, ['('] = SPECIAL, [')'] = SPECIAL,
  ['@'] = SPECIAL,
};

static inline gboolean
is_atom (char c)
{
  return kinds[(guint8) c] == ATOM;
}

/* An addr-spec of plain atoms (RFC 5322, section 3.4.1). */
static gboolean
take_address (MspSpan *rest, MspSpan *out_address)
{
  const char *at = rest->data, *stop = rest->data + rest->len, *atom;
  guint at_signs = 0;

  for (;; at++)
    {
      for (atom = at; at < stop && is_atom (*at);)
        at++;
      if (at == atom || at == stop || (*at != '.' && *at != '@'))
        break;
      at_signs += *at == '@';
    }
  *out_address = msp_span_new (rest->data, (gsize) (at - rest->data));
  skip (rest, out_address->len);
  return at > atom && at_signs == 1;
}

typedef struct {
  MspSpan  text;
  gboolean special;      /* holds what makes quotes necessary */
} Name;

/* Blanks, or a folded line end, and the bracket before the address of a name. */
static gboolean
take_bracket (MspSpan *rest)
{
  gsize len = rest->len;

  skip_blanks (rest);
  return rest->len < len && take (rest, '<');
}

/* What may stand in a quoted string as it is; an encoded word is decoded even there by most programs, so none may begin. */
static gboolean
is_quotable (char c, char before)
{
  return c >= ' ' && c < 127 && c != '"' && c != '\\' && (c != ' ' || before != ' ') && (c != '?' || before != '=');
}

static gboolean
take_quoted_name (MspSpan *rest, Name *out_name)
{
  char before = ' ';
  gsize n = 0;

  for (; n < rest->len && is_quotable (rest->data[n], before); before = rest->data[n++])
    out_name->special |= kinds[(guint8) rest->data[n]] == SPECIAL;
  out_name->text = msp_span_slice (*rest, 0, n);
  skip (rest, n);
  return before != ' ' && take (rest, '"') && take_bracket (rest);
}

/* A display name: words of plain atoms with single blanks between them, or a quoted string without escapes. */
static gboolean
take_name (MspSpan *rest, Name *out_name)
{
  gsize n = 0;

  if (take (rest, '"'))
    return take_quoted_name (rest, out_name);
  while (n < rest->len && (is_atom (rest->data[n]) || (rest->data[n] == ' ' && n > 0 && rest->data[n - 1] != ' ')))
    n++;
  if (n > 0 && rest->data[n - 1] == ' ')
    n--;
  out_name->text = msp_span_new (rest->data, n);
  skip (rest, n);
  return n > 0 && take_bracket (rest);
}

static char *
put (char *out, MspSpan text)
{
  memcpy (out, text.data, text.len);
  return out + text.len;
}

/* One "addr" or "Name <addr>" from rest to out; where both begin the same way, out is not behind rest. */
static char *
take_mailbox (MspSpan *rest, char *out)
{
  MspSpan start = *rest, address;
  Name name = { { NULL, 0 }, FALSE };

  if (!take_address (rest, &address) || (rest->len > 0 && rest->data[0] != ',' && rest->data[0] != '\r' && rest->data[0] != '\n'
                                         && rest->data[0] != ' '))
    {
      *rest = start;
      if (!take (rest, '<') && !take_name (rest, &name))
        return NULL;
      if (!take_address (rest, &address) || !take (rest, '>'))
        return NULL;
    }
  if (name.text.len == 0)
    return put (out, address);
  if (name.special)
    *out++ = '"';
  out = put (out, name.text);
  if (name.special)
    *out++ = '"';
  out = put (put (out, MSP_SPAN_LITERAL (" <")), address);
  *out++ = '>';
  return out;
}

/* A longer one is not looked for, since GMime's time grows with the square of a length. */
#define MAX_ENCODED 1000

/* "=?UTF-8?Q?J=C3=BCrgen?= Roe <addr>": GMime has to decode the name, but where the mailbox ends is plain. */
static gboolean
take_encoded (MspSpan *rest, MspSpan *out_mailbox)
{
  MspSpan start = *rest, address;

  while (rest->len > 0 && (is_atom (rest->data[0]) || rest->data[0] == '?' || g_ascii_isspace (rest->data[0])))
    skip (rest, 1);
  if (!take (rest, '<') || !take_address (rest, &address) || !take (rest, '>'))
    return FALSE;
  *out_mailbox = msp_span_new (start.data, (gsize) (rest->data - start.data));
  return out_mailbox->len <= MAX_ENCODED;
}

/* The same to out; NULL if what it is decoded to leaves no room before end for the rest, twice of which must fit. */
static char *
put_encoded (MspArena *arena, MspSpan *rest, char *out, const char *end)
{
  MspSpan mailbox, text;

  if (!take_encoded (rest, &mailbox))
    return NULL;
  text = msp_span_from_string (msp_value_addresses_gmime (arena, mailbox));
  return text.len + 2 * rest->len <= (gsize) (end - out) ? put (out, text) : NULL;
}

/* encoded: GMime may be asked for single mailboxes. */
static const char *
read_list (MspArena *arena, MspSpan value, gboolean encoded)
{
  char *text, *out, *next, *end;

  skip_blanks (&value);
  while (value.len > 0 && g_ascii_isspace (value.data[value.len - 1]))
    value.len--;
  if (value.len == 0)
    return "";
  /* One blank is added behind each comma at most. */
  text = msp_arena_alloc (arena, value.len * 2 + 1);
  end = text + value.len * 2;
  for (out = text;; out = next)
    {
      MspSpan start = value;

      next = take_mailbox (&value, out);
      if (next == NULL && encoded)
        {
          value = start;
          next = put_encoded (arena, &value, out, end);
        }
      if (next == NULL)
        return NULL;
      skip_blanks (&value);
      if (value.len == 0)
        return text;
      if (!take (&value, ','))
        return NULL;
      skip_blanks (&value);
      if (value.len == 0)
        return NULL;
      next = put (next, MSP_SPAN_LITERAL (", "));
    }
}

const char *
msp_value_addresses_simple (MspArena *arena, MspSpan value)
{
  return read_list (arena, value, FALSE);
}

const char *
msp_value_addresses_mixed (MspArena *arena, MspSpan value)
{
  return read_list (arena, value, TRUE);
}
