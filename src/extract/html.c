/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/clean.h"
#include "extract/html-state.h"
#include "extract/quoted.h"
#include "extract/scripts.h"

int
msp_html_bid (const MspExtractInput *input)
{
  gboolean declared = input->type != NULL
    && (strcmp (input->type, "text/html") == 0 || strcmp (input->type, "application/xhtml+xml") == 0);

  if (declared && msp_extract_is_text_type (input->sniffed))
    return strcmp (input->sniffed, "application/pgp-encrypted") != 0 ? 90 : 0;
  if (strcmp (input->sniffed, "text/html") != 0)
    return declared && strcmp (input->sniffed, "application/octet-stream") == 0 ? 25 : 0;
  /* What calls itself plain text is read as it stands: nothing of it is markup. */
  return input->type != NULL && strcmp (input->type, "text/plain") == 0 ? 40 : 80;
}

static void
read_raw (MspHtml *self, const MspHtmlTag *tag)
{
  MspSpan content;

  (void) msp_html_tokenizer_take_raw (&self->tokens, tag->name, &content);
}

/* "[if mso]> … <![endif]": what is inside is shown by some programs only. */
static MspSpan
strip_condition (MspSpan comment)
{
  const char *close;

  if (!msp_span_has_prefix (comment, "[if"))
    return comment;
  close = memchr (comment.data, '>', comment.len);
  comment = msp_span_slice (comment, close != NULL ? (gsize) (close + 1 - comment.data) : 0, comment.len);
  if (comment.len >= 9 && memcmp (comment.data + comment.len - 9, "<![endif]", 9) == 0)
    comment.len -= 9;
  return comment;
}

/* The words of a comment, its markup left out. */
static void
add_comment (MspHtml *self, MspSpan comment)
{
  MspHtmlTokenizer outer = self->tokens;
  MspHtmlToken token;
  gsize start = self->text->text->len;

  msp_html_tokenizer_init (&self->tokens, strip_condition (comment), FALSE);
  while (msp_html_tokenizer_next (&self->tokens, &token))
    {
      const MspHtmlTag *tag = token.kind == MSP_HTML_OPEN ? msp_html_tag_find (token.name) : NULL;

      if (token.kind == MSP_HTML_TEXT)
        msp_html_add_text (self, token.text);
      else if (tag != NULL && tag->id == MSP_TAG_RAW)
        read_raw (self, tag);
      else
        self->flow.space = self->flow.breaks == 0;
    }
  self->tokens = outer;
  self->flow.space = self->flow.breaks == 0;
  if (self->text->text->len > start)
    msp_flow_mark (&self->flow, MSP_MARK_HIDDEN, start, 0, 0);
}

static void
add_title (MspHtml *self)
{
  MspSpan content;
  gsize start = self->text->text->len;

  if (!msp_html_tokenizer_take_raw (&self->tokens, "title", &content))
    return;
  msp_html_add_text (self, content);
  msp_flow_mark (&self->flow, MSP_MARK_HIDDEN, start, 0, 0);
  msp_flow_break (&self->flow, 1);
}

static void
add_xmp (MspHtml *self)
{
  MspSpan content;

  if (!msp_html_tokenizer_take_raw (&self->tokens, "xmp", &content))
    return;
  self->flow.preserve++;
  msp_flow_append (&self->flow, content);
  self->flow.preserve--;
  msp_flow_break (&self->flow, 2);
}

static void
close_heading (MspHtml *self)
{
  if (self->in_heading)
    msp_flow_mark (&self->flow, MSP_MARK_HEADING, self->heading_start, 0, 0);
  self->in_heading = FALSE;
}

