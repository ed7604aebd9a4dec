/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Text and codes in pictures. Off until msp_ocr_start, since it takes seconds where everything else takes milliseconds. The
   libraries are in the module 'ocr', src/format/ocr/. */

#include <glib.h>

#include "base/span.h"
#include "format/module.h"

/* kind: NULL for text as it is printed, else the kind of a code ("QRCode", "PDF417"); text is UTF-8. */
typedef void (*MspOcrFunc) (gpointer data, const char *kind, const char *text);

typedef enum {
  MSP_OCR_READ,
  MSP_OCR_CUT,       /* not all pages, or not all of one in time */
  MSP_OCR_UNREAD,    /* of no known format, damaged or too large */
} MspOcrStatus;

typedef struct {
  gsize pixels;      /* of one picture */
  guint seconds;     /* for one picture */
} MspOcrLimits;

typedef struct {
  MspModuleHead head;
  /* Loads the models of all languages installed; FALSE if there are none. */
  gboolean     (*start)       (void);
  /* A file: PNG, JPEG, TIFF with all its pages, WebP, GIF. */
  MspOcrStatus (*read_file)   (MspSpan bytes, const MspOcrLimits *limits, MspOcrFunc func, gpointer data);
  /* Grey pixels, a byte each, row after row. */
  MspOcrStatus (*read_pixels) (const guchar *pixels, guint width, guint height, guint dpi, const MspOcrLimits *limits,
                               MspOcrFunc func, gpointer data);
} MspOcrModule;

#define MSP_OCR_ERROR (msp_ocr_error_quark ())
typedef enum {
  MSP_OCR_ERROR_MISSING,   /* the module or its models are not installed */
} MspOcrError;
GQuark              msp_ocr_error_quark (void);

/* Switches it on for this process and those forked from it. To be called before there are threads and before confinement. */
gboolean            msp_ocr_start       (GError **error);

/* NULL while it is off. */
const MspOcrModule *msp_ocr_get_module  (void);

/* What one picture may take. */
MspOcrLimits        msp_ocr_get_limits  (guint seconds);
