/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* The one file of C++: the library has no other interface. */
#define ZX_USE_UTF8
#include <ReadBarcode.h>

extern "C" {
#include "format/ocr/codes.h"
}

/* Any photograph has edges that could be one of the bar codes left out. */
static ZXing::DecodeHints
get_hints ()
{
  using ZXing::BarcodeFormat;
  const ZXing::BarcodeFormats formats = BarcodeFormat::QRCode | BarcodeFormat::MicroQRCode | BarcodeFormat::PDF417
    | BarcodeFormat::Aztec | BarcodeFormat::DataMatrix | BarcodeFormat::Code39 | BarcodeFormat::Code93 | BarcodeFormat::Code128
    | BarcodeFormat::EAN8 | BarcodeFormat::EAN13 | BarcodeFormat::UPCA;

  return ZXing::DecodeHints ().setFormats (formats).setTryHarder (true).setTryRotate (true).setMaxNumberOfSymbols (32);
}

extern "C" void
msp_ocr_read_codes (const guchar *pixels, guint width, guint height, MspOcrFunc func, gpointer data)
{
  /* No exception may pass through C. */
  try
    {
      const ZXing::ImageView view (pixels, static_cast<int> (width), static_cast<int> (height), ZXing::ImageFormat::Lum);

      for (const ZXing::Result &result : ZXing::ReadBarcodes (view, get_hints ()))
        if (result.isValid ())
          {
            const std::string text = result.text ();
            char *valid = g_utf8_make_valid (text.data (), static_cast<gssize> (text.size ()));

            func (data, ZXing::ToString (result.format ()), valid);
            g_free (valid);
          }
    }
  catch (...)
    {
    }
}
