/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/rtf-lexer.h"

#define NAME_MAX_LEN 32

static gboolean
is_special (char c)
{
  return c == '\\' || c == '{' || c == '}' || c == '\r' || c == '\n';
}

static MspRtfToken
take_binary (MspRtfLexer *self, gint32 n)
{
  gsize start = self->at;

  self->at = MIN (self->text.len, start + (gsize) MAX (n, 0));
  return (MspRtfToken) { .kind = MSP_RTF_BINARY, .bytes = msp_span_slice (self->text, start, self->at) };
}

static MspRtfToken
take_word (MspRtfLexer *self)
{
  const char *data = self->text.data;
  gsize start = self->at, len = self->text.len;
  MspRtfToken token = { .kind = MSP_RTF_WORD };
  gboolean minus = FALSE;
  gint64 number = 0;

  while (self->at < len && g_ascii_isalpha (data[self->at]) && self->at - start < NAME_MAX_LEN)
    self->at++;
  token.bytes = msp_span_slice (self->text, start, self->at);
  if (self->at + 1 < len && data[self->at] == '-' && g_ascii_isdigit (data[self->at + 1]))
    {
      minus = TRUE;
      self->at++;
    }
  for (; self->at < len && g_ascii_isdigit (data[self->at]); self->at++)
    {
      token.has_number = TRUE;
      number = MIN (number * 10 + (data[self->at] - '0'), G_MAXINT32);
    }
  token.number = (gint32) (minus ? -number : number);
  if (self->at < len && data[self->at] == ' ')
    self->at++;
  return msp_span_equals (token.bytes, "bin") ? take_binary (self, token.number) : token;
}

static MspRtfToken
take_escape (MspRtfLexer *self)
{
  const char *data = self->text.data + self->at;
  gsize left = self->text.len - self->at;

  if (left > 0 && g_ascii_isalpha (data[0]))
    return take_word (self);
  if (left >= 3 && data[0] == '\'' && g_ascii_isxdigit (data[1]) && g_ascii_isxdigit (data[2]))
    {
      self->at += 3;
      return (MspRtfToken) { .kind = MSP_RTF_BYTE,
                             .number = g_ascii_xdigit_value (data[1]) << 4 | g_ascii_xdigit_value (data[2]) };
    }
  self->at += MIN (left, 1);
  return (MspRtfToken) { .kind = MSP_RTF_SYMBOL, .bytes = msp_span_new (data, MIN (left, 1)) };
}

MspRtfToken
msp_rtf_lexer_next (MspRtfLexer *self)
{
  const char *data = self->text.data;

  while (self->at < self->text.len && (data[self->at] == '\r' || data[self->at] == '\n'))
    self->at++;
  if (self->at >= self->text.len)
    return (MspRtfToken) { .kind = MSP_RTF_END };
  gsize start = self->at++;
  if (data[start] == '{' || data[start] == '}')
    return (MspRtfToken) { .kind = data[start] == '{' ? MSP_RTF_OPEN : MSP_RTF_CLOSE };
  if (data[start] == '\\')
    return take_escape (self);
  while (self->at < self->text.len && !is_special (data[self->at]))
    self->at++;
  return (MspRtfToken) { .kind = MSP_RTF_CHARS, .bytes = msp_span_slice (self->text, start, self->at) };
}
