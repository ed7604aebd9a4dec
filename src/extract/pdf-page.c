/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/pdf-page.h"

#include "extract/clean.h"

gboolean
msp_pdf_page_append (MspText *text, const MspPdfPage *page, guint *n_tables)
{
  gsize start = text->text->len;

  g_string_append (text->text, page->text);
  msp_clean_lines (text->text, start);
  if (text->text->len == start)
    return FALSE;
  g_string_append_c (text->text, '\n');
  return TRUE;
}
