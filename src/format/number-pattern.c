/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/number-pattern.h"

#include <math.h>

#define MAX_DECIMALS 15

typedef enum { LITERAL, SKIP, BRACKET, DIGIT, OTHER } TokenKind;

typedef struct {
  TokenKind kind;
  MspSpan   text;     /* of literals without their quotes; of brackets without them */
} Token;

/* The next token of section from *io_at on; FALSE at the end. */
static gboolean
next_token (MspSpan section, gsize *io_at, Token *out)
{
  const char *data = section.data + *io_at, *end;
  gsize left = section.len - *io_at, skip = 0;

  if (left == 0)
    return FALSE;
  *out = (Token) { OTHER, { data, 1 } };
  switch (data[0])
    {
    case '"':
      end = memchr (data + 1, '"', left - 1);
      *out = (Token) { LITERAL, { data + 1, end != NULL ? (gsize) (end - data - 1) : left - 1 } };
      skip = end != NULL ? 2 : 1;
      break;
    case '[':
      end = memchr (data + 1, ']', left - 1);
      *out = (Token) { BRACKET, { data + 1, end != NULL ? (gsize) (end - data - 1) : left - 1 } };
      skip = end != NULL ? 2 : 1;
      break;
    case '\\': case '_': case '*':
      *out = (Token) { data[0] == '\\' ? LITERAL : SKIP, { data + MIN (left, 2) - (left > 1), left > 1 } };
      if (left > 1 && (guint8) data[1] >= 0x80)
        out->text.len = MIN (left - 1, (gsize) (g_utf8_skip[(guint8) data[1]]));
      skip = 1;
      break;
    case '0': case '#': case '?': out->kind = DIGIT; break;
    default: break;
    }
  *io_at += out->text.len + skip;
  return TRUE;
}

gsize
msp_number_pattern_find_end (const char *code)
{
  const MspSpan whole = msp_span_from_string (code);
  gsize at = 0, before = 0;
  Token token;

  for (; next_token (whole, &at, &token); before = at)
    if (token.kind == OTHER && token.text.data[0] == ';')
      return before;
  return whole.len;
}

gboolean
msp_number_pattern_get_condition (MspSpan section, double value, gboolean *out_holds)
{
  gsize at = 0;
  Token token;

  while (next_token (section, &at, &token) && (token.kind == BRACKET || token.kind == SKIP))
    {
      char sign = token.text.len > 1 ? token.text.data[0] : '\0', second = sign != '\0' ? token.text.data[1] : '\0';
      g_autofree char *number = NULL;
      double bound;

      if (sign != '<' && sign != '>' && sign != '=')
        continue;
      number = g_strndup (token.text.data, token.text.len);
      bound = g_ascii_strtod (number + 1 + (second == '=' || second == '>'), NULL);
      *out_holds = sign == '='                  ? value == bound
                   : sign == '<' && second == '>' ? value != bound
                   : sign == '<'                ? value < bound || (second == '=' && value == bound)
                                                : value > bound || (second == '=' && value == bound);
      return TRUE;
    }
  return FALSE;
}

static void
note_bracket (MspNumberPattern *self, MspSpan text)
{
  if (text.len > 0 && strchr ("hHmMsS", text.data[0]) != NULL && strspn (text.data, "hHmMsS") >= text.len)
    self->is_moment = self->is_elapsed = self->has_time = TRUE;
}

/* "m" is minutes beside hours or seconds; alone or beside days and years it is months. */
static void
note_letter (MspNumberPattern *self, char c, gboolean *io_months)
{
  switch (g_ascii_tolower (c))
    {
    case 'y': case 'd': case 'e': self->has_date = TRUE; break;
    case 'h': self->has_time = TRUE; break;
    case 's': self->has_time = self->has_seconds = TRUE; break;
    case 'm': *io_months = TRUE; break;
    default: return;
    }
  self->is_moment = TRUE;
}

