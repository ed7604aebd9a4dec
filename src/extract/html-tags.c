/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/html-tags.h"

#define BLOCK MSP_TAG_BLOCK
#define PARAGRAPH (MSP_TAG_BLOCK | MSP_TAG_PARAGRAPH)
#define VOID MSP_TAG_VOID

/* By first letter, and the frequent ones first: msp_html_tag_find jumps to the letter. */
static const MspHtmlTag tags[] = {
  { "a", MSP_TAG_A, 0 },
  { "address", MSP_TAG_OTHER, BLOCK },
  { "area", MSP_TAG_IMG, VOID },
  { "article", MSP_TAG_OTHER, BLOCK },
  { "aside", MSP_TAG_OTHER, BLOCK },
  { "br", MSP_TAG_BR, VOID },
  { "body", MSP_TAG_BODY, BLOCK },
  { "base", MSP_TAG_OTHER, VOID },
  { "blockquote", MSP_TAG_BLOCKQUOTE, PARAGRAPH },
  { "button", MSP_TAG_INPUT, 0 },
  { "caption", MSP_TAG_OTHER, BLOCK },
  { "center", MSP_TAG_OTHER, BLOCK },
  { "col", MSP_TAG_OTHER, VOID },
  { "div", MSP_TAG_DIV, BLOCK },
  { "dd", MSP_TAG_OTHER, BLOCK },
  { "details", MSP_TAG_OTHER, BLOCK },
  { "dir", MSP_TAG_OTHER, PARAGRAPH },
  { "dl", MSP_TAG_OTHER, PARAGRAPH },
  { "dt", MSP_TAG_OTHER, BLOCK },
  { "embed", MSP_TAG_IMG, VOID },
  { "font", MSP_TAG_FONT, 0 },
  { "fieldset", MSP_TAG_OTHER, BLOCK },
  { "figcaption", MSP_TAG_OTHER, BLOCK },
  { "figure", MSP_TAG_OTHER, BLOCK },
  { "footer", MSP_TAG_OTHER, BLOCK },
  { "form", MSP_TAG_OTHER, BLOCK },
  { "frame", MSP_TAG_IMG, VOID },
  { "hr", MSP_TAG_OTHER, PARAGRAPH | VOID },
  { "html", MSP_TAG_OTHER, BLOCK },
  { "h1", MSP_TAG_HEADING, PARAGRAPH },
  { "h2", MSP_TAG_HEADING, PARAGRAPH },
  { "h3", MSP_TAG_HEADING, PARAGRAPH },
  { "h4", MSP_TAG_HEADING, PARAGRAPH },
  { "h5", MSP_TAG_HEADING, PARAGRAPH },
  { "h6", MSP_TAG_HEADING, PARAGRAPH },
  { "head", MSP_TAG_OTHER, BLOCK },
  { "header", MSP_TAG_OTHER, BLOCK },
  { "img", MSP_TAG_IMG, VOID },
  { "iframe", MSP_TAG_IMG, 0 },
  { "input", MSP_TAG_INPUT, VOID },
  { "legend", MSP_TAG_OTHER, BLOCK },
  { "li", MSP_TAG_OTHER, BLOCK },
  { "link", MSP_TAG_OTHER, VOID },
  { "listing", MSP_TAG_PRE, PARAGRAPH },
  { "main", MSP_TAG_OTHER, BLOCK },
  { "menu", MSP_TAG_OTHER, PARAGRAPH },
  { "meta", MSP_TAG_META, VOID },
  { "nav", MSP_TAG_OTHER, BLOCK },
  { "ol", MSP_TAG_OTHER, PARAGRAPH },
  { "optgroup", MSP_TAG_OTHER, BLOCK },
  { "option", MSP_TAG_OTHER, BLOCK },
  { "p", MSP_TAG_P, PARAGRAPH },
  { "param", MSP_TAG_OTHER, VOID },
  { "pre", MSP_TAG_PRE, PARAGRAPH },
  { "span", MSP_TAG_SPAN, 0 },
  { "script", MSP_TAG_RAW, 0 },
  { "section", MSP_TAG_OTHER, BLOCK },
  { "select", MSP_TAG_OTHER, BLOCK },
  { "source", MSP_TAG_IMG, VOID },
  { "style", MSP_TAG_RAW, 0 },
  { "summary", MSP_TAG_OTHER, BLOCK },
  { "td", MSP_TAG_TD, 0 },
  { "tr", MSP_TAG_TR, 0 },
  { "table", MSP_TAG_TABLE, BLOCK },
  { "tbody", MSP_TAG_OTHER, 0 },
  { "template", MSP_TAG_TEMPLATE, BLOCK },
  { "textarea", MSP_TAG_TEXTAREA, BLOCK },
  { "th", MSP_TAG_TH, 0 },
  { "thead", MSP_TAG_THEAD, 0 },
  { "title", MSP_TAG_TITLE, BLOCK },
  { "track", MSP_TAG_OTHER, VOID },
  { "ul", MSP_TAG_OTHER, PARAGRAPH },
  { "wbr", MSP_TAG_OTHER, VOID },
  { "xmp", MSP_TAG_XMP, PARAGRAPH },
};

/* Of each letter, the first row; the row after "z" ends the last. Checked by the test of this module. */
static const guint8 first_rows[27] = {
  0, 5, 10, 13, 19, 20, 27, 27, 37, 40, 40, 40, 44, 47, 48, 51, 54, 54, 54, 61, 71, 72, 72, 73, 74, 74, 74,
};

const MspHtmlTag *
msp_html_tag_find (MspSpan name)
{
  static const MspHtmlTag other = { "", MSP_TAG_OTHER, 0 };
  guint letter = name.len > 0 ? (guint) (name.data[0] | 0x20) - 'a' : 26;

  if (letter >= 26 || name.len > 10)
    return &other;
  for (guint row = first_rows[letter]; row < first_rows[letter + 1]; row++)
    {
      const char *known = tags[row].name;
      gsize i = 1;

      while (i < name.len && known[i] == (name.data[i] >= 'A' && name.data[i] <= 'Z' ? name.data[i] | 0x20 : name.data[i]))
        i++;
      if (i == name.len && known[i] == '\0')
        return &tags[row];
    }
  return &other;
}
