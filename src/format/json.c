/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/json.h"

void
msp_json_init (MspJson *self, MspSpan text)
{
  *self = (MspJson) { .text = text, .decoded = g_string_new (NULL) };
}

void
msp_json_clear (MspJson *self)
{
  g_string_free (self->decoded, TRUE);
}

static gboolean
is_at (const MspJson *self, const char *word)
{
  return msp_span_has_prefix (msp_span_slice (self->text, self->at, self->text.len), word);
}

/* Steps over white space, separators and comments. FALSE at the end. */
static gboolean
skip_gap (MspJson *self)
{
  while (self->at < self->text.len)
    {
      gboolean is_block = is_at (self, "/*");
      const char *from = self->text.data + self->at, *end;

      if (is_block || is_at (self, "//"))
        {
          end = is_block ? memmem (from, self->text.len - self->at, "*/", 2) : memchr (from, '\n', self->text.len - self->at);
          self->at = end != NULL ? (gsize) (end - self->text.data) + 1 + is_block : self->text.len;
        }
      else if (strchr (" \t\r\n,:", *from) != NULL && *from != '\0')
        self->at++;
      else
        return TRUE;
    }
  return FALSE;
}

/* Four hexadecimal digits at at; -1 if there are none. */
static gint32
get_unit (MspSpan text, gsize at)
{
  gint32 value = 0;

  for (gsize i = at; i < at + 4; i++)
    {
      if (i >= text.len || !g_ascii_isxdigit (text.data[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (text.data[i]);
    }
  return value;
}

/* The character behind "\u", a pair of surrogates together; stands behind it then. */
static void
append_escaped_unit (MspJson *self)
{
  gint32 c = get_unit (self->text, self->at), low;

  if (c < 0)
    return;
  self->at += 4;
  low = c >= 0xd800 && c < 0xdc00 && is_at (self, "\\u") ? get_unit (self->text, self->at + 2) : -1;
  if (low >= 0xdc00 && low < 0xe000)
    {
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
      self->at += 6;
    }
  if (c != 0)
    g_string_append_unichar (self->decoded, g_unichar_validate ((gunichar) c) ? (gunichar) c : 0xfffd);
}

static void
append_escaped (MspJson *self)
{
  static const char escapes[] = "b\bf\fn\nr\rt\t";
  char c = self->text.data[self->at++];

  if (c == 'u')
    {
      append_escaped_unit (self);
      return;
    }
  for (gsize i = 0; i + 1 < sizeof escapes; i += 2)
    if (escapes[i] == c)
      c = escapes[i + 1];
  g_string_append_c (self->decoded, c);
}

/* Takes the string whose quote was just passed. */
static void
take_string (MspJson *self, char quote)
{
  g_string_truncate (self->decoded, 0);
  while (self->at < self->text.len && self->text.data[self->at] != quote)
    {
      gsize start = self->at;

      while (self->at < self->text.len && self->text.data[self->at] != quote && self->text.data[self->at] != '\\')
        self->at++;
      g_string_append_len (self->decoded, self->text.data + start, (gssize) (self->at - start));
      if (self->at + 1 < self->text.len && self->text.data[self->at] == '\\')
        {
          self->at++;
          append_escaped (self);
        }
      else if (self->at < self->text.len && self->text.data[self->at] == '\\')
        self->at++;
    }
  self->is_damaged |= self->at >= self->text.len;
  self->at = MIN (self->at + 1, self->text.len);
  self->value = msp_span_new (self->decoded->str, self->decoded->len);
  self->kind = MSP_JSON_STRING;
}

/* A string before a colon is a key. */
static void
note_key (MspJson *self)
{
  gsize at = self->at;

  while (at < self->text.len && g_ascii_isspace (self->text.data[at]))
    at++;
  if (at < self->text.len && self->text.data[at] == ':')
    self->kind = MSP_JSON_KEY;
}

static void
take_word (MspJson *self)
{
  gsize start = self->at;

  while (self->at < self->text.len && strchr (" \t\r\n,:{}[]\"/", self->text.data[self->at]) == NULL)
    self->at++;
  self->at += self->at == start || (self->at < self->text.len && self->text.data[self->at] == '\0');
  self->value = msp_span_slice (self->text, start, self->at);
  self->kind = MSP_JSON_OTHER;
  note_key (self);
}

gboolean
msp_json_next (MspJson *self)
{
  static const char brackets[] = "{}[]";
  const char *bracket;
  char c;

  if (!skip_gap (self))
    return FALSE;
  c = self->text.data[self->at];
  bracket = c != '\0' ? strchr (brackets, c) : NULL;
  if (bracket != NULL)
    {
      self->kind = (MspJsonKind) (bracket - brackets);
      self->at++;
      return TRUE;
    }
  if (c == '"' || c == '\'')
    {
      self->at++;
      take_string (self, c);
      note_key (self);
    }
  else
    take_word (self);
  return TRUE;
}
