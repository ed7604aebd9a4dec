/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Records of the streams "Workbook" and "Book": BIFF8 and BIFF5 ([MS-XLS]). */

#include <glib.h>

#include "base/span.h"

enum {
  MSP_BIFF_FORMULA = 0x0006, MSP_BIFF_EOF = 0x000a, MSP_BIFF_HEADER = 0x0014, MSP_BIFF_FOOTER = 0x0015, MSP_BIFF_NAME = 0x0018,
  MSP_BIFF_NOTE = 0x001c, MSP_BIFF_DATE_MODE = 0x0022, MSP_BIFF_FILE_PASS = 0x002f, MSP_BIFF_CONTINUE = 0x003c,
  MSP_BIFF_CODE_PAGE = 0x0042, MSP_BIFF_COLUMN_INFO = 0x007d, MSP_BIFF_SHEET = 0x0085, MSP_BIFF_MUL_RK = 0x00bd,
  MSP_BIFF_RSTRING = 0x00d6, MSP_BIFF_XF = 0x00e0, MSP_BIFF_SST = 0x00fc, MSP_BIFF_LABEL_SST = 0x00fd, MSP_BIFF_TXO = 0x01b6,
  MSP_BIFF_LINK = 0x01b8, MSP_BIFF_NUMBER = 0x0203, MSP_BIFF_LABEL = 0x0204, MSP_BIFF_BOOL = 0x0205, MSP_BIFF_STRING = 0x0207,
  MSP_BIFF_ROW = 0x0208, MSP_BIFF_RK = 0x027e, MSP_BIFF_FORMAT = 0x041e, MSP_BIFF_BOF = 0x0809,
};

typedef struct {
  MspSpan  stream;     /* borrowed */
  gsize    at;         /* of the next record */
  guint16  type;
  MspSpan  data;       /* of the record */
  gboolean is_cut;     /* the last record went past the end */
} MspBiff;

/* Starts at offset at. */
void     msp_biff_init (MspBiff *self, MspSpan stream, gsize at);
gboolean msp_biff_next (MspBiff *self);

/* A string at offset *io_at of the record's data, which may go on in the CONTINUE records behind it; the reader then stands there.
   Appends it as UTF-8; FALSE if it is cut. Character count is in n_chars; flags byte first, as BIFF8 has it. is_rich: what
   follows the flags may tell of formats, which are skipped. */
gboolean msp_biff_read_text (MspBiff *self, gsize *io_at, guint n_chars, gboolean is_rich, GString *out);

/* Number of an RK value. */
double   msp_biff_decode_rk (guint32 rk);
