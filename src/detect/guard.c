/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/guard.h"

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

gboolean
msp_guard_number (MspSpan text, gsize start, gsize end)
{
  if (start >= 2 && is_joint (text.data[start - 1]) && g_ascii_isdigit (text.data[start - 2]))
    return FALSE;
  return !(end + 1 < text.len && is_joint (text.data[end]) && g_ascii_isdigit (text.data[end + 1]));
}

static gboolean
ends_token (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '"' || c == '\'' || c == '<' || c == '>' || c == '|' || c == ';'
         || c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}';
}

static gboolean
contains (MspSpan span, const char *word)
{
  return g_strstr_len (span.data, (gssize) span.len, word) != NULL;
}

/* "8-4-4-4-12" hexadecimal digits anywhere in token (RFC 4122). */
static gboolean
holds_uuid (MspSpan token)
{
  static const guint8 groups[] = { 8, 4, 4, 4, 12 };

  for (gsize from = 0; from + 36 <= token.len; from++)
    {
      gsize at = from;
      guint group = 0;

      for (; group < G_N_ELEMENTS (groups); group++)
        {
          gsize n = 0;

          while (n < groups[group] && g_ascii_isxdigit (token.data[at + n]))
            n++;
          at += n;
          if (n < groups[group] || (group < 4 && token.data[at++] != '-'))
            break;
        }
      if (group == G_N_ELEMENTS (groups))
        return TRUE;
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

gboolean
msp_guard_url (MspSpan text, gsize start, gsize end)
{
  gsize from = start, to = end;
  guint slashes = 0;

  while (from > 0 && start - from < MAX_LOOK && !ends_token (text.data[from - 1]))
    from--;
  while (to < text.len && to - end < MAX_LOOK && !ends_token (text.data[to]))
    to++;
  MspSpan token = msp_span_slice (text, from, to), left = msp_span_slice (text, from, start);

  if (token.len > end - start)
    {
      if (contains (left, "://") || contains (left, "www.") || contains (token, "@") || contains (left, "\\"))
        return FALSE;
      for (gsize i = 0; i < left.len; i++)
        slashes += left.data[i] == '/';
      if (slashes >= 2 || (slashes == 1 && left.data[0] == '/' && left.len > 1))
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

const char *
msp_guards_check (MspGuards guards, MspSpan text, gsize start, gsize end)
{
  static const struct {
    MspGuards   guard;
    const char *name;
    gboolean  (*check) (MspSpan text, gsize start, gsize end);
  } checks[] = {
    { MSP_GUARD_EDGES, "edges", msp_guard_edges }, { MSP_GUARD_NUMBER, "number", msp_guard_number },
    { MSP_GUARD_MASKED, "masked", msp_guard_masked }, { MSP_GUARD_HEX, "hex", msp_guard_hex },
    { MSP_GUARD_URL, "url", msp_guard_url }, { MSP_GUARD_ENCODED, "encoded", msp_guard_encoded },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if ((guards & checks[i].guard) != 0 && !checks[i].check (text, start, end))
      return checks[i].name;
  return NULL;
}
