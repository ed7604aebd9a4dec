/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Pictures as inline SVG without text of their own: labels and numbers stand beside them in HTML, so that they scale to any width,
   can be read aloud, and survive printing. */

#include <glib.h>

typedef struct {
  guint64     value;
  const char *css;         /* class of the piece: "critical", "read" … */
} MspHtmlPiece;

/* A horizontal bar of pieces, ended by one without css; the bar as long as the sum is of most. title says it in words. */
void msp_html_bar     (GString *out, const MspHtmlPiece *pieces, guint64 most, const char *title);

typedef struct {
  char    label[16];       /* "2023-02-03", "2023-02", "2023" */
  guint64 pieces[2];       /* from below */
} MspHtmlBin;

/* Upright columns, one a bin, the highest as high as the picture. css: classes of the pieces. */
void msp_html_columns (GString *out, const MspHtmlBin *bins, gsize n, const char *const css[2], const char *title);

/* A strip of n cells of one width, below columns of as many bins; css: class of each, NULL for an empty one. "gap" is hatched. */
void msp_html_strip   (GString *out, const char *const *css, gsize n, const char *title);
