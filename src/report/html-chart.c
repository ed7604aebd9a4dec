/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/html-chart.h"

#include "report/html-out.h"

/* Thousandths of a picture's width or height; what exists at all can be seen. */
static guint
scale (guint64 value, guint64 most, guint least)
{
  if (value == 0 || most == 0)
    return 0;
  return MAX ((guint) ((long double) MIN (value, most) * 1000 / (long double) most), least);
}

static void
begin_picture (GString *out, const char *css, guint width, const char *title)
{
  g_string_append_printf (out, "<svg class=\"%s\" viewBox=\"0 0 %u 1000\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"", css,
                          width);
  msp_html_text (out, title, 0);
  g_string_append (out, "\">");
}

void
msp_html_bar (GString *out, const MspHtmlPiece *pieces, guint64 most, const char *title)
{
  guint at = 0;

  begin_picture (out, "bar", 1000, title);
  for (; pieces->css != NULL; pieces++)
    {
      guint width = MIN (scale (pieces->value, most, 4), 1000 - at);

      if (width > 0)
        g_string_append_printf (out, "<rect class=\"%s\" x=\"%u\" width=\"%u\" height=\"1000\"/>", pieces->css, at, width);
      at += width;
    }
  g_string_append (out, "</svg>");
}

void
msp_html_columns (GString *out, const MspHtmlBin *bins, gsize n, const char *const css[2], const char *title)
{
  guint64 most = 0;

  for (gsize i = 0; i < n; i++)
    most = MAX (most, bins[i].pieces[0] + bins[i].pieces[1]);
  begin_picture (out, "columns", (guint) n * 10, title);
  for (gsize i = 0; i < n; i++)
    {
      guint at = 1000;

      for (guint k = 0; k < 2; k++)
        {
          guint height = MIN (scale (bins[i].pieces[k], most, 12), at);

          if (height > 0)
            g_string_append_printf (out, "<rect class=\"%s\" x=\"%u\" y=\"%u\" width=\"8\" height=\"%u\"/>", css[k], (guint) i * 10 + 1,
                                    at - height, height);
          at -= height;
        }
    }
  g_string_append (out, "</svg>\n");
}

void
msp_html_strip (GString *out, const char *const *css, gsize n, const char *title)
{
  begin_picture (out, "strip", 1000, title);
  g_string_append (out, "<defs><pattern id=\"hatch\" width=\"8\" height=\"1000\" patternUnits=\"userSpaceOnUse\">"
                   "<path d=\"M0 1000L3 1000L8 0L5 0Z\"/></pattern></defs>");
  for (gsize i = 0; i < n; i++)
    if (css[i] != NULL)
      g_string_append_printf (out, "<rect class=\"%s\" x=\"%u\" width=\"%u\" height=\"1000\"/>", css[i], (guint) (i * 1000 / n),
                              (guint) ((i + 1) * 1000 / n - i * 1000 / n));
  g_string_append (out, "</svg>\n");
}
