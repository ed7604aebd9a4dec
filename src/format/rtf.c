/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/rtf.h"

#include "base/charset.h"
#include "base/converter.h"
#include "format/mapi.h"
#include "format/rtf-lexer.h"
#include "format/rtf-object.h"
#include "format/rtf-words.h"

/* Deeper groups are read as if they were one. */
#define DEPTH_MAX 10000
#define FONTS_MAX 65536

typedef enum { INTO_TEXT, INTO_NOTHING, INTO_FONTS, INTO_FIELD, INTO_OBJECT, INTO_PICTURE } Target;

typedef struct {
  Target   target;
  guint    codepage, unicode_skip;
  gboolean starred;      /* \* was just seen */
  gboolean is_lines, is_pair, is_tag;
  gboolean is_rtf;       /* of RTF alone, no part of what was wrapped up */
} Group;

typedef struct {
  MspRtf     *out;
  gsize       limit, objects_left;
  GArray     *groups;    /* Group; the last is the current one */
  guint       too_deep;
  GHashTable *fonts;     /* number -> code page */
  gint32      font, default_font;
  guint       codepage;  /* of the document */
  GString    *run;       /* bytes in the code page run_codepage */
  guint       run_codepage;
  guint       skip;      /* characters behind a \u that say the same again */
  gunichar    high;      /* first half of a surrogate pair */
  GString    *field;
  GByteArray *binary;
  int         nibble;    /* first half of a byte in hexadecimal, or -1 */
} Reader;

static Group *
get_group (const Reader *self)
{
  return &g_array_index (self->groups, Group, self->groups->len - 1);
}

static gboolean
is_shown (const Reader *self)
{
  const Group *group = get_group (self);

  if (group->target == INTO_FIELD)
    return TRUE;
  return group->target == INTO_TEXT && (self->out->kind == MSP_RTF_DOCUMENT || group->is_tag || !group->is_rtf);
}

static GString *
get_out (const Reader *self)
{
  return get_group (self)->target == INTO_FIELD ? self->field : self->out->text;
}

static void
flush (Reader *self)
{
  MspSpan run = msp_span_new (self->run->str, self->run->len);
  char buf[16];

  if (run.len == 0)
    return;
  const char *label = msp_mapi_charset (self->run_codepage, buf);
  if (label == NULL || !msp_converter_append (get_out (self), run, label))
    msp_charset_append_utf8 (get_out (self), run, label);
  g_string_truncate (self->run, 0);
}

static void
add_bytes (Reader *self, MspSpan bytes)
{
  guint codepage = get_group (self)->codepage != 0 ? get_group (self)->codepage : self->codepage;

  if (codepage != self->run_codepage)
    flush (self);
  self->run_codepage = codepage;
  g_string_append_len (self->run, bytes.data, (gssize) bytes.len);
}

static void
add_text (Reader *self, const char *text)
{
  flush (self);
  if (is_shown (self))
    g_string_append (get_out (self), text);
}

static void
add_unicode (Reader *self, gint32 number)
{
  gunichar c = (gunichar) (number < 0 ? number + 65536 : number);

  self->skip = get_group (self)->unicode_skip;
  flush (self);
  if (!is_shown (self))
    return;
  if (self->high != 0 && c >= 0xdc00 && c < 0xe000)
    c = 0x10000 + ((self->high - 0xd800) << 10) + (c - 0xdc00);
  self->high = c >= 0xd800 && c < 0xdc00 ? c : 0;
  if (self->high == 0)
    g_string_append_unichar (get_out (self), g_unichar_validate (c) && c != 0 ? c : 0xfffd);
}

/* Bytes behind a \u that repeat it for old programs are passed over. */
static void
take_bytes (Reader *self, MspSpan bytes)
{
  gsize skipped = MIN (self->skip, bytes.len);

  self->skip -= (guint) skipped;
  if (skipped < bytes.len && is_shown (self))
    add_bytes (self, msp_span_slice (bytes, skipped, bytes.len));
}

