/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/ocr/codes.h"

#include <zbar.h>

/* Finds these in the edges of any photograph. */
static const zbar_symbol_type_t doubtful[] = { ZBAR_I25, ZBAR_DATABAR, ZBAR_DATABAR_EXP, ZBAR_EAN2, ZBAR_EAN5, ZBAR_CODABAR };

void
msp_ocr_read_codes (const guchar *pixels, guint width, guint height, MspOcrFunc func, gpointer data)
{
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (doubtful); i++)
    zbar_image_scanner_set_config (scanner, doubtful[i], ZBAR_CFG_ENABLE, 0);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, width, height);
  zbar_image_set_data (image, pixels, (gulong) width * height, NULL);
  (void) zbar_scan_image (scanner, image);
  for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image); symbol != NULL; symbol = zbar_symbol_next (symbol))
    {
      g_autofree char *text = g_utf8_make_valid (zbar_symbol_get_data (symbol), (gssize) zbar_symbol_get_data_length (symbol));

      func (data, zbar_get_symbol_name (zbar_symbol_get_type (symbol)), text);
    }
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
}
