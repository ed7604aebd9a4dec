/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The globals of a BIFF workbook: shared strings, formats, the list of sheets. */

#include <glib.h>

#include "format/biff.h"

typedef struct {
  char    *name;
  guint32  at;          /* of its records in the stream */
  gboolean is_hidden;
} MspXlsSheet;

typedef struct {
  MspSpan     stream;       /* borrowed */
  GString    *pool;         /* the shared strings, one behind the other */
  GArray     *ends;         /* gsize: where each ends */
  GArray     *styles;       /* guint16: number format of each XF */
  GHashTable *formats;      /* number format to code */
  GPtrArray  *sheets;       /* MspXlsSheet */
  guint       code_page;
  gboolean    is_8;         /* BIFF8; else BIFF5 */
  gboolean    is_1904, is_encrypted, is_damaged;
} MspXlsBook;

void        msp_xls_book_read       (MspXlsBook *self, MspSpan stream);

/* Appends a string at offset at of biff's record: its length in size bytes, then its characters. */
void        msp_xls_book_append     (const MspXlsBook *self, MspBiff *biff, gsize at, guint size, GString *out);
MspSpan     msp_xls_book_get_string (const MspXlsBook *self, guint32 index);
const char *msp_xls_book_get_format (const MspXlsBook *self, guint style);
void        msp_xls_book_clear      (MspXlsBook *self);
