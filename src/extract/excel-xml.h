/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/composer.h"

/* Writes the sheets of a workbook in the XML of Excel 2002 and 2003 ("SpreadsheetML"): values as their formats show them, notes and
   links behind each sheet. FALSE if the XML ends before its end. */
gboolean msp_excel_xml_read (MspComposer *composer, MspSpan bytes);
