/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/clean.h"
#include "extract/flow.h"
#include "extract/html-entities.h"
#include "extract/html-tokenizer.h"

typedef struct {
  MspFlow  flow;
  MspText *text;
  MspSpan  element;     /* just opened, no text so far; or empty */
  GString *scratch;
} Scan;

int
msp_xml_bid (const MspExtractInput *input)
{
  gboolean markup = strcmp (input->sniffed, "application/xml") == 0 || strcmp (input->sniffed, "image/svg+xml") == 0;
  gboolean declared = input->type != NULL && (g_str_has_suffix (input->type, "/xml") || g_str_has_suffix (input->type, "+xml"));

  if (markup)
    return input->is_body && !declared ? 0 : 70;
  return declared && msp_extract_is_text_type (input->sniffed) ? 55 : 0;
}

/* Names without their prefix: "p:SSN" is "SSN". */
static MspSpan
get_local (MspSpan name)
{
  const char *colon = name.len > 0 ? memchr (name.data, ':', name.len) : NULL;

  return colon != NULL ? msp_span_slice (name, (gsize) (colon + 1 - name.data), name.len) : name;
}

static gboolean
is_blank (MspSpan text)
{
  for (gsize i = 0; i < text.len; i++)
    if (!g_ascii_isspace (text.data[i]))
      return FALSE;
  return TRUE;
}

static void
add_name (Scan *scan, MspSpan name)
{
  gsize start;

  msp_flow_break (&scan->flow, 1);
  start = scan->text->text->len;
  msp_flow_append (&scan->flow, name);
  msp_flow_mark (&scan->flow, MSP_MARK_FIELD_NAME, start, 0, 0);
  msp_flow_append (&scan->flow, MSP_SPAN_LITERAL (": "));
}

static void
add_text (Scan *scan, MspSpan text, gboolean decode)
{
  gboolean named = scan->element.len > 0;
  gsize start;

  if (is_blank (text))
    return;
  if (named)
    add_name (scan, scan->element);
  scan->element.len = 0;
  start = scan->text->text->len;
  if (decode)
    {
      g_string_truncate (scan->scratch, 0);
      msp_html_append_decoded (scan->scratch, text);
      text = msp_span_new (scan->scratch->str, scan->scratch->len);
    }
  msp_flow_append (&scan->flow, text);
  if (named)
    msp_flow_mark (&scan->flow, MSP_MARK_FIELD_VALUE, start, 0, 0);
}

static void
open_element (Scan *scan, const MspHtmlToken *token)
{
  msp_flow_break (&scan->flow, 1);
  for (guint i = 0; i < token->n_attributes; i++)
    {
      const MspHtmlAttribute *attribute = &token->attributes[i];

      if (msp_span_has_prefix (attribute->name, "xmlns"))
        continue;
      scan->element = get_local (attribute->name);
      add_text (scan, attribute->value, TRUE);
      msp_flow_break (&scan->flow, 1);
    }
  scan->element = get_local (token->name);
}

static void
take_token (Scan *scan, const MspHtmlToken *token)
{
  gsize start = scan->text->text->len;

  switch (token->kind)
    {
    case MSP_HTML_TEXT: add_text (scan, token->text, TRUE); break;
    case MSP_HTML_CDATA: add_text (scan, token->text, FALSE); break;
    case MSP_HTML_OPEN: open_element (scan, token); break;
    case MSP_HTML_CLOSE:
      scan->element.len = 0;
      msp_flow_break (&scan->flow, 1);
      break;
    case MSP_HTML_COMMENT:
      msp_flow_break (&scan->flow, 1);
      msp_flow_append (&scan->flow, token->text);
      msp_flow_mark (&scan->flow, MSP_MARK_HIDDEN, start, 0, 0);
      msp_flow_break (&scan->flow, 1);
      break;
    default: break;
    }
}

void
msp_xml_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autoptr (GString) markup = g_string_sized_new (input->bytes.len), scratch = g_string_new (NULL);
  g_autofree MspHtmlToken *token = g_new (MspHtmlToken, 1);
  Scan scan = { .text = text, .scratch = scratch };
  MspHtmlTokenizer tokens;

  msp_clean_append (markup, input);
  msp_flow_init (&scan.flow, text);
  msp_html_tokenizer_init (&tokens, msp_span_new (markup->str, markup->len), TRUE);
  while (text->text->len <= limits->text_bytes && msp_html_tokenizer_next (&tokens, token))
    take_token (&scan, token);
}
