/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/pdf.h"

const MspPdfModule *
msp_pdf_get_module (void)
{
  return msp_module_open ("pdf");
}
