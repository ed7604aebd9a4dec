/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "extract/clean.h"
#include "extract/field.h"
#include "extract/pdf-page.h"
#include "extract/scripts.h"
#include "extract/seen.h"
#include "format/ocr.h"
#include "format/pdf.h"

typedef struct {
  const MspExtractInput *input;
  const MspLimits       *limits;
  MspText               *text;
  const MspPdfModule    *module;
  gsize                  page_start;
  guint                  page;        /* the current one, 0 before the first */
  guint                  n_tables;
  MspFieldGroups         groups;      /* of fields: none, each has its full name */
  guint                  pictures;    /* pages that are pictures, and were not read */
  gboolean               has_text;    /* besides properties */
} Scan;

int
msp_pdf_bid (const MspExtractInput *input)
{
  return strcmp (input->sniffed, "application/pdf") == 0 ? 90 : 0;
}

static gboolean
is_full (const Scan *scan)
{
  return scan->text->text->len > scan->limits->text_bytes;
}

static void
end_page (Scan *scan)
{
  if (scan->page == 0)
    return;
  /* The empty line belongs to the page, so that its mark lies around that of a table which fills the page. */
  g_string_append_c (scan->text->text, '\n');
  msp_text_mark (scan->text, MSP_MARK_PAGE, scan->page_start, scan->page, 0);
}

static void
take_property (gpointer data, const char *name, const char *value)
{
  Scan *scan = data;

  msp_field_append (scan->text, msp_span_from_string (name), msp_span_from_string (value));
}

static void
take_seen (gpointer data, const char *kind, const char *text)
{
  Scan *scan = data;

  scan->has_text = TRUE;
  msp_seen_append (scan->text, kind, text);
}

/* FALSE if the page, which is a picture, stays unread. */
static gboolean
look (Scan *scan, gpointer handle)
{
  const MspOcrModule *module = msp_ocr_get_module ();
  const MspOcrLimits bounds = msp_ocr_get_limits (scan->limits->seconds);
  MspPdfImage image = { 0 };
  gboolean good = FALSE;

  if (module != NULL && scan->module->render (handle, bounds.pixels, &image))
    good = module->read_pixels (image.pixels, image.width, image.height, image.dpi, &bounds, take_seen, scan) == MSP_OCR_READ;
  g_free (image.pixels);
  return good;
}

static gboolean
take_page (gpointer data, const MspPdfPage *page, gpointer handle)
{
  Scan *scan = data;

  end_page (scan);
  scan->page = page->number;
  scan->page_start = scan->text->text->len;
  if (page->n_words > 0 || *page->text != '\0')
    scan->has_text = msp_pdf_page_append (scan->text, page, &scan->n_tables) || scan->has_text;
  scan->pictures += page->pictured && !look (scan, handle);
  return !is_full (scan);
}

static MspSpan
get_name (const MspPdfField *field)
{
  return msp_field_path_find_label (msp_span_from_string (*field->path != '\0' ? field->path : field->name));
}

/* What a person reads beside the box names the field; its own name stands before it. */
static void
take_field (gpointer data, const MspPdfField *field)
{
  Scan *scan = data;
  gboolean labelled = field->label != NULL && *field->label != '\0';
  MspSpan own = get_name (field), name = labelled ? msp_span_from_string (field->label) : own;

  if (is_full (scan))
    return;
  if (*field->value == '\0')
    {
      msp_field_append_empty (scan->text, name);
      return;
    }
  if (labelled && own.len > 0)
    {
      gsize start = scan->text->text->len;

      g_string_append_len (scan->text->text, own.data, (gssize) own.len);
      msp_clean_lines (scan->text->text, start);
      g_string_append_c (scan->text->text, '\t');
    }
  msp_field_append (scan->text, name, msp_span_from_string (field->value));
  msp_field_groups_take (&scan->groups, scan->text, msp_span_from_string (field->path),
                         msp_span_from_string (field->value));
  scan->has_text = TRUE;
}

static void
take_note (gpointer data, const char *author, const char *note)
{
  Scan *scan = data;

  if (is_full (scan))
    return;
  msp_field_append (scan->text, msp_span_from_string (author != NULL && *author != '\0' ? author : "Note"),
                    msp_span_from_string (note));
  scan->has_text = TRUE;
}

static void
take_file (gpointer data, const char *name, GBytes *bytes, gboolean cut)
{
  Scan *scan = data;

  if (bytes == NULL)
    msp_items_add (scan->input->items, name, NULL, NULL, MSP_FATE_FAILED, MSP_REASON_DAMAGED);
  else
    msp_items_add (scan->input->items, name, NULL, g_bytes_ref (bytes), cut ? MSP_FATE_PARTIAL : MSP_FATE_READ,
                   cut ? MSP_REASON_LIMIT : MSP_REASON_NONE);
}

static void
take_xfa (gpointer data, const char *name, MspSpan xml)
{
  Scan *scan = data;
  const MspExtractInput input = { .bytes = xml, .type = "application/xml", .sniffed = "application/xml" };
  MspExtractResult ignored;

  if (is_full (scan))
    return;
  msp_xml_extract (&input, scan->limits, scan->text, &ignored);
  g_string_append_c (scan->text->text, '\n');
  scan->has_text = TRUE;
}

static void
set_result (const Scan *scan, const MspPdfResult *read, MspExtractResult *out_result)
{
  MspFate fate = MSP_FATE_READ;
  MspReason reason = MSP_REASON_NONE;

  if (read->status == MSP_PDF_ENCRYPTED)
    fate = MSP_FATE_OPAQUE, reason = MSP_REASON_ENCRYPTED;
  else if (read->status == MSP_PDF_DAMAGED)
    fate = MSP_FATE_FAILED, reason = MSP_REASON_DAMAGED;
  else if (read->status == MSP_PDF_CUT)
    fate = MSP_FATE_PARTIAL, reason = MSP_REASON_LIMIT;
  else if (read->damaged)
    fate = scan->has_text ? MSP_FATE_PARTIAL : MSP_FATE_FAILED, reason = MSP_REASON_DAMAGED;
  else if (!scan->has_text)
    fate = MSP_FATE_OPAQUE, reason = scan->pictures > 0 ? MSP_REASON_IMAGE : MSP_REASON_NO_TEXT;
  else if (scan->pictures > 0)
    fate = MSP_FATE_PARTIAL, reason = MSP_REASON_IMAGE;
  out_result->fate = fate;
  out_result->reason = reason;
  if (read->scripts || read->launches)
    out_result->detail = read->launches ? MSP_DETAIL_LAUNCHES : MSP_DETAIL_JAVASCRIPT;
}

void
msp_pdf_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  static const MspPdfSink sink = { take_property, take_page, take_field, take_note, take_file, take_xfa };
  const MspPdfLimits bounds = { limits->message_bytes, MAX (limits->seconds / 2, 1) };
  const MspPdfModule *module = msp_pdf_get_module ();
  Scan scan = { .input = input, .limits = limits, .text = text, .module = module };
  MspPdfResult read;

  if (module == NULL)
    {
      out_result->fate = MSP_FATE_OPAQUE;
      out_result->reason = MSP_REASON_UNSUPPORTED;
      out_result->detail = "the module 'pdf' cannot be used";
      return;
    }
  msp_field_groups_init (&scan.groups);
  module->read (input->bytes, &bounds, &sink, &scan, &read);
  msp_field_groups_clear (&scan.groups);
  end_page (&scan);
  set_result (&scan, &read, out_result);
}
