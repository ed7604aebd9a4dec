/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/ocr.h"

/* A page of A4 at 600 dpi has 35 million. */
#define MAX_PIXELS (40 * 1000 * 1000)

G_DEFINE_QUARK (msp-ocr-error-quark, msp_ocr_error)

static const MspOcrModule *module;

gboolean
msp_ocr_start (GError **error)
{
  const MspOcrModule *found;

  /* A confined process may have no threads; read when the library is loaded. */
  (void) g_setenv ("OMP_THREAD_LIMIT", "1", TRUE);
  found = msp_module_open ("ocr");
  if (found == NULL)
    {
      g_set_error (error, MSP_OCR_ERROR, MSP_OCR_ERROR_MISSING, "cannot open the module 'mailspill-ocr.so': %s", msp_module_get_failure ("ocr"));
      return FALSE;
    }
  if (!found->start ())
    {
      g_set_error_literal (error, MSP_OCR_ERROR, MSP_OCR_ERROR_MISSING,
                           "no language data of tesseract is installed (tesseract-ocr-eng)");
      return FALSE;
    }
  module = found;
  return TRUE;
}

const MspOcrModule *
msp_ocr_get_module (void)
{
  return module;
}

MspOcrLimits
msp_ocr_get_limits (guint seconds)
{
  return (MspOcrLimits) { MAX_PIXELS, MAX (MIN (seconds / 4, 20), 1) };
}