static void
take_hexadecimal (Reader *self, MspSpan bytes)
{
  for (gsize i = 0; i < bytes.len && self->binary->len < self->objects_left; i++)
    {
      int digit = g_ascii_xdigit_value (bytes.data[i]);
      guint8 byte = (guint8) ((self->nibble & 15) << 4 | (digit & 15));

      if (digit < 0)
        continue;
      if (self->nibble >= 0)
        g_byte_array_append (self->binary, &byte, 1);
      self->nibble = self->nibble >= 0 ? -1 : digit;
    }
  self->out->truncated = self->out->truncated || self->binary->len >= self->objects_left;
}

static void
take_chars (Reader *self, MspSpan bytes)
{
  Target target = get_group (self)->target;

  get_group (self)->starred = FALSE;
  if (target == INTO_OBJECT || target == INTO_PICTURE)
    take_hexadecimal (self, bytes);
  else
    take_bytes (self, bytes);
}

static void
add_object (Reader *self, Target target)
{
  MspSpan all = msp_span_new ((const char *) self->binary->data, self->binary->len);

  if (all.len > 0)
    g_ptr_array_add (self->out->objects, msp_rtf_object_new (all, target == INTO_OBJECT));
  self->objects_left -= MIN (self->objects_left, all.len);
  g_byte_array_set_size (self->binary, 0);
  self->nibble = -1;
}

/* Where a link leads is text too. */
static void
add_field (Reader *self)
{
  const char *start = strstr (self->field->str, "HYPERLINK"), *end;

  start = start != NULL ? strchr (start, '"') : NULL;
  end = start != NULL ? strchr (start + 1, '"') : NULL;
  if (end != NULL && end > start + 1 && self->out->kind == MSP_RTF_DOCUMENT)
    g_string_append_printf (self->out->text, " <%.*s> ", (int) (end - start - 1), start + 1);
  g_string_truncate (self->field, 0);
}

static void
open_group (Reader *self)
{
  Group inner = *get_group (self);

  flush (self);
  self->skip = 0;
  if (self->groups->len >= DEPTH_MAX)
    {
      self->too_deep++;
      return;
    }
  if (inner.is_pair || inner.target == INTO_OBJECT || inner.target == INTO_PICTURE)
    inner.target = INTO_NOTHING;
  inner.starred = inner.is_lines = FALSE;
  g_array_append_val (self->groups, inner);
}

static void
close_group (Reader *self)
{
  Group closed = *get_group (self);

  flush (self);
  self->skip = 0;
  if (self->too_deep > 0 || self->groups->len == 1)
    {
      self->too_deep -= self->too_deep > 0;
      return;
    }
  g_array_set_size (self->groups, self->groups->len - 1);
  if ((closed.target == INTO_OBJECT || closed.target == INTO_PICTURE) && get_group (self)->target != closed.target)
    add_object (self, closed.target);
  if (closed.target == INTO_FIELD && get_group (self)->target != INTO_FIELD)
    add_field (self);
  if (get_group (self)->is_lines && self->out->text->len > 0 && self->out->text->str[self->out->text->len - 1] != '\n')
    add_text (self, "\n");
}

static void
set_font (Reader *self, gint32 font)
{
  flush (self);
  self->font = font;
  get_group (self)->codepage = GPOINTER_TO_UINT (g_hash_table_lookup (self->fonts, GINT_TO_POINTER (font)));
}

static void
set_font_codepage (Reader *self, guint codepage)
{
  if (get_group (self)->target == INTO_FONTS && g_hash_table_size (self->fonts) < FONTS_MAX)
    g_hash_table_insert (self->fonts, GINT_TO_POINTER (self->font), GUINT_TO_POINTER (codepage));
}

static void
set_target (Reader *self, Target target)
{
  flush (self);
  if (get_group (self)->target == INTO_TEXT || get_group (self)->target == INTO_FIELD)
    get_group (self)->target = target;
}