static void
open_special (MspHtml *self, const MspHtmlToken *token, const MspHtmlTag *tag)
{
  switch (tag->id)
    {
    case MSP_TAG_BR: msp_flow_newline (&self->flow); break;
    case MSP_TAG_RAW: read_raw (self, tag); break;
    case MSP_TAG_TITLE: add_title (self); break;
    case MSP_TAG_XMP: add_xmp (self); break;
    case MSP_TAG_A: msp_html_link_open (self, token); break;
    case MSP_TAG_IMG: msp_html_add_image (self, token); break;
    case MSP_TAG_INPUT: msp_html_add_input (self, token); break;
    case MSP_TAG_TEXTAREA: msp_html_add_textarea (self, token); break;
    case MSP_TAG_TABLE: msp_html_table_open (self); break;
    case MSP_TAG_TR: msp_html_row_open (self); break;
    case MSP_TAG_TD: msp_html_cell_open (self, token, FALSE); break;
    case MSP_TAG_TH: msp_html_cell_open (self, token, TRUE); break;
    case MSP_TAG_PRE: self->flow.preserve += self->flow.preserve < 16; break;
    case MSP_TAG_HEADING:
      close_heading (self);
      self->heading_start = self->text->text->len;
      self->in_heading = TRUE;
      break;
    default: break;
    }
}

static void
open_tag (MspHtml *self, const MspHtmlToken *token)
{
  const MspHtmlTag *tag = msp_html_tag_find (token->name);

  if ((tag->flags & MSP_TAG_BLOCK) != 0)
    msp_flow_break (&self->flow, (tag->flags & MSP_TAG_PARAGRAPH) != 0 ? 2 : 1);
  msp_html_regions_open (self, token, tag);
  if (tag->id != MSP_TAG_OTHER)
    open_special (self, token, tag);
  if (token->n_attributes > 0)
    msp_html_add_titles (self, token);
}

static void
close_tag (MspHtml *self, const MspHtmlToken *token)
{
  const MspHtmlTag *tag = msp_html_tag_find (token->name);

  switch (tag->id)
    {
    case MSP_TAG_A: msp_html_link_close (self); break;
    case MSP_TAG_BR: msp_flow_newline (&self->flow); break;
    case MSP_TAG_TABLE: msp_html_table_close (self); break;
    case MSP_TAG_TR: msp_html_row_close (self); break;
    case MSP_TAG_TD: case MSP_TAG_TH: msp_html_cell_close (self); break;
    case MSP_TAG_PRE: self->flow.preserve -= self->flow.preserve > 0; break;
    case MSP_TAG_HEADING: close_heading (self); break;
    default: break;
    }
  msp_html_regions_close (self, token, tag);
  if ((tag->flags & MSP_TAG_BLOCK) != 0)
    msp_flow_break (&self->flow, (tag->flags & MSP_TAG_PARAGRAPH) != 0 ? 2 : 1);
}

static void
read_tokens (MspHtml *self)
{
  MspHtmlToken token;

  while (self->text->text->len <= self->limit && msp_html_tokenizer_next (&self->tokens, &token))
    switch (token.kind)
      {
      case MSP_HTML_TEXT: msp_html_add_text (self, token.text); break;
      case MSP_HTML_CDATA: msp_flow_append (&self->flow, token.text); break;
      case MSP_HTML_OPEN: open_tag (self, &token); break;
      case MSP_HTML_CLOSE: close_tag (self, &token); break;
      case MSP_HTML_COMMENT: add_comment (self, token.text); break;
      default: break;
      }
  msp_html_link_close (self);
  close_heading (self);
  while (self->n_tables > 0)
    msp_html_table_close (self);
  msp_html_regions_end (self);
}

void
msp_html_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  g_autofree MspHtml *self = g_new (MspHtml, 1);
  GString *markup = g_string_sized_new (input->bytes.len + 16);

  memset (self, 0, G_STRUCT_OFFSET (MspHtml, tables));
  memset (&self->n_tables, 0, sizeof *self - G_STRUCT_OFFSET (MspHtml, n_tables));
  self->text = text;
  self->limit = limits->text_bytes;
  self->scratch = g_string_new (NULL);
  msp_clean_append (markup, input);
  msp_flow_init (&self->flow, text);
  msp_html_tokenizer_init (&self->tokens, msp_span_new (markup->str, markup->len), FALSE);
  read_tokens (self);
  if (input->is_body)
    msp_quoted_mark (text, FALSE);
  out_result->detail = msp_scripts_find_markup (input, msp_span_new (markup->str, markup->len));
  g_string_free (self->scratch, TRUE);
  g_string_free (markup, TRUE);
}
