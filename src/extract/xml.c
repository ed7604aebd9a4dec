/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include <string.h>

#include "extract/clean.h"
#include "extract/field.h"
#include "extract/flow.h"
#include "extract/html-entities.h"
#include "extract/html-tokenizer.h"

typedef struct {
  MspFlow        flow;
  MspText       *text;
  MspSpan        element;     /* just opened, no text so far; or empty */
  MspSpan        opened;      /* the innermost, as long as no other begins in it; or empty */
  MspFieldGroups groups;      /* the elements that are open and have others in them */
  guint          n_shown;     /* of these, have their heading */
  GString       *scratch;
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

/* What elements with others in them are about stands above the first text in them. Names with a prefix are only the frame that a
   standard gives. */
static void
add_headings (Scan *scan)
{
  const GString *names = scan->groups.names;

  for (; scan->n_shown < scan->groups.lengths->len; scan->n_shown++)
    {
      gsize start = g_array_index (scan->groups.lengths, gsize, scan->n_shown);
      gboolean last = scan->n_shown + 1 == scan->groups.lengths->len;
      gsize end = last ? names->len : g_array_index (scan->groups.lengths, gsize, scan->n_shown + 1);
      MspSpan name = msp_span_new (names->str + start, end > start ? end - start - 1 : 0);

      if (name.len == 0 || memchr (name.data, ':', name.len) != NULL)
        continue;
      msp_flow_break (&scan->flow, 1);
      msp_flow_append (&scan->flow, name);
      msp_flow_append (&scan->flow, MSP_SPAN_LITERAL (":"));
      msp_flow_break (&scan->flow, 1);
    }
}

static void
add_text (Scan *scan, MspSpan text, gboolean decode)
{
  MspSpan element = scan->element;
  gboolean named = element.len > 0;
  gsize start;

  if (is_blank (text))
    return;
  add_headings (scan);
  if (named)
    add_name (scan, msp_field_groups_find_label (&scan->groups, element));
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
    {
      msp_flow_mark (&scan->flow, MSP_MARK_FIELD_VALUE, start, 0, 0);
      msp_field_groups_take (&scan->groups, scan->text, element, text);
    }
}

static void
open_element (Scan *scan, const MspHtmlToken *token)
{
  if (scan->opened.len > 0)
    msp_field_groups_open (&scan->groups, scan->opened);
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
  scan->opened = token->empty ? (MspSpan) { 0 } : token->name;
  scan->element = get_local (scan->opened);
}

static void
close_element (Scan *scan)
{
  if (scan->opened.len == 0)
    msp_field_groups_close (&scan->groups);
  scan->n_shown = MIN (scan->n_shown, scan->groups.lengths->len);
  scan->element = scan->opened = (MspSpan) { 0 };
  msp_flow_break (&scan->flow, 1);
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
    case MSP_HTML_CLOSE: close_element (scan); break;
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
  msp_field_groups_init (&scan.groups);
  msp_html_tokenizer_init (&tokens, msp_span_new (markup->str, markup->len), TRUE);
  while (text->text->len <= limits->text_bytes && msp_html_tokenizer_next (&tokens, token))
    take_token (&scan, token);
  msp_field_groups_clear (&scan.groups);
}
