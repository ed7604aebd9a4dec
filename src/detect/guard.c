/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/guard.h"

#include <string.h>

#define MAX_LOOK 256   /* bytes looked at on either side */

static gboolean
is_joint (char c)
{
  return c == '.' || c == ',' || c == '-' || c == '/';
}

static gboolean
is_word_at (MspSpan text, gsize at)
{
  guint8 byte = (guint8) text.data[at];

  if (byte < 0x80)
    return g_ascii_isalnum (byte) || byte == '_';
  gunichar c = g_utf8_get_char_validated (text.data + at, (gssize) MIN (text.len - at, 4));

  return c < 0x110000 && g_unichar_isalnum (c);
}

gboolean
msp_guard_edges (MspSpan text, gsize start, gsize end)
{
  gsize before = start;

  if (end < text.len && is_word_at (text, end) && is_word_at (text, end - 1))
    return FALSE;
  if (start == 0 || !is_word_at (text, start))
    return TRUE;
  do
    before--;
  while (before > 0 && start - before < 4 && ((guint8) text.data[before] & 0xC0) == 0x80);
  return !is_word_at (text, before);
}

/* "26560.2328981879": no identifier is written in two groups with a dot between them. */
static gboolean
is_decimal (MspSpan value)
{
  guint dots = 0;

  for (gsize i = 0; i < value.len; i++)
    {
      if (value.data[i] == '.')
        dots++;
      else if (!g_ascii_isdigit (value.data[i]))
        return FALSE;
    }
  return dots == 1;
}

gboolean
msp_guard_number (MspSpan text, gsize start, gsize end)
{
  if (is_decimal (msp_span_slice (text, start, end)))
    return FALSE;
  if (start >= 2 && is_joint (text.data[start - 1]) && g_ascii_isdigit (text.data[start - 2]))
    return FALSE;
  return !(end + 1 < text.len && is_joint (text.data[end]) && g_ascii_isdigit (text.data[end + 1]));
}

#define BIT(c) (G_GUINT64_CONSTANT (1) << ((c) & 63))

static inline gboolean
ends_token (char c)
{
  const guint64 low = BIT (' ') | BIT ('\t') | BIT ('\n') | BIT ('\r') | BIT ('"') | BIT ('\'') | BIT ('<') | BIT ('>')
    | BIT (';')
                      | BIT ('(') | BIT (')');
  const guint64 high = BIT ('|') | BIT ('[') | BIT (']') | BIT ('{') | BIT ('}');
  guint8 byte = (guint8) c;

  return byte < 128 && ((byte < 64 ? low : high) >> (byte & 63) & 1) != 0;
}

static gboolean
is_uuid (const char *data)
{
  for (guint i = 0; i < 36; i++)
    if (i == 8 || i == 13 || i == 18 || i == 23 ? data[i] != '-' : !g_ascii_isxdigit (data[i]))
      return FALSE;
  return TRUE;
}

/* "8-4-4-4-12" hexadecimal digits anywhere in token (RFC 4122), found by their dashes. */
static gboolean
holds_uuid (MspSpan token)
{
  gsize at = 8;

  while (at + 28 <= token.len)
    {
      const char *dash = memchr (token.data + at, '-', token.len - at - 27);

      if (dash == NULL)
        return FALSE;
      if (is_uuid (dash - 8))
        return TRUE;
      at = (gsize) (dash - token.data) + 1;
    }
  return FALSE;
}

/* The line that holds start begins with a header field whose value is an identifier or a signature. */
static gboolean
in_identifier_field (MspSpan text, gsize start)
{
  static const char *const fields[] = { "message-id:", "references:", "in-reply-to:", "content-id:", "dkim-signature:", "arc-",
                                        "x-", "received:", "content-type:", "return-path:", "list-", "authentication-results:",
                                        "> message-id:" };
  gsize line = start;

  while (line > 0 && start - line < MAX_LOOK && text.data[line - 1] != '\n')
    line--;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (msp_span_has_prefix_nocase (msp_span_slice (text, line, text.len), fields[i]))
      return memchr (text.data + line, ':', start - line) != NULL;
  return FALSE;
}

/* What stands left of a value in its token, read once from right to left. */
typedef struct {
  gsize    from;      /* where the token begins */
  guint    slashes;
  gboolean address;   /* "://", "www.", "@" or "\\" */
} Left;

static Left
read_left (MspSpan text, gsize start)
{
  Left left = { .from = start };

  while (left.from > 0 && start - left.from < MAX_LOOK && !ends_token (text.data[left.from - 1]))
    {
      const char *at = text.data + --left.from;
      gsize len = start - left.from;

      left.slashes += *at == '/';
      left.address |= *at == '@' || *at == '\\' || (*at == ':' && len >= 3 && at[1] == '/' && at[2] == '/')
                      || (*at == 'w' && len >= 4 && memcmp (at, "www.", 4) == 0);
    }
  return left;
}

gboolean
msp_guard_url (MspSpan text, gsize start, gsize end)
{
  const Left left = read_left (text, start);
  gboolean address = left.address;
  gsize to = end;

  for (; to < text.len && to - end < MAX_LOOK && !ends_token (text.data[to]); to++)
    address |= text.data[to] == '@';
  MspSpan token = msp_span_slice (text, left.from, to);

  if (token.len > end - start)
    {
      if (address || memchr (text.data + start, '@', end - start) != NULL || left.slashes >= 2)
        return FALSE;
      if (left.slashes == 1 && token.data[0] == '/' && start - left.from > 1)
        return FALSE;
    }
  return !holds_uuid (token) && !in_identifier_field (text, start);
}

/* A word of hexadecimal digits at [start, end) that is no decimal number: holds a letter, and a digit or at least four
   letters. */
