/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a workbook keeps of data that is elsewhere: the rows behind its pivot tables, and cells of other workbooks. The sheet or file
   that they came from may be long gone. */

#include "extract/office.h"
#include "extract/sheet.h"

/* Reads all of them, as hidden tables. */
void msp_xlsx_pivot_read (MspOffice *office, MspSheet *sheet);
