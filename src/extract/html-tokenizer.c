/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/html-tokenizer.h"

enum { SPACE = 1, NAME = 2, XML_NAME = 4, STOP = 8 };

/* STOP ends the name of an attribute. A row for 32 bytes: white space and NUL are SPACE and STOP, "/", "=" and ">" STOP, ASCII
   letters, digits, ":", "-" and "_" NAME and XML_NAME, "." and all from 0x80 on XML_NAME. */
static const guint8 classes[256] = {
  9, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 4, 8, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 0, 0, 8, 8, 0,
  0, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 0, 0, 0, 0, 6,
  0, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 0, 0, 0, 0, 0,
  4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
  4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
  4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
  4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
};

static inline guint
classify (guint8 c)
{
  return classes[c];
}

static inline gboolean
is_letter (guint8 c)
{
  return (guint8) ((c | 0x20) - 'a') < 26 || c == '_';
}

static inline const char *
skip_space (const char *at, const char *end)
{
  while (at < end && (classify ((guint8) *at) & SPACE) != 0)
    at++;
  return at;
}

static const char *
find_quote (MspHtmlTokenizer *self, const char *at, char quote)
{
  gboolean *missing = &self->no_quote[quote == '"'];
  const char *found = *missing ? NULL : memchr (at, quote, (gsize) (self->end - at));

  *missing = found == NULL;
  return found;
}

/* The value after "=": quoted, or up to white space or ">". A quote that never closes is part of the value. */
static const char *
read_value (MspHtmlTokenizer *self, const char *at, MspSpan *out_value)
{
  const char *start = at;

  if (at < self->end && (*at == '"' || *at == '\''))
    {
      const char *close = find_quote (self, at + 1, *at);

      if (close != NULL)
        {
          *out_value = msp_span_new (at + 1, (gsize) (close - at - 1));
          return close + 1;
        }
    }
  while (at < self->end && *at != '>' && (classify ((guint8) *at) & SPACE) == 0)
    at++;
  *out_value = msp_span_new (start, (gsize) (at - start));
  return at;
}

/* TRUE where a new tag begins inside a tag that was never closed. */
static gboolean
is_tag_start (const char *at, const char *end)
{
  return *at == '<' && end - at >= 2 && (is_letter ((guint8) at[1]) || at[1] == '/' || at[1] == '!');
}

static const char *
read_attribute (MspHtmlTokenizer *self, const char *at, MspHtmlToken *token)
{
  MspHtmlAttribute attribute = { 0 };
  const char *start = at;

  at++;
  while (at < self->end && (classify ((guint8) *at) & STOP) == 0 && !is_tag_start (at, self->end))
    at++;
  attribute.name = msp_span_new (start, (gsize) (at - start));
  attribute.value = msp_span_new (at, 0);
  const char *next = skip_space (at, self->end);
  if (next < self->end && *next == '=')
    at = read_value (self, skip_space (next + 1, self->end), &attribute.value);
  if (token->n_attributes < MSP_HTML_MAX_ATTRIBUTES)
    token->attributes[token->n_attributes++] = attribute;
  return at;
}

/* From behind the name to behind ">"; NULL if the markup ends before. */
static const char *
read_attributes (MspHtmlTokenizer *self, const char *at, MspHtmlToken *token)
{
  while (at < self->end)
    {
      if (*at == '>')
        return at + 1;
      if (is_tag_start (at, self->end))
        return at;
      token->empty = *at == '/';
      if (*at == '/' || (classify ((guint8) *at) & SPACE) != 0)
        at++;
      else
        at = read_attribute (self, at, token);
    }
  return NULL;
}

/* Keeps the whole linear: after some tags that ran into the end for their quotes, quotes no longer count; a tag that does so
   without them proves that no ">" is left. */
static void
note_failure (MspHtmlTokenizer *self)
{
  self->no_tag_end = self->no_quote[0] && self->no_quote[1];
  if (++self->failures >= 16)
    self->no_quote[0] = self->no_quote[1] = TRUE;
}

static gboolean
read_tag (MspHtmlTokenizer *self, MspHtmlToken *token)
{
  gboolean close = self->at[1] == '/';
  const char *start = self->at + (close ? 2 : 1), *at = start;
  guint allowed = self->xml ? XML_NAME : NAME;

  while (at < self->end && (classify ((guint8) *at) & allowed) != 0)
    at++;
  if (at == self->end || at == start || ((classify ((guint8) *at) & STOP) == 0 && *at != '<'))
    return FALSE;
  /* An address in angle brackets: "<https://www.example>". */
  if (at[-1] == ':' && *at == '/')
    return FALSE;
  token->kind = close ? MSP_HTML_CLOSE : MSP_HTML_OPEN;
  token->name = msp_span_new (start, (gsize) (at - start));
  token->empty = FALSE;
  token->n_attributes = 0;
  at = *at == '>' ? at + 1 : read_attributes (self, at, token);
  if (at == NULL)
    {
      note_failure (self);
      return FALSE;
    }
  token->text = msp_span_new (self->at, (gsize) (at - self->at));
  self->at = at;
  return TRUE;
}

