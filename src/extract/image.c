/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/field.h"
#include "extract/seen.h"
#include "format/image.h"
#include "format/ocr.h"

/* Of a picture, decides whether there is something to be read: no more of an attachment is decoded then. */
#define HEAD_LEN 4096

typedef struct {
  const MspLimits *limits;
  MspText         *text;
  gboolean         seen;     /* text or codes */
} Scan;

int
msp_image_bid (const MspExtractInput *input)
{
  MspSpan head = msp_span_slice (input->bytes, 0, HEAD_LEN);

  if (!g_str_has_prefix (input->sniffed, "image/") || strcmp (input->sniffed, "image/svg+xml") == 0)
    return 0;
  return msp_ocr_get_module () != NULL || msp_image_has_words (head) ? 60 : 0;
}

static void
take_words (gpointer data, const char *name, const char *value)
{
  Scan *scan = data;
  const MspExtractInput xml = { .bytes = msp_span_from_string (value), .type = "application/xml", .sniffed = "application/xml" };
  MspExtractResult ignored;

  if (scan->text->text->len > scan->limits->text_bytes)
    return;
  if (strcmp (name, "XMP") != 0)
    {
      msp_field_append (scan->text, msp_span_from_string (name), xml.bytes);
      return;
    }
  msp_xml_extract (&xml, scan->limits, scan->text, &ignored);
  g_string_append_c (scan->text->text, '\n');
}

static void
take_seen (gpointer data, const char *kind, const char *text)
{
  Scan *scan = data;

  scan->seen = TRUE;
  msp_seen_append (scan->text, kind, text);
}

/* TRUE if the picture was looked at. */
static gboolean
look (const MspExtractInput *input, Scan *scan, MspExtractResult *out_result)
{
  const MspOcrModule *module = msp_ocr_get_module ();
  const MspOcrLimits bounds = msp_ocr_get_limits (scan->limits->seconds);
  MspOcrStatus status = module != NULL ? module->read_file (input->bytes, &bounds, take_seen, scan) : MSP_OCR_UNREAD;

  if (status == MSP_OCR_UNREAD)
    return FALSE;
  out_result->fate = status == MSP_OCR_CUT ? MSP_FATE_PARTIAL : scan->seen ? MSP_FATE_READ : MSP_FATE_OPAQUE;
  out_result->reason = status == MSP_OCR_CUT ? MSP_REASON_LIMIT : scan->seen ? MSP_REASON_NONE : MSP_REASON_NO_TEXT;
  return TRUE;
}

/* What the picture shows stays unread, whatever is said about it, unless it is looked at. */
void
msp_image_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  Scan scan = { limits, text, FALSE };

  msp_image_read_words (input->bytes, take_words, &scan);
  if (look (input, &scan, out_result))
    return;
  out_result->fate = MSP_FATE_OPAQUE;
  out_result->reason = MSP_REASON_IMAGE;
}
