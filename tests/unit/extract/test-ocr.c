/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"
#include "extract/seen.h"
#include "format/ocr.h"

#include <criterion/criterion.h>

#include "dump.h"
#include "support/modules.h"

static void
read_file (const char *folder, const char *name, MspText *text, MspExtractResult *out_result)
{
  const char *top = g_getenv ("TOP_SRCDIR");
  g_autofree char *path = g_build_filename (top != NULL ? top : "..", "tests", "fuzz", "corpus", folder, name, NULL);
  g_autofree char *data = NULL;
  MspExtractInput input = { 0 };
  MspLimits limits;

  msp_limits_init (&limits);
  cr_assert (g_file_get_contents (path, &data, &input.bytes.len, NULL), "%s", path);
  input.bytes.data = data;
  msp_extract (&input, &limits, text, out_result);
}

static void
start (void)
{
  use_built_modules ();
  if (!msp_ocr_start (NULL))
    cr_skip_test ("no language data of tesseract");
}

Test (ocr, pictures_are_not_looked_at_unless_asked)
{
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractResult result;

  read_file ("ocr", "text.png", text, &result);
  cr_expect_str_empty (text->text->str);
  cr_expect_eq (result.reason, MSP_REASON_IMAGE);
}

Test (ocr, text_and_codes_are_read)
{
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractResult result;

  start ();
  read_file ("ocr", "text.png", text, &result);
  cr_expect (strstr (text->text->str, "Her number is SSN 536-91-2044\n") != NULL, "%s", text->text->str);
  cr_expect_eq (result.fate, MSP_FATE_READ);

  read_file ("ocr", "qr.png", text, &result);
  cr_expect (g_str_has_prefix (text->text->str, "QRCode: otpauth://totp/Example:"), "%s", text->text->str);
  g_autofree char *values = dump_marks_of (text, MSP_MARK_FIELD_VALUE);
  cr_expect (g_str_has_prefix (values, "otpauth://"), "%s", values);
}

Test (ocr, driving_licences_are_fields)
{
  static const char record[] =
    "@\n\x1e\rANSI 636000090002DL00410278ZV03190008DLDAQT64235789\nDCSTHISTLE\nDACTHEA\nDBB06061986\nDBA20300101\nDAJVA\nZVZVA01\r";
  g_autoptr (MspText) text = msp_text_new ();

  msp_seen_append (text, "PDF417", record);
  cr_expect_str_eq (text->text->str,
                    "Driver license number: T64235789\nLast name: THISTLE\nFirst name: THEA\nDate of birth: 06/06/1986\n"
                    "Expiration date: 2030-01-01\nState: VA\n", "%s", text->text->str);
  msp_text_reset (text);
  msp_seen_append (text, "QRCode", "@ANSI");
  cr_expect_str_eq (text->text->str, "QRCode: @ANSI\n");
}

Test (ocr, a_picture_without_text_is_read_and_has_none)
{
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractResult result;

  start ();
  read_file ("image", "words.png", text, &result);
  cr_expect_eq (result.fate, MSP_FATE_OPAQUE);
  cr_expect_eq (result.reason, MSP_REASON_NO_TEXT);
}

Test (ocr, a_picture_too_large_stays_unread)
{
  /* 65,000 by 65,000 pixels, so it says. */
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xfd\xe8\0\0\xfd\xe8\10\0\0\0\0\0\0\0\0";
  const MspExtractInput input = { .bytes = msp_span_new (png, sizeof png - 1) };
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractResult result;
  MspLimits limits;

  start ();
  msp_limits_init (&limits);
  msp_extract (&input, &limits, text, &result);
  cr_expect_eq (result.fate, MSP_FATE_OPAQUE);
  cr_expect_eq (result.reason, MSP_REASON_IMAGE);
}

Test (ocr, pages_that_are_pictures_are_read)
{
  g_autoptr (MspText) text = msp_text_new ();
  MspExtractResult result;

  start ();
  read_file ("pdf", "part-scan.pdf", text, &result);
  cr_expect_eq (result.fate, MSP_FATE_READ);
}
