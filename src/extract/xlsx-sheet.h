/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* One worksheet of an XLSX workbook (ECMA-376 part 1, 18.3). */

#include "extract/office.h"
#include "extract/sheet.h"
#include "extract/xlsx-book.h"

/* Reads the part name, with what it refers to: links, comments, drawings. title may be NULL. */
void msp_xlsx_sheet_read (MspOffice *office, const MspXlsxBook *book, MspSheet *sheet, const char *name, const char *title,
                          gboolean is_hidden);
