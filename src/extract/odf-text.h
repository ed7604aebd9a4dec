/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Text of OpenDocument XML (ODF 1.3 part 3): content.xml, styles.xml, or the one file of a flat document. */

#include "extract/composer.h"
#include "extract/sheet.h"

typedef struct {
  MspComposer *composer;
  MspSheet    *sheet;
  GHashTable  *hidden;      /* names of styles that show nothing */
  guint        n_pages;     /* slides so far */
} MspOdf;

void     msp_odf_init  (MspOdf *self, MspComposer *composer, MspSheet *sheet);

/* FALSE if xml ended before its end. Styles of one file count for the next. */
gboolean msp_odf_read  (MspOdf *self, MspSpan xml);
void     msp_odf_clear (MspOdf *self);
