/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "format/pdf.h"
#include "model/text.h"

/* Appends the text of a page, with its tables marked and numbered from *n_tables on. FALSE if there is none. */
gboolean msp_pdf_page_append (MspText *text, const MspPdfPage *page, guint *n_tables);