static void
set_number (Reader *self, MspRtfAction action, gint32 number)
{
  Group *group = get_group (self);

  switch (action)
    {
    case MSP_RTF_DO_FONT:
      if (group->target == INTO_FONTS)
        self->font = number;
      else
        set_font (self, number);
      break;
    case MSP_RTF_DO_FONT_CHARSET:
      set_font_codepage (self, msp_rtf_word_charset (number));
      break;
    case MSP_RTF_DO_FONT_CODEPAGE:
      set_font_codepage (self, (guint) CLAMP (number, 0, 65535));
      break;
    case MSP_RTF_DO_DEFAULT_FONT:
      self->default_font = number;
      break;
    case MSP_RTF_DO_CODEPAGE:
      self->codepage = number > 0 && number < 65536 ? (guint) number : self->codepage;
      break;
    case MSP_RTF_DO_UNICODE:
      add_unicode (self, CLAMP (number, -65535, 0x10ffff));
      break;
    case MSP_RTF_DO_UNICODE_SKIP:
      group->unicode_skip = (guint) CLAMP (number, 0, 16);
      break;
    default:
      break;
    }
}

static void
set_flag (Reader *self, MspRtfAction action, const MspRtfToken *token)
{
  Group *group = get_group (self);
  gboolean on = !token->has_number || token->number != 0;

  switch (action)
    {
    case MSP_RTF_DO_LINES:
      group->is_lines = TRUE;
      break;
    case MSP_RTF_DO_UNICODE_PAIR:
      group->is_pair = TRUE;
      break;
    case MSP_RTF_DO_UNICODE_HALF:
      if (group->is_pair)
        group->target = INTO_TEXT;
      group->is_pair = FALSE;
      break;
    case MSP_RTF_DO_FROM_HTML:
      self->out->kind = on ? MSP_RTF_FROM_HTML : self->out->kind;
      break;
    case MSP_RTF_DO_FROM_TEXT:
      self->out->kind = MSP_RTF_FROM_TEXT;
      break;
    case MSP_RTF_DO_HTML_TAG:
      group->is_tag = group->target == INTO_TEXT;
      break;
    case MSP_RTF_DO_HTML_RTF:
      flush (self);
      group->is_rtf = on;
      break;
    case MSP_RTF_DO_PLAIN:
      set_font (self, self->default_font);
      break;
    default:
      self->codepage = action == MSP_RTF_DO_MAC ? 10000 : action == MSP_RTF_DO_PC ? 437 : action == MSP_RTF_DO_PCA ? 850
                                                                                       : self->codepage;
      break;
    }
}

static void
do_word (Reader *self, const MspRtfWord *word, const MspRtfToken *token)
{
  switch (word->action)
    {
    case MSP_RTF_DO_TEXT:
      add_text (self, word->text);
      break;
    case MSP_RTF_DO_SKIP:
      set_target (self, INTO_NOTHING);
      break;
    case MSP_RTF_DO_FONTS:
      set_target (self, INTO_FONTS);
      break;
    case MSP_RTF_DO_FIELD:
      set_target (self, INTO_FIELD);
      break;
    case MSP_RTF_DO_OBJECT:
      set_target (self, INTO_OBJECT);
      break;
    case MSP_RTF_DO_PICTURE:
      set_target (self, INTO_PICTURE);
      break;
    default:
      if (token->has_number)
        set_number (self, word->action, token->number);
      set_flag (self, word->action, token);
      break;
    }
}

/* A group that begins with \* and a word that nobody knows holds nothing for the reader. */
static void
take_word (Reader *self, const MspRtfToken *token)
{
  const MspRtfWord *word = msp_rtf_word_find (token->bytes);
  gboolean starred = get_group (self)->starred;
  guint parent = self->groups->len >= 2 ? self->groups->len - 2 : 0;

  get_group (self)->starred = FALSE;
  if (self->skip > 0 && (word == NULL || word->action != MSP_RTF_DO_UNICODE))
    self->skip--;
  if (word != NULL)
    do_word (self, word, token);
  else if (starred && !g_array_index (self->groups, Group, parent).is_lines)
    set_target (self, INTO_NOTHING);
}

