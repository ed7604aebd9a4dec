/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <allheaders.h>
#include <gmodule.h>
#include <stdlib.h>
#include <tesseract/capi.h>

#include "format/ocr/codes.h"

/* Nobody writes so small; pages of one fax. */
#define MIN_SIDE 16
#define MAX_PAGES 500
#define MAX_LANGUAGES 6

static TessBaseAPI *api;

/* "eng" first, then in the order of their names; what is no language is left out. */
static char *
dup_languages (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  char **installed = TessBaseAPIGetAvailableLanguagesAsVector (api);
  char *joined;

  for (guint i = 0; installed != NULL && installed[i] != NULL && names->len < MAX_LANGUAGES; i++)
    if (strchr (installed[i], '/') == NULL && strcmp (installed[i], "osd") != 0 && strcmp (installed[i], "equ") != 0)
      g_ptr_array_insert (names, strcmp (installed[i], "eng") == 0 ? 0 : -1, installed[i]);
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv ("+", (char **) names->pdata);
  TessDeleteTextArray (installed);
  return joined;
}

/* Before the library's own end, which complains of models that are still in use. */
static void
stop (void)
{
  TessBaseAPIEnd (api);
  TessBaseAPIDelete (api);
}

static gboolean
start (void)
{
  g_autofree char *languages = NULL;

  setMsgSeverity (L_SEVERITY_NONE);
  api = TessBaseAPICreate ();
  /* Any will do to ask which there are. */
  if (TessBaseAPIInit3 (api, NULL, "eng") != 0 && TessBaseAPIInit3 (api, NULL, "osd") != 0)
    return FALSE;
  /* What is registered last runs first. */
  (void) atexit (stop);
  languages = dup_languages ();
  return *languages != '\0' && (strcmp (languages, "eng") == 0 || TessBaseAPIInit3 (api, NULL, languages) == 0);
}

/* TRUE if the picture was read to its end in time. */
static gboolean
read_text (PIX *picture, const MspOcrLimits *limits, MspOcrFunc func, gpointer data)
{
  ETEXT_DESC *monitor = TessMonitorCreate ();
  gboolean whole;
  char *text;

  TessMonitorSetDeadlineMSecs (monitor, (int) limits->seconds * 1000);
  TessBaseAPISetImage2 (api, picture);
  if (pixGetXRes (picture) < 70)
    TessBaseAPISetSourceResolution (api, 150);
  whole = TessBaseAPIRecognize (api, monitor) == 0;
  text = TessBaseAPIGetUTF8Text (api);
  if (text != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (text, -1);

      if (*g_strstrip (valid) != '\0')
        func (data, NULL, valid);
      TessDeleteText (text);
    }
  TessBaseAPIClear (api);
  TessMonitorDelete (monitor);
  return whole;
}

/* Each row of a PIX of 8 bits lies in words of 32 bits, the first pixel in the highest byte. */
static guchar *
dup_pixels (PIX *grey, guint width, guint height)
{
  guchar *pixels = g_malloc ((gsize) width * height);
  const l_uint32 *words = pixGetData (grey);
  gsize stride = (gsize) pixGetWpl (grey);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      pixels[(gsize) y * width + x] = (guchar) (words[y * stride + x / 4] >> (24 - 8 * (x % 4)));
  return pixels;
}

static MspOcrStatus
read_picture (PIX *picture, const MspOcrLimits *limits, MspOcrFunc func, gpointer data)
{
  guint width = (guint) pixGetWidth (picture), height = (guint) pixGetHeight (picture);
  PIX *grey;

  if (width < MIN_SIDE || height < MIN_SIDE)
    return MSP_OCR_READ;
  grey = pixConvertTo8 (picture, 0);
  if (grey == NULL)
    return MSP_OCR_UNREAD;
  g_autofree guchar *pixels = dup_pixels (grey, width, height);
  msp_ocr_read_codes (pixels, width, height, func, data);
  gboolean whole = read_text (grey, limits, func, data);
  pixDestroy (&grey);
  return whole ? MSP_OCR_READ : MSP_OCR_CUT;
}

static gboolean
is_too_large (guint64 width, guint64 height, const MspOcrLimits *limits)
{
  return width == 0 || height == 0 || width > 65000 || height > 65000 || width * height > limits->pixels;
}

/* All pages of a TIFF file. */
static MspOcrStatus
read_pages (MspSpan bytes, const MspOcrLimits *limits, MspOcrFunc func, gpointer data)
{
  MspOcrStatus status = MSP_OCR_UNREAD;
  size_t offset = 0;

  for (guint i = 0; i < MAX_PAGES; i++)
    {
      PIX *page = pixReadMemFromMultipageTiff ((const l_uint8 *) bytes.data, bytes.len, &offset);

      if (page == NULL)
        return status;
      MspOcrStatus one = read_picture (page, limits, func, data);
      status = i == 0 ? one : MAX (status, one == MSP_OCR_UNREAD ? MSP_OCR_CUT : one);
      pixDestroy (&page);
      if (offset == 0)
        return status;
    }
  return MSP_OCR_CUT;
}

static MspOcrStatus
read_file (MspSpan bytes, const MspOcrLimits *limits, MspOcrFunc func, gpointer data)
{
  l_int32 format = 0, width = 0, height = 0;
  MspOcrStatus status;
  PIX *picture;

  if (bytes.len < 16 || pixReadHeaderMem ((const l_uint8 *) bytes.data, bytes.len, &format, &width, &height, NULL, NULL, NULL) != 0
      || is_too_large ((guint64) MAX (width, 0), (guint64) MAX (height, 0), limits))
    return MSP_OCR_UNREAD;
  if (L_FORMAT_IS_TIFF (format))
    return read_pages (bytes, limits, func, data);
  picture = pixReadMem ((const l_uint8 *) bytes.data, bytes.len);
  if (picture == NULL)
    return MSP_OCR_UNREAD;
  status = read_picture (picture, limits, func, data);
  pixDestroy (&picture);
  return status;
}

static MspOcrStatus
read_pixels (const guchar *pixels, guint width, guint height, guint dpi, const MspOcrLimits *limits, MspOcrFunc func, gpointer data)
{
  MspOcrStatus status;
  PIX *picture;

  if (is_too_large (width, height, limits) || (picture = pixCreate ((l_int32) width, (l_int32) height, 8)) == NULL)
    return MSP_OCR_UNREAD;
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      (void) pixSetPixel (picture, (l_int32) x, (l_int32) y, pixels[(gsize) y * width + x]);
  (void) pixSetResolution (picture, (l_int32) dpi, (l_int32) dpi);
  status = read_picture (picture, limits, func, data);
  pixDestroy (&picture);
  return status;
}

extern const MspOcrModule MSP_MODULE_SYMBOL;

G_MODULE_EXPORT const MspOcrModule MSP_MODULE_SYMBOL = {
  .head = { MSP_MODULE_BUILD },
  .start = start,
  .read_file = read_file,
  .read_pixels = read_pixels,
};
