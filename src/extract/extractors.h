/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The rows of the table in extractors.c, one per file, and what several of them need. */

#include "extract/extractor.h"

int      msp_plain_bid        (const MspExtractInput *input);
void     msp_plain_extract    (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_apple_single_bid         (const MspExtractInput *input);
void     msp_apple_single_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_csv_bid          (const MspExtractInput *input);
void     msp_csv_extract      (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_docx_bid         (const MspExtractInput *input);
void     msp_docx_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_epub_bid         (const MspExtractInput *input);
void     msp_epub_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_html_bid         (const MspExtractInput *input);
void     msp_html_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_image_bid        (const MspExtractInput *input);
void     msp_image_extract    (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_json_bid         (const MspExtractInput *input);
void     msp_json_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_ldif_bid         (const MspExtractInput *input);
void     msp_ldif_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_pdf_bid          (const MspExtractInput *input);
void     msp_pdf_extract      (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_rtf_bid          (const MspExtractInput *input);
void     msp_rtf_extract      (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_tnef_bid         (const MspExtractInput *input);
void     msp_tnef_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_sqlite_bid         (const MspExtractInput *input);
void     msp_sqlite_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_strings_bid         (const MspExtractInput *input);
void     msp_strings_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_vcard_bid        (const MspExtractInput *input);
void     msp_vcard_extract    (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_xml_bid          (const MspExtractInput *input);
void     msp_xml_extract      (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_odf_bid          (const MspExtractInput *input);
void     msp_odf_extract      (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_metafile_bid          (const MspExtractInput *input);
void     msp_metafile_extract      (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_visio_bid          (const MspExtractInput *input);
void     msp_visio_extract      (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_office_xml_bid          (const MspExtractInput *input);
void     msp_office_xml_extract      (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_ole_document_bid     (const MspExtractInput *input);
void     msp_ole_document_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                                   MspExtractResult *out_result);

int      msp_pptx_bid         (const MspExtractInput *input);
void     msp_pptx_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_xlsx_bid         (const MspExtractInput *input);
void     msp_xlsx_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

int      msp_yaml_bid         (const MspExtractInput *input);
void     msp_yaml_extract     (const MspExtractInput *input, const MspLimits *limits, MspText *text,
                               MspExtractResult *out_result);

/* TRUE if type is in the family of text: text, markup, tables, mail. */
gboolean msp_extract_is_text_type (const char *type);

/* TRUE if the file name of input ends in suffix, compared without case. */
gboolean msp_extract_has_suffix   (const MspExtractInput *input, const char *suffix);
