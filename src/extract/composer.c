/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/composer.h"

#include "extract/field.h"

void
msp_composer_init (MspComposer *self, MspText *text, gsize limit)
{
  *self = (MspComposer) { .text = text, .limit = limit };
  msp_flow_init (&self->flow, text);
}

gboolean
msp_composer_is_full (const MspComposer *self)
{
  return self->text->text->len > self->limit;
}

void
msp_composer_add (MspComposer *self, MspSpan text)
{
  if (!msp_composer_is_full (self))
    msp_flow_append (&self->flow, text);
}

void
msp_composer_break (MspComposer *self, guint n)
{
  msp_flow_break (&self->flow, n);
}

void
msp_composer_tab (MspComposer *self)
{
  /* In a cell a tab would look like the next one. */
  if (self->n_tables > 0)
    {
      self->flow.space = self->flow.breaks == 0;
      return;
    }
  msp_flow_settle (&self->flow);
  if (self->text->text->len > self->flow.fresh && self->text->text->str[self->text->text->len - 1] != '\n')
    g_string_append_c (self->text->text, '\t');
}

gsize
msp_composer_get_start (MspComposer *self)
{
  return msp_flow_settle (&self->flow);
}

void
msp_composer_mark (MspComposer *self, MspMarkKind kind, gsize start, guint a, guint b)
{
  msp_flow_mark (&self->flow, kind, start, a, b);
}

void
msp_composer_hide (MspComposer *self)
{
  if (self->hidden++ == 0)
    self->hidden_start = self->text->text->len;
}

void
msp_composer_show (MspComposer *self)
{
  if (self->hidden > 0 && --self->hidden == 0)
    msp_flow_mark (&self->flow, MSP_MARK_HIDDEN, self->hidden_start, 0, 0);
}

/* Places in the same document tell nothing. */
static gboolean
is_target (MspSpan target)
{
  return target.len > 0 && target.data[0] != '#' && !msp_span_has_prefix_nocase (target, "javascript:");
}

static MspSpan
strip_scheme (MspSpan target)
{
  static const char *const schemes[] = { "mailto:", "tel:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (msp_span_has_prefix_nocase (target, schemes[i]))
      return msp_span_slice (target, strlen (schemes[i]), target.len);
  return target;
}

void
msp_composer_link (MspComposer *self, gsize start, MspSpan target)
{
  const GString *out = self->text->text;
  MspSpan shown = { out->str + MIN (start, out->len), out->len - MIN (start, out->len) }, plain = strip_scheme (target);
  gboolean space = self->flow.space;

  if (!is_target (target) || (shown.len == target.len && memcmp (shown.data, target.data, shown.len) == 0)
      || (shown.len == plain.len && g_ascii_strncasecmp (shown.data, plain.data, shown.len) == 0))
    return;
  self->flow.space = self->flow.breaks == 0;
  msp_composer_add (self, MSP_SPAN_LITERAL ("<"));
  start = out->len;
  msp_composer_add (self, target);
  msp_flow_mark (&self->flow, MSP_MARK_LINK, start, 0, 0);
  msp_composer_add (self, MSP_SPAN_LITERAL (">"));
  self->flow.space = space;
}

/* Bytes of the quote that text begins with, 0 if there is none. */
static gsize
get_quote_len (const char *text)
{
  static const char *const quotes[] = { "\"", "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e" };

  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (g_str_has_prefix (text, quotes[i]))
      return strlen (quotes[i]);
  return 0;
}

char *
msp_composer_dup_target (const char *instruction)
{
  static const char keyword[] = "HYPERLINK";
  const char *start = instruction + strspn (instruction, " \t"), *end;

  if (g_ascii_strncasecmp (start, keyword, sizeof keyword - 1) != 0)
    return NULL;
  start += sizeof keyword - 1;
  start += strspn (start, " \t");
  if (*start == '\0' || *start == '\\')
    return NULL;
  gboolean is_quoted = get_quote_len (start) > 0;
  start += get_quote_len (start);
  for (end = start; *end != '\0' && get_quote_len (end) == 0 && (is_quoted || !g_ascii_isspace (*end)); end++)
    ;
  return end > start ? g_strndup (start, (gsize) (end - start)) : NULL;
}

void
msp_composer_field (MspComposer *self, MspSpan name, MspSpan value)
{
  msp_flow_break (&self->flow, 1);
  if (value.len == 0 || msp_composer_is_full (self))
    return;
  msp_flow_settle (&self->flow);
  msp_field_append (self->text, name, value);
}

void
msp_composer_heading (MspComposer *self, MspSpan title)
{
  gsize start;

  msp_flow_break (&self->flow, 2);
  start = msp_composer_get_start (self);
  msp_composer_add (self, title);
  msp_composer_mark (self, MSP_MARK_HEADING, start, 0, 0);
  msp_flow_break (&self->flow, 1);
}

void
msp_composer_end (MspComposer *self)
{
  while (self->n_tables > 0)
    msp_composer_close_table (self);
  if (self->hidden > 0)
    {
      self->hidden = 1;
      msp_composer_show (self);
    }
}