void
msp_number_pattern_read (MspNumberPattern *self, MspSpan section)
{
  gboolean is_decimal = FALSE, months = FALSE, general = FALSE;
  guint commas = 0;
  gsize at = 0;
  Token token;

  *self = (MspNumberPattern) { .code = section };
  while (!general && next_token (section, &at, &token))
    {
      char c = token.text.len > 0 ? token.text.data[0] : '\0';

      if (token.kind == BRACKET)
        note_bracket (self, token.text);
      else if (token.kind == DIGIT)
        {
          self->has_thousands |= commas > 0 && !is_decimal;
          commas = 0;
          self->n_whole += !is_decimal;
          self->n_decimals += is_decimal;
        }
      else if (token.kind == OTHER)
        {
          general = msp_span_has_prefix_nocase (msp_span_new (token.text.data, (gsize) (section.data + section.len - token.text.data)),
                                                "General")
                    || c == '@' || ((c == 'E' || c == 'e') && self->n_whole + self->n_decimals > 0)
                    || (c == '/' && self->n_whole > 0 && !self->is_moment);
          is_decimal |= c == '.';
          commas += c == ',' && self->n_whole > 0;
          self->n_percent += c == '%';
          note_letter (self, c, &months);
        }
    }
  self->is_plain = general || self->n_whole + self->n_decimals > 300;
  self->is_moment &= !general && self->n_whole == 0;
  self->has_date |= months && !self->has_time;
  self->n_scale = commas;
  self->n_decimals = MIN (self->n_decimals, MAX_DECIMALS);
}

/* Appends the digits that stand at one placeholder of the whole part: those that all placeholders to its right leave over. */
static void
append_whole (const MspNumberPattern *self, GString *out, const char *digits, gsize n_digits, guint place, char mark)
{
  gsize right = self->n_whole - 1 - place;      /* places to the right */
  gsize first = place == 0 ? 0 : n_digits > right + 1 ? n_digits - right - 1 : n_digits > right ? 0 : n_digits;
  gsize last = n_digits > right ? n_digits - right : 0;

  if (last == 0 && mark != '#')
    g_string_append_c (out, mark == '0' ? '0' : ' ');
  for (gsize i = first; i < last; i++)
    {
      g_string_append_c (out, digits[i]);
      if (self->has_thousands && (n_digits - 1 - i) % 3 == 0 && i + 1 < n_digits)
        g_string_append_c (out, ',');
    }
  if (last == 0 && mark == '0' && self->has_thousands && right > 0 && right % 3 == 0)
    g_string_append_c (out, ',');
}

/* "[$EUR-407]" is a currency, "[Red]" a colour. */
static void
append_currency (GString *out, MspSpan text)
{
  const char *dash;

  if (text.len < 2 || text.data[0] != '$')
    return;
  text = msp_span_slice (text, 1, text.len);
  dash = memchr (text.data, '-', text.len);
  g_string_append_len (out, text.data, dash != NULL ? dash - text.data : (gssize) text.len);
}

void
msp_number_pattern_append (const MspNumberPattern *self, GString *out, double value, gboolean is_signed)
{
  char buffer[512], format[8] = "%.0f";
  double scaled = fabs (value);
  const char *digits = buffer, *point;
  gsize n_digits, at = 0, decimal = 0, n_decimals, start = out->len;
  gboolean is_decimal = FALSE;
  guint place = 0;
  Token token;

  for (guint i = 0; i < MIN (self->n_percent, 4); i++)
    scaled *= 100;
  for (guint i = 0; i < MIN (self->n_scale, 4) && self->n_whole > 0; i++)
    scaled /= 1000;
  g_snprintf (format, sizeof format, "%%.%uf", self->n_decimals);
  (void) g_ascii_formatd (buffer, sizeof buffer, format, scaled);
  point = strchr (buffer, '.');
  n_digits = point != NULL ? (gsize) (point - buffer) : strlen (buffer);
  n_decimals = point != NULL ? strlen (point + 1) : 0;
  if (n_digits == 1 && digits[0] == '0')
    n_digits = 0;
  if (value < 0 && !is_signed && strspn (buffer, "0.") < strlen (buffer))
    g_string_append_c (out, '-');
  while (next_token (self->code, &at, &token))
    {
      char c = token.text.len > 0 ? token.text.data[0] : '\0';

      if (token.kind == BRACKET)
        append_currency (out, token.text);
      else if (token.kind == LITERAL)
        g_string_append_len (out, token.text.data, (gssize) token.text.len);
      else if (token.kind == DIGIT && !is_decimal)
        append_whole (self, out, digits, n_digits, place++, c);
      else if (token.kind == DIGIT && decimal < n_decimals)
        {
          const char *rest = point + 1 + decimal++;

          if (c == '0' || strspn (rest, "0") < strlen (rest))
            g_string_append_c (out, *rest);
        }
      else if (token.kind == OTHER && c == '.' && !is_decimal)
        {
          if (self->n_whole == 0)
            g_string_append_len (out, digits, (gssize) n_digits);
          g_string_append_c (out, '.');
          is_decimal = TRUE;
        }
      else if (token.kind == OTHER && c != ',')
        g_string_append_c (out, c);
    }
  while (out->len > start && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
}