static gboolean
is_hex_word (MspSpan text, gsize start, gsize end)
{
  guint letters = 0, digits = 0;

  for (gsize i = start; i < end; i++)
    if (g_ascii_isdigit (text.data[i]))
      digits++;
    else if (g_ascii_isxdigit (text.data[i]))
      letters++;
    else
      return FALSE;
  return letters > 0 && digits > 0;
}

gboolean
msp_guard_hex (MspSpan text, gsize start, gsize end)
{
  gsize left = start > 0 ? start - 1 : 0, right = MIN (end + 1, text.len), from = left, to = right;

  while (from > 0 && left - from < 40 && g_ascii_isalnum (text.data[from - 1]))
    from--;
  while (to < text.len && to - right < 40 && g_ascii_isalnum (text.data[to]))
    to++;
  if (from < left && (text.data[left] == ' ' || text.data[left] == ':' || text.data[left] == '-')
      && is_hex_word (text, from, left))
    return FALSE;
  return !(to > right && (text.data[end] == ' ' || text.data[end] == ':' || text.data[end] == '-')
           && is_hex_word (text, right, to));
}

gboolean
msp_guard_histogram (MspSpan text, gsize start, gsize end)
{
  guint counts[10] = { 0 }, n = 0, up = 1, down = 1;
  int last = -2;

  for (gsize i = start; i < end; i++)
    {
      int digit = g_ascii_digit_value (text.data[i]);

      if (digit < 0)
        continue;
      counts[digit]++;
      n++;
      up = digit == last + 1 ? up + 1 : 1;
      down = digit == last - 1 ? down + 1 : 1;
      if (up >= 6 || down >= 6)
        return FALSE;
      last = digit;
    }
  for (guint i = 0; i < 10; i++)
    if (n > 3 && counts[i] * 10 > n * 7)
      return FALSE;
  return TRUE;
}

/* A line of base64 or uuencode: long, without spaces, of the alphabet; uuencode begins with its length ("M": 45 bytes). */
static gboolean
is_encoded_line (MspSpan text, gsize start, gsize end)
{
  gsize len = end - start;
  gboolean mixed_low = FALSE, mixed_up = FALSE;

  if (len < 56 || len > 120)
    return FALSE;
  if (text.data[start] == 'M' && len == 61)
    {
      gsize i = start;

      while (i < end && text.data[i] >= ' ' && text.data[i] <= '`')
        i++;
      if (i == end)
        return TRUE;
    }
  for (gsize i = start; i < end; i++)
    {
      char c = text.data[i];

      if (!g_ascii_isalnum (c) && c != '+' && c != '/' && c != '=' && c != '-' && c != '_')
        return FALSE;
      mixed_low |= g_ascii_islower (c);
      mixed_up |= g_ascii_isupper (c);
    }
  return mixed_low && mixed_up;
}

gboolean
msp_guard_encoded (MspSpan text, gsize start, gsize end)
{
  gsize from = start, to = end, next;

  while (from > 0 && start - from < 124 && text.data[from - 1] != '\n')
    from--;
  while (to < text.len && to - start < 124 && text.data[to] != '\n')
    to++;
  if (!is_encoded_line (text, from, to))
    return TRUE;
  if (from > 1)
    {
      gsize before = from - 1;

      while (before > 0 && from - before < 124 && text.data[before - 1] != '\n')
        before--;
      if (is_encoded_line (text, before, from - 1))
        return FALSE;
    }
  for (next = MIN (to + 1, text.len); next < text.len && next - to < 124 && text.data[next] != '\n';)
    next++;
  return !is_encoded_line (text, MIN (to + 1, text.len), next);
}

gboolean
msp_guard_masked (MspSpan text, gsize start, gsize end)
{
  guint masks = 0;

  for (gsize at = start; at > 0 && start - at < 6; at--)
    {
      char c = text.data[at - 1];

      if (c == '*' || c == '#' || c == 'x' || c == 'X')
        masks++;
      else if (c != '-' && c != ' ')
        break;
    }
  if (masks >= 2)
    return FALSE;
  for (gsize at = start; at < end; at++)
    if (text.data[at] == '*')
      return FALSE;
  return !(end + 1 < text.len && text.data[end] == '*' && text.data[end + 1] == '*');
}

static const struct {
  MspGuards   guard;
  const char *name;
  gboolean  (*check) (MspSpan text, gsize start, gsize end);
} checks[] = {
  { MSP_GUARD_EDGES, "edges", msp_guard_edges }, { MSP_GUARD_NUMBER, "number", msp_guard_number },
  { MSP_GUARD_MASKED, "masked", msp_guard_masked }, { MSP_GUARD_HEX, "hex", msp_guard_hex },
  { MSP_GUARD_URL, "url", msp_guard_url }, { MSP_GUARD_ENCODED, "encoded", msp_guard_encoded },
  { MSP_GUARD_HISTOGRAM, "histogram", NULL },
};

MspGuards
msp_guards_check (MspGuardMemo *memo, MspGuards guards, MspSpan text, gsize start, gsize end)
{
  if (memo->start != start || memo->end != end)
    *memo = (MspGuardMemo) { start, end, 0, 0 };
  for (guint i = 0; (guards & memo->failed) == 0 && (guards & ~memo->passed) != 0 && i < G_N_ELEMENTS (checks); i++)
    {
      MspGuards guard = guards & ~memo->passed & checks[i].guard;

      if (guard == 0)
        continue;
      if (checks[i].check == NULL || checks[i].check (text, start, end))
        memo->passed |= guard;
      else
        memo->failed |= guard;
    }
  return guards & memo->failed;
}

const char *
msp_guard_get_name (MspGuards guard)
{
  guint at = 0;

  while (checks[at].guard != guard)
    at++;
  return checks[at].name;
}
