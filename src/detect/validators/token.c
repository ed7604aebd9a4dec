/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/digits.h"
#include "detect/validators/list.h"

#define LEAST_KEY 60   /* characters of base64; an Ed25519 key has 64 (RFC 8410) */

/* CRC-32 (ISO 3309, IEEE 802.3). */
static guint32
crc_32 (MspSpan bytes)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < bytes.len; i++)
    {
      crc ^= (guint8) bytes.data[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
  return ~crc;
}

/* The last six characters are the CRC-32 of those between start and them, in base62 padded with 0. */
static gboolean
has_crc_tail (MspSpan value, gsize start)
{
  static const char alphabet[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  guint32 crc = crc_32 (msp_span_slice (value, start, value.len - 6));

  for (gsize i = 1; i <= 6; i++, crc /= 62)
    if (value.data[value.len - i] != alphabet[crc % 62])
      return FALSE;
  return TRUE;
}

static gboolean
is_alnum (MspSpan value, gsize start)
{
  for (gsize i = start; i < value.len; i++)
    if (!g_ascii_isalnum (value.data[i]))
      return FALSE;
  return TRUE;
}

/* GitHub's token formats of 2021: kind, 30 characters of base62, checksum. */
void
msp_validate_github_token (MspSpan value, MspVerdict *out_verdict)
{
  if (value.len != 40 || !msp_span_has_prefix (value, "gh") || value.data[2] == '\0' || strchr ("pousr", value.data[2]) == NULL
      || value.data[3] != '_' || !is_alnum (value, 4))
    {
      msp_verdict_set (out_verdict, FALSE, "not a kind of token and 36 letters and digits");
      return;
    }
  gboolean proven = has_crc_tail (value, 4);

  msp_verdict_set (out_verdict, proven,
                   proven ? "checksum holds: CRC-32 in the last six characters" : "the CRC-32 in the last six characters does not hold");
  out_verdict->none = out_verdict->label = proven ? 99 : 0;
}

/* npm's tokens of 2021 are built like GitHub's, its owner's; whether all are is not published. Other tokens of the same rule are
   random only. */
void
msp_validate_package_token (MspSpan value, MspVerdict *out_verdict)
{
  msp_validate_token (value, out_verdict);
  if (!out_verdict->valid || value.len != 40 || !msp_span_has_prefix (value, "npm_"))
    return;
  gboolean proven = has_crc_tail (value, 4);

  msp_verdict_set (out_verdict, TRUE, proven ? "checksum holds: CRC-32 in the last six characters"
                   : "entropy of a random token; the CRC-32 in the last six characters does not hold");
  out_verdict->none = proven ? 99 : 70;
  out_verdict->label = proven ? 99 : 80;
}

/* Atlassian: behind the last "=" the CRC-32 of all before, that sign included, in hexadecimal. */
void
msp_validate_atlassian_token (MspSpan value, MspVerdict *out_verdict)
{
  char tail[9];

  msp_validate_token (value, out_verdict);
  if (!out_verdict->valid || value.len < 24 || value.data[value.len - 9] != '=')
    {
      if (out_verdict->valid && memchr (value.data, '=', value.len) != NULL)
        msp_verdict_set (out_verdict, FALSE, "not eight hexadecimal digits of CRC-32 at the end");
      return;
    }
  g_snprintf (tail, sizeof tail, "%08X", crc_32 (msp_span_slice (value, 0, value.len - 8)));
  gboolean proven = memcmp (tail, value.data + value.len - 8, 8) == 0;

  msp_verdict_set (out_verdict, proven,
                   proven ? "checksum holds: CRC-32 at the end" : "the CRC-32 at the end does not hold");
  out_verdict->none = out_verdict->label = proven ? 99 : 0;
}

/* Decodes base64url (RFC 4648, 5) into at most max bytes of text; the bytes written, or 0. */
static gsize
decode_base64url (MspSpan text, char *out_text, gsize max)
{
  guint32 bits = 0, n_bits = 0;
  gsize n = 0;

  for (gsize i = 0; i < text.len && n < max; i++)
    {
      char c = text.data[i];
      guint32 digit;

      if (g_ascii_isupper (c))
        digit = (guint32) (c - 'A');
      else if (g_ascii_islower (c))
        digit = (guint32) (c - 'a' + 26);
      else if (g_ascii_isdigit (c))
        digit = (guint32) (c - '0' + 52);
      else if (c == '-' || c == '_')
        digit = c == '-' ? 62 : 63;
      else
        return 0;
      bits = (bits << 6 | digit) & 0xffff;
      n_bits += 6;
      if (n_bits >= 8)
        out_text[n++] = (char) (bits >> (n_bits -= 8));
    }
  return n;
}

/* Whether part decodes to text in braces; the beginning is in out_text. */
static gboolean
is_object (MspSpan part, char *out_text, gsize max, gsize *out_len)
{
  gsize cut = part.len > max ? 0 : part.len;
  gsize n = decode_base64url (cut > 0 ? part : msp_span_slice (part, 0, max), out_text, max);

  *out_len = n;
  if (n < 2 || out_text[0] != '{' || (cut > 0 && out_text[n - 1] != '}'))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if ((guint8) out_text[i] < 0x20 && !g_ascii_isspace (out_text[i]))
      return FALSE;
  return TRUE;
}

/* RFC 7519: header and payload are JSON objects, and the header names an algorithm. */
void
msp_validate_jwt (MspSpan value, MspVerdict *out_verdict)
{
  char text[512];
  gsize dots[2] = { 0, 0 }, n_dots = 0, len = 0;
  gboolean valid;

  for (gsize i = 0; i < value.len; i++)
    if (value.data[i] == '.')
      {
        if (n_dots < 2)
          dots[n_dots] = i;
        n_dots++;
      }
  valid = n_dots == 2 && is_object (msp_span_slice (value, 0, dots[0]), text, sizeof text, &len)
          && g_strstr_len (text, (gssize) len, "\"alg\"") != NULL
          && is_object (msp_span_slice (value, dots[0] + 1, dots[1]), text, sizeof text, &len);
  msp_verdict_set (out_verdict, valid, "header with an algorithm and payload decode to JSON objects");
}

/* The number behind "name": in text, or -1. */
static gint64
get_number (const char *text, gsize len, const char *name)
{
  const char *at = g_strstr_len (text, (gssize) len, name);
  gint64 number = 0;

  if (at == NULL)
    return -1;
  for (at += strlen (name); at < text + len && (*at == ':' || *at == ' '); at++)
    ;
  if (at == text + len || !g_ascii_isdigit (*at))
    return -1;
  for (; at < text + len && g_ascii_isdigit (*at) && number < G_GINT64_CONSTANT (100000000000); at++)
    number = number * 10 + g_ascii_digit_value (*at);
  return number;
}

/* The day from which the token serves nobody (RFC 7519, 4.1.4). */
void
msp_explain_jwt (MspSpan value, GString *out)
{
  char text[512];
  gsize len = 0;
  const char *first = memchr (value.data, '.', value.len);
  const char *second = first != NULL ? memchr (first + 1, '.', (gsize) (value.data + value.len - first - 1)) : NULL;

  if (second == NULL)
    return;
  if (!is_object (msp_span_new (first + 1, (gsize) (second - first - 1)), text, sizeof text, &len))
    return;
  gint64 expiry = get_number (text, len, "\"exp\"");
  g_autoptr (GDateTime) day = expiry >= 0 ? g_date_time_new_from_unix_utc (expiry) : NULL;

  if (day != NULL)
    g_string_append_printf (out, "; expires %04d-%02d-%02d", g_date_time_get_year (day), g_date_time_get_month (day),
                            g_date_time_get_day_of_month (day));
}

/* Microsoft's recovery password: eight groups of six digits, each 11 times a number of 16 bits. */
void
msp_validate_bitlocker (MspSpan value, MspVerdict *out_verdict)
{
  gboolean valid = value.len == 8 * 7 - 1;

  for (gsize i = 0; valid && i < value.len; i++)
    valid = i % 7 == 6 ? value.data[i] == '-' : g_ascii_isdigit (value.data[i]);
  for (gsize group = 0; valid && group < 8; group++)
    {
      guint64 number = msp_digits_number (value.data + group * 7, 6);

      valid = number % 11 == 0 && number < 720896;
    }
  msp_verdict_set (out_verdict, valid, "eight groups of six digits, multiples of 11 below 720896");
}

static gboolean
contains (MspSpan value, const char *text)
{
  return g_strstr_len (value.data, (gssize) value.len, text) != NULL;
}

/* Characters of base64 between the header line and the footer, lines "Name: value" left out. */
static gsize
count_body (MspSpan value)
{
  gsize n = 0, line = 0;

  for (gsize i = MIN (value.len, strlen ("-----BEGIN ")); i < value.len; i++)
    {
      if (value.data[i] == '\n' || value.data[i] == '-')
        {
          if (n > 0 && msp_span_has_prefix (msp_span_slice (value, i, value.len), "-----END"))
            break;
          line = n;
        }
      else if (value.data[i] == ':' || (value.data[i] == ' ' && n == 0))
        n = line;
      else
        n += g_ascii_isalnum (value.data[i]) || value.data[i] == '+' || value.data[i] == '/';
    }
  return n;
}

/* Header and footer name the same kind of key. */
static gboolean
has_footer (MspSpan value)
{
  const char *footer = g_strrstr_len (value.data, (gssize) value.len, "-----END ");
  gsize begin = strlen ("-----BEGIN "), end = strlen ("-----END ");

  for (gsize i = 0; footer != NULL; i++)
    {
      gsize at = (gsize) (footer - value.data) + end + i;

      if (begin + i >= value.len || at >= value.len || value.data[begin + i] != value.data[at])
        return FALSE;
      if (value.data[at] == '-')
        return TRUE;
    }
  return FALSE;
}

/* RFC 7468, RFC 1421, OpenSSH's PROTOCOL.key: value is the header line and what the pattern took of the body. */
void
msp_validate_private_key (MspSpan value, MspVerdict *out_verdict)
{
  gboolean is_key = value.len > 0 && contains (value, "PRIVATE KEY");
  gboolean has_body = is_key && count_body (value) >= LEAST_KEY;

  msp_verdict_set (out_verdict, is_key, has_body ? "header and body of a private key" : "header of a private key without a body");
  if (!is_key)
    return;
  if (!has_body)
    {
      /* Header and footer with less than a key between them are a placeholder. */
      out_verdict->none = has_footer (value) ? 25 : 60;
      out_verdict->label = has_footer (value) ? 30 : 75;
    }
  else if (has_footer (value))
    out_verdict->none = out_verdict->label = 99;
  /* "openssh-key-v1" followed by the cipher's name, of four letters if it is "none". */
  if (contains (value, "ENCRYPTED") || contains (value, "KEY BLOCK")
      || (contains (value, "b3BlbnNzaC1rZXktdjE") && !contains (value, "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU")))
    {
      out_verdict->sensitivity = 60;
      out_verdict->guarded = TRUE;
    }
}

/* PuTTY's key files: "Encryption: none" stands in those without a passphrase. */
void
msp_validate_putty_key (MspSpan value, MspVerdict *out_verdict)
{
  msp_verdict_set (out_verdict, contains (value, "PuTTY-User-Key-File-2:") || contains (value, "PuTTY-User-Key-File-3:"),
                   "header of a PuTTY private key");
  if (out_verdict->valid && contains (value, "\nEncryption: ") && !contains (value, "\nEncryption: none"))
    {
      out_verdict->sensitivity = 60;
      out_verdict->guarded = TRUE;
    }
}

/* Cisco IOS: kind 7 can be turned back into the password. */
void
msp_validate_cisco_password (MspSpan value, MspVerdict *out_verdict)
{
  const char *kind = value.len > 0 ? memchr (value.data, ' ', value.len) : NULL;

  gboolean hash = kind != NULL && value.data + value.len - kind > 6 && strchr ("589", kind[1]) != NULL && kind[3] == '$';
  gboolean code = kind != NULL && value.data + value.len - kind > 6 && kind[1] == '7' && g_ascii_isxdigit (kind[3])
                  && g_ascii_isxdigit (kind[6]);

  msp_verdict_set (out_verdict, hash || code, "kind and hash of a router password");
  if (out_verdict->valid && kind[1] == '7')
    out_verdict->sensitivity = 85;
}
