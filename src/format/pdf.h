/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What PDF files (ISO 32000) hold: pages of words, form fields, notes, attached files. The libraries that read them are in the
   module 'pdf', src/format/pdf/; nothing in a file is ever run, fetched or written. */

#include <glib.h>

#include "base/span.h"
#include "format/module.h"

/* A run of characters without white space, and where it stands: in points, y downwards from the top of the page. */
typedef struct {
  guint32 start, end;      /* bytes of the page's text */
  float   x1, y1, x2, y2;
} MspPdfWord;

typedef struct {
  guint             number;    /* from 1 */
  const char       *text;      /* in reading order, UTF-8, lines end in LF */
  const MspPdfWord *words;     /* in the order of the text */
  gsize             n_words;   /* 0 also where places are not known */
  float             width, height;
  gboolean          pictured;  /* has next to no text, and a picture */
} MspPdfPage;

typedef struct {
  const char *name;        /* its own, without its parents': "LastName", "SSN[0]" */
  const char *path;        /* the same behind its parents': "Applicant.SSN[0]" */
  const char *label;       /* tooltip, or NULL */
  const char *value;       /* choices one a line; empty if the field is not filled in */
} MspPdfField;

/* Grey pixels, a byte each, 255 is white. */
typedef struct {
  guchar *pixels;          /* g_free */
  guint   width, height;   /* the bytes of a row are width */
  guint   dpi;
} MspPdfImage;

/* Who takes what is found, in this order; strings are borrowed for the length of the call. A call that returns FALSE ends the
   reading. */
typedef struct {
  void     (*property) (gpointer data, const char *name, const char *value);
  /* handle is for render. */
  gboolean (*page)     (gpointer data, const MspPdfPage *page, gpointer handle);
  void     (*field)    (gpointer data, const MspPdfField *field);
  void     (*note)     (gpointer data, const char *author, const char *text);
  /* bytes: NULL if it cannot be had; cut: they stop at a limit. */
  void     (*file)     (gpointer data, const char *name, GBytes *bytes, gboolean cut);
  /* A part of an XFA form (XFA 3.3): "template", "datasets". */
  void     (*xfa)      (gpointer data, const char *name, MspSpan xml);
} MspPdfSink;

typedef enum {
  MSP_PDF_READ,
  MSP_PDF_CUT,             /* stopped by the sink, or at a limit */
  MSP_PDF_ENCRYPTED,       /* opens with a password only */
  MSP_PDF_DAMAGED,         /* cannot be opened at all */
} MspPdfStatus;

typedef struct {
  gsize    file_bytes;     /* of all attached files together */
  guint    seconds;        /* no new page is begun after so long */
} MspPdfLimits;

typedef struct {
  MspPdfStatus status;
  gboolean     damaged;    /* a page could not be read */
  gboolean     scripts;    /* holds JavaScript */
  gboolean     launches;   /* would start programs */
} MspPdfResult;

typedef struct {
  MspModuleHead head;
  void     (*read)   (MspSpan bytes, const MspPdfLimits *limits, const MspPdfSink *sink, gpointer data, MspPdfResult *out_result);
  /* Draws a page, of the handle that it was given out with, in at most max_pixels; FALSE if it cannot. */
  gboolean (*render) (gpointer handle, gsize max_pixels, MspPdfImage *out_image);
} MspPdfModule;

/* NULL where the module is not installed. */
const MspPdfModule *msp_pdf_get_module (void);