static gboolean
take_until (MspHtmlTokenizer *self, gsize skip, const char *mark, MspHtmlTokenKind kind, gboolean *missing, MspHtmlToken *token)
{
  gsize left = (gsize) (self->end - self->at), len = strlen (mark);
  const char *found = *missing || left < skip ? NULL : memmem (self->at + skip, left - skip, mark, len);

  *missing = found == NULL;
  if (found == NULL)
    return FALSE;
  token->kind = kind;
  token->text = msp_span_new (self->at + skip, (gsize) (found - self->at) - skip);
  self->at = found + len;
  return TRUE;
}

static gboolean
take_comment (MspHtmlTokenizer *self, MspHtmlToken *token)
{
  MspSpan rest = msp_span_new (self->at, (gsize) (self->end - self->at));

  if (msp_span_has_prefix (rest, "<!-->") || msp_span_has_prefix (rest, "<!--->"))
    {
      token->kind = MSP_HTML_COMMENT;
      token->text = msp_span_new (self->at, 0);
      self->at += self->at[4] == '>' ? 5 : 6;
      return TRUE;
    }
  if (take_until (self, 4, "-->", MSP_HTML_COMMENT, &self->no_comment_end, token))
    return TRUE;
  token->kind = MSP_HTML_MARKUP;
  token->text = msp_span_new (self->at, 4);
  self->at += 4;
  return TRUE;
}

static gboolean
take_markup (MspHtmlTokenizer *self, MspHtmlToken *token)
{
  MspSpan rest = msp_span_new (self->at, (gsize) (self->end - self->at));
  const char *found;

  if (msp_span_has_prefix (rest, "<!--"))
    return take_comment (self, token);
  if (msp_span_has_prefix (rest, "<![CDATA[") && take_until (self, 9, "]]>", MSP_HTML_CDATA, &self->no_cdata_end, token))
    return TRUE;
  if (rest.len < 3 || (!g_ascii_isalpha (rest.data[2]) && rest.data[2] != '[' && rest.data[2] != '>'))
    return FALSE;
  found = memchr (self->at, '>', rest.len);
  self->no_tag_end = found == NULL;
  if (found == NULL)
    return FALSE;
  token->kind = MSP_HTML_MARKUP;
  token->text = msp_span_new (self->at, (gsize) (found + 1 - self->at));
  self->at = found + 1;
  return TRUE;
}

void
msp_html_tokenizer_init (MspHtmlTokenizer *self, MspSpan markup, gboolean xml)
{
  *self = (MspHtmlTokenizer) { .at = markup.data, .end = markup.data + markup.len, .xml = xml };
}

gboolean
msp_html_tokenizer_next (MspHtmlTokenizer *self, MspHtmlToken *out_token)
{
  const char *start = self->at, *next;

  if (self->at >= self->end)
    return FALSE;
  if (*self->at == '<' && self->end - self->at >= 2 && !self->no_tag_end)
    {
      guint8 c = (guint8) self->at[1];

      if ((is_letter (c) || c == '/' || (self->xml && c >= 0x80)) && read_tag (self, out_token))
        return TRUE;
      if ((c == '!' || c == '?') && take_markup (self, out_token))
        return TRUE;
    }
  next = memchr (start + 1, '<', (gsize) (self->end - start - 1));
  self->at = next != NULL ? next : self->end;
  out_token->kind = MSP_HTML_TEXT;
  out_token->text = msp_span_new (start, (gsize) (self->at - start));
  return TRUE;
}

gboolean
msp_html_tokenizer_take_raw (MspHtmlTokenizer *self, const char *name, MspSpan *out_text)
{
  gsize len = strlen (name);
  guint32 bit = (guint32) 1 << (name[1] - 'a');
  const char *at = self->at;

  while ((self->no_raw_end & bit) == 0 && (at = memchr (at, '<', (gsize) (self->end - at))) != NULL)
    {
      if ((gsize) (self->end - at) >= len + 2 && at[1] == '/' && g_ascii_strncasecmp (at + 2, name, len) == 0)
        {
          const char *close = memchr (at, '>', (gsize) (self->end - at));

          *out_text = msp_span_new (self->at, (gsize) (at - self->at));
          self->at = close != NULL ? close + 1 : self->end;
          return TRUE;
        }
      at++;
    }
  self->no_raw_end |= bit;
  return FALSE;
}
