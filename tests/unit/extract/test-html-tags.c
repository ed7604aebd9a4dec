/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/html-tags.h"

#include <criterion/criterion.h>

Test (html_tags, every_tag_is_found_in_any_case)
{
  static const struct { const char *name; MspHtmlTagId id; } rows[] = {
    { "a", MSP_TAG_A }, { "A", MSP_TAG_A }, { "br", MSP_TAG_BR }, { "BR", MSP_TAG_BR }, { "blockquote", MSP_TAG_BLOCKQUOTE },
    { "h1", MSP_TAG_HEADING }, { "h6", MSP_TAG_HEADING }, { "h7", MSP_TAG_OTHER }, { "td", MSP_TAG_TD }, { "Th", MSP_TAG_TH },
    { "xmp", MSP_TAG_XMP }, { "textarea", MSP_TAG_TEXTAREA }, { "tr", MSP_TAG_TR }, { "trx", MSP_TAG_OTHER },
    { "t", MSP_TAG_OTHER }, { "", MSP_TAG_OTHER }, { "o:p", MSP_TAG_OTHER }, { "blockquotes", MSP_TAG_OTHER },
    { "_", MSP_TAG_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    cr_expect_eq (msp_html_tag_find (msp_span_from_string (rows[i].name))->id, rows[i].id, "%s", rows[i].name);
}
