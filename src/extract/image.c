/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/field.h"
#include "format/image.h"

/* Of a picture, decides whether there is something to be read: no more of an attachment is decoded then. */
#define HEAD_LEN 4096

typedef struct {
  const MspLimits *limits;
  MspText         *text;
} Scan;

int
msp_image_bid (const MspExtractInput *input)
{
  MspSpan head = msp_span_slice (input->bytes, 0, HEAD_LEN);

  if (!g_str_has_prefix (input->sniffed, "image/") || strcmp (input->sniffed, "image/svg+xml") == 0)
    return 0;
  return msp_image_has_words (head) ? 60 : 0;
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

/* What the picture shows stays unread, whatever is said about it. */
void
msp_image_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  Scan scan = { limits, text };

  msp_image_read_words (input->bytes, take_words, &scan);
  out_result->fate = MSP_FATE_OPAQUE;
  out_result->reason = MSP_REASON_IMAGE;
}