static void
take_symbol (Reader *self, MspSpan symbol)
{
  static const struct { char symbol; const char *text; } rows[] = {
    { '\\', "\\" }, { '{', "{" }, { '}', "}" }, { '~', "\xc2\xa0" }, { '_', "-" }, { '\t', "\t" }, { '\r', "\n" }, { '\n', "\n" },
  };

  if (symbol.len == 0)
    return;
  if (symbol.data[0] == '*')
    {
      get_group (self)->starred = TRUE;
      return;
    }
  if (self->skip > 0)
    {
      self->skip--;
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (symbol.data[0] == rows[i].symbol)
      add_text (self, rows[i].text);
}

static void
take_binary (Reader *self, MspSpan bytes)
{
  Target target = get_group (self)->target;
  gsize room = self->objects_left - MIN (self->objects_left, self->binary->len);

  if (self->skip > 0)
    self->skip--;
  if (target == INTO_OBJECT || target == INTO_PICTURE)
    {
      g_byte_array_append (self->binary, (const guint8 *) bytes.data, (guint) MIN (room, bytes.len));
      self->out->truncated = self->out->truncated || bytes.len > room;
    }
}

static gboolean
take (Reader *self, const MspRtfToken *token)
{
  char byte = (char) token->number;

  switch (token->kind)
    {
    case MSP_RTF_OPEN:
      open_group (self);
      break;
    case MSP_RTF_CLOSE:
      close_group (self);
      break;
    case MSP_RTF_WORD:
      take_word (self, token);
      break;
    case MSP_RTF_SYMBOL:
      take_symbol (self, token->bytes);
      break;
    case MSP_RTF_BYTE:
      take_bytes (self, msp_span_new (&byte, 1));
      break;
    case MSP_RTF_CHARS:
      take_chars (self, token->bytes);
      break;
    case MSP_RTF_BINARY:
      take_binary (self, token->bytes);
      break;
    default:
      return FALSE;
    }
  return TRUE;
}

static void
read_all (Reader *self, MspSpan bytes)
{
  MspRtfLexer lexer = { bytes, 0 };

  for (;;)
    {
      MspRtfToken token = msp_rtf_lexer_next (&lexer);

      if (!take (self, &token))
        break;
      if (self->out->text->len + self->run->len + self->field->len > self->limit)
        {
          self->out->truncated = TRUE;
          break;
        }
    }
  while (self->groups->len > 1)
    close_group (self);
  flush (self);
}

gboolean
msp_rtf_is (MspSpan head)
{
  return msp_span_has_prefix (head, "{\\rtf");
}

void
msp_rtf_init (MspRtf *self, MspSpan bytes, gsize limit)
{
  const Group outermost = { .unicode_skip = 1 };
  Reader reader = { .out = self, .limit = limit, .objects_left = limit, .codepage = 1252, .nibble = -1 };

  *self = (MspRtf) { .text = g_string_new (NULL), .objects = g_ptr_array_new_with_free_func (msp_rtf_object_free) };
  reader.groups = g_array_new (FALSE, FALSE, sizeof (Group));
  g_array_append_val (reader.groups, outermost);
  reader.fonts = g_hash_table_new (NULL, NULL);
  reader.run = g_string_new (NULL);
  reader.field = g_string_new (NULL);
  reader.binary = g_byte_array_new ();
  read_all (&reader, bytes);
  g_array_unref (reader.groups);
  g_hash_table_unref (reader.fonts);
  g_string_free (reader.run, TRUE);
  g_string_free (reader.field, TRUE);
  g_byte_array_unref (reader.binary);
}

void
msp_rtf_clear (MspRtf *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  self->text = NULL;
}
