/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "format/pdf/reader.h"

/* What scanners are set to; finer takes longer and reads no better. */
#define DPI 200.0

static void
to_grey (cairo_surface_t *surface, MspPdfImage *image)
{
  const guchar *rows = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  image->pixels = g_malloc ((gsize) image->width * image->height);
  for (guint y = 0; y < image->height; y++)
    {
      const guint32 *row = (const guint32 *) (const void *) (rows + y * stride);

      for (guint x = 0; x < image->width; x++)
        {
          guint32 pixel = row[x];

          image->pixels[(gsize) y * image->width + x]
            = (guchar) ((((pixel >> 16) & 0xff) * 77 + ((pixel >> 8) & 0xff) * 151 + (pixel & 0xff) * 28) >> 8);
        }
    }
}

static gboolean
draw (PopplerPage *page, double scale, MspPdfImage *image)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) image->width, (int) image->height);
  cairo_t *context = cairo_create (surface);
  gboolean good;

  cairo_set_source_rgb (context, 1, 1, 1);
  cairo_paint (context);
  cairo_scale (context, scale, scale);
  poppler_page_render (page, context);
  good = cairo_status (context) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (context);
  cairo_surface_flush (surface);
  if (good)
    to_grey (surface, image);
  cairo_surface_destroy (surface);
  return good;
}

gboolean
msp_pdf_render (gpointer handle, gsize max_pixels, MspPdfImage *out_image)
{
  double width, height, scale = DPI / 72;

  poppler_page_get_size (handle, &width, &height);
  if (!(width >= 1 && height >= 1 && width <= 20000 && height <= 20000))
    return FALSE;
  scale = MIN (scale, sqrt ((double) max_pixels / (width * height)));
  *out_image = (MspPdfImage) {
    .width = (guint) MAX (width * scale, 1), .height = (guint) MAX (height * scale, 1), .dpi = (guint) (scale * 72)
  };
  return draw (handle, scale, out_image);
}
