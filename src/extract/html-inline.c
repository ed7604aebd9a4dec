/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/html-state.h"

#include "extract/html-entities.h"

/* Targets that tell something; "#top", "cid:" and "javascript:" do not. */
static gboolean
is_target (MspSpan value)
{
  static const char *const schemes[] = { "http://", "https://", "mailto:", "tel:", "ftp://", "ftps://", "sftp://", "file:",
                                         "sms:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (msp_span_has_prefix_nocase (value, schemes[i]))
      return TRUE;
  return FALSE;
}

static MspSpan
decode (MspHtml *self, MspSpan value)
{
  g_string_truncate (self->scratch, 0);
  msp_html_append_decoded (self->scratch, value);
  return msp_span_new (self->scratch->str, self->scratch->len);
}

static MspSpan
trim (MspSpan span)
{
  while (span.len > 0 && g_ascii_isspace (span.data[0]))
    span = msp_span_slice (span, 1, span.len);
  while (span.len > 0 && g_ascii_isspace (span.data[span.len - 1]))
    span.len--;
  return span;
}

static void
add_target (MspHtml *self, MspSpan target)
{
  gsize start;

  self->flow.space = self->flow.breaks == 0;
  msp_flow_append (&self->flow, MSP_SPAN_LITERAL ("<"));
  start = self->text->text->len;
  msp_flow_append (&self->flow, target);
  msp_flow_mark (&self->flow, MSP_MARK_LINK, start, 0, 0);
  msp_flow_append (&self->flow, MSP_SPAN_LITERAL (">"));
}

void
msp_html_link_open (MspHtml *self, const MspHtmlToken *token)
{
  const MspHtmlAttribute *href = msp_html_token_find (token, "href");
  MspSpan value = href != NULL ? trim (href->value) : msp_span_new (NULL, 0);

  msp_html_link_close (self);
  if (!is_target (value))
    return;
  self->href = value;
  self->href_start = self->text->text->len;
}

/* "mailto:" and the slashes of a scheme are not what a reader sees. */
static gboolean
says_the_same (MspSpan shown, MspSpan target)
{
  if (shown.len == target.len && g_ascii_strncasecmp (shown.data, target.data, target.len) == 0)
    return TRUE;
  if (msp_span_has_prefix_nocase (target, "mailto:") || msp_span_has_prefix_nocase (target, "tel:"))
    {
      gsize skip = (target.data[0] | 0x20) == 'm' ? 7 : 4;

      return shown.len == target.len - skip && g_ascii_strncasecmp (shown.data, target.data + skip, shown.len) == 0;
    }
  return FALSE;
}

void
msp_html_link_close (MspHtml *self)
{
  const GString *out = self->text->text;
  gsize start = MIN (self->href_start, out->len);
  gboolean space = self->flow.space;
  MspSpan target;

  if (self->href.len == 0)
    return;
  target = decode (self, self->href);
  if (!says_the_same (trim (msp_span_new (out->str + start, out->len - start)), target))
    {
      add_target (self, target);
      self->flow.space = space;
    }
  self->href.len = 0;
}

/* Any attribute that holds text, as words of their own. */
static void
add_value (MspHtml *self, const MspHtmlAttribute *attribute)
{
  if (attribute == NULL || attribute->value.len == 0)
    return;
  self->flow.space = self->flow.breaks == 0;
  msp_html_add_text (self, attribute->value);
  self->flow.space = self->flow.breaks == 0;
}

void
msp_html_add_image (MspHtml *self, const MspHtmlToken *token)
{
  const MspHtmlAttribute *source = msp_html_token_find (token, "src");

  add_value (self, msp_html_token_find (token, "alt"));
  if (source == NULL)
    source = msp_html_token_find (token, "href");
  if (source == NULL || !is_target (source->value))
    return;
  /* Layouts repeat one spacer many times. */
  if (source->value.len == self->last_source.len && memcmp (source->value.data, self->last_source.data, source->value.len) == 0)
    return;
  self->last_source = source->value;
  add_target (self, decode (self, source->value));
  self->flow.space = TRUE;
}

static gboolean
add_field_name (MspHtml *self, const MspHtmlToken *token)
{
  static const char *const names[] = { "aria-label", "placeholder", "name", "id" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const MspHtmlAttribute *attribute = msp_html_token_find (token, names[i]);
      gsize start;

      if (attribute == NULL || attribute->value.len == 0)
        continue;
      self->flow.space = self->flow.breaks == 0;
      start = self->text->text->len;
      msp_html_add_text (self, attribute->value);
      msp_flow_mark (&self->flow, MSP_MARK_FIELD_NAME, start, 0, 0);
      msp_flow_append (&self->flow, MSP_SPAN_LITERAL (": "));
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_input_type (const MspHtmlToken *token, const char *type)
{
  const MspHtmlAttribute *attribute = msp_html_token_find (token, "type");

  return attribute != NULL && attribute->value.len == strlen (type) && msp_span_has_prefix_nocase (attribute->value, type);
}

void
msp_html_add_input (MspHtml *self, const MspHtmlToken *token)
{
  const MspHtmlAttribute *value = msp_html_token_find (token, "value");
  gboolean hidden = is_input_type (token, "hidden");
  gsize start = self->text->text->len, at;

  if (value == NULL || value->value.len == 0)
    {
      add_value (self, msp_html_token_find (token, "placeholder"));
      return;
    }
  if (is_input_type (token, "submit") || is_input_type (token, "button") || is_input_type (token, "reset"))
    {
      add_value (self, msp_html_token_find (token, "value"));
      return;
    }
  add_field_name (self, token);
  at = self->text->text->len;
  msp_html_add_text (self, value->value);
  msp_flow_mark (&self->flow, MSP_MARK_FIELD_VALUE, at, 0, 0);
  if (hidden)
    msp_flow_mark (&self->flow, MSP_MARK_HIDDEN, start, 0, 0);
  self->flow.space = self->flow.breaks == 0;
}

void
msp_html_add_textarea (MspHtml *self, const MspHtmlToken *token)
{
  MspSpan content;
  gsize start;

  if (!msp_html_tokenizer_take_raw (&self->tokens, "textarea", &content) || content.len == 0)
    return;
  add_field_name (self, token);
  start = self->text->text->len;
  self->flow.preserve++;
  msp_html_add_text (self, content);
  self->flow.preserve--;
  msp_flow_mark (&self->flow, MSP_MARK_FIELD_VALUE, start, 0, 0);
}

void
msp_html_add_titles (MspHtml *self, const MspHtmlToken *token)
{
  gsize start = self->text->text->len;

  add_value (self, msp_html_token_find (token, "title"));
  if (memchr (token->text.data + 1, '<', token->text.len - 1) == NULL)
    {
      if (self->text->text->len > start)
        msp_flow_mark (&self->flow, MSP_MARK_HIDDEN, start, 0, 0);
      return;
    }
  for (guint i = 0; i < token->n_attributes; i++)
    {
      MspSpan value = token->attributes[i].value;

      /* A quote that was never closed has swallowed text. */
      if (value.len > 0 && memchr (value.data, '<', value.len) != NULL && memchr (value.data, '>', value.len) != NULL)
        {
          self->flow.space = self->flow.breaks == 0;
          msp_html_add_text (self, value);
        }
    }
  if (self->text->text->len > start)
    msp_flow_mark (&self->flow, MSP_MARK_HIDDEN, start, 0, 0);
}
