/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The sections of the HTML report, in the order of the page; only report/html.c calls them. Each appends itself to out, or nothing
   if it has nothing to say, and fails with MSP_STORE_ERROR. */

#include <glib.h>

#include "detect/rules.h"
#include "report/head-count.h"
#include "store/query.h"

typedef struct {
  GString         *out;
  MspCase         *source;
  const MspFilter *filter;
  const MspRules  *rules;     /* for the names of detectors; NULL: their ids are shown */
  MspTotals        totals;
  MspHeadCount     heads;
} MspHtml;

/* The answer in words, six numbers. */
gboolean    msp_html_answer     (MspHtml *self, GError **error);
/* What a sample says of the whole. */
gboolean    msp_html_estimate   (MspHtml *self, GError **error);
/* What of it was accessed, if that is known; and its pictures. */
gboolean    msp_html_access     (MspHtml *self, GError **error);
gboolean    msp_html_access_days       (MspHtml *self, GError **error);
gboolean    msp_html_access_categories (MspHtml *self, GError **error);
/* Pictures with their numbers. */
gboolean    msp_html_categories (MspHtml *self, GError **error);
gboolean    msp_html_elements   (MspHtml *self, GError **error);
gboolean    msp_html_time       (MspHtml *self, GError **error);
gboolean    msp_html_mailboxes  (MspHtml *self, GError **error);
gboolean    msp_html_coverage   (MspHtml *self, GError **error);
/* What exports say about themselves. */
gboolean    msp_html_exports    (MspHtml *self, GError **error);
/* Lists. */
gboolean    msp_html_worst      (MspHtml *self, GError **error);
gboolean    msp_html_failures   (MspHtml *self, GError **error);
gboolean    msp_html_inputs     (MspHtml *self, GError **error);
gboolean    msp_html_about      (MspHtml *self, GError **error);

/* Borrowed. */
const char *msp_html_get_category_title (const char *category);
const char *msp_html_get_detector_title (const MspHtml *self, const char *detector);

/* "The first 200 are shown; …" */
void        msp_html_note_of_more (MspHtml *self, guint64 shown);
