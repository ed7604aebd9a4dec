/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

#include "base/charset.h"
#include "base/utf8.h"
#include "extract/sniff.h"

#define TEXT "text/plain"

/* The first row is that of ordinary text. */
static const MspExtractorType table[] = {
  { "text", msp_plain_bid, msp_plain_extract },
  { "apple-single", msp_apple_single_bid, msp_apple_single_extract },
  { "csv", msp_csv_bid, msp_csv_extract },
  { "docx", msp_docx_bid, msp_docx_extract },
  { "epub", msp_epub_bid, msp_epub_extract },
  { "html", msp_html_bid, msp_html_extract },
  { "image", msp_image_bid, msp_image_extract },
  { "json", msp_json_bid, msp_json_extract },
  { "ldif", msp_ldif_bid, msp_ldif_extract },
  { "metafile", msp_metafile_bid, msp_metafile_extract },
  { "odf", msp_odf_bid, msp_odf_extract },
  { "office-xml", msp_office_xml_bid, msp_office_xml_extract },
  { "office", msp_ole_document_bid, msp_ole_document_extract },
  { "pdf", msp_pdf_bid, msp_pdf_extract },
  { "pptx", msp_pptx_bid, msp_pptx_extract },
  { "rtf", msp_rtf_bid, msp_rtf_extract },
  { "tnef", msp_tnef_bid, msp_tnef_extract },
  { "sqlite", msp_sqlite_bid, msp_sqlite_extract },
  { "strings", msp_strings_bid, msp_strings_extract },
  { "vcard", msp_vcard_bid, msp_vcard_extract },
  { "visio", msp_visio_bid, msp_visio_extract },
  { "xlsx", msp_xlsx_bid, msp_xlsx_extract },
  { "xml", msp_xml_bid, msp_xml_extract },
  { "yaml", msp_yaml_bid, msp_yaml_extract },
  { NULL, NULL, NULL },
};

/* What nobody reads, by the start of its type; the first row that fits counts. */
static const struct {
  const char *prefix;
  MspReason   reason;
  const char *detail;
} unread[] = {
  { "image/", MSP_REASON_IMAGE, NULL },
  { "audio/", MSP_REASON_MEDIA, NULL },
  { "video/", MSP_REASON_MEDIA, NULL },
  { "font/", MSP_REASON_NO_TEXT, NULL },
  { "application/x-zip-encrypted", MSP_REASON_ENCRYPTED, "zip archive with a password" },
  { "application/x-ole-encrypted", MSP_REASON_ENCRYPTED, "Office document with a password" },
  { "application/x-openssl-encrypted", MSP_REASON_ENCRYPTED, "OpenSSL" },
  { "application/x-keepass", MSP_REASON_ENCRYPTED, "KeePass database" },
  { "application/x-pkcs12", MSP_REASON_ENCRYPTED, "PKCS #12 key store" },
  { "application/pgp-encrypted", MSP_REASON_ENCRYPTED, "OpenPGP" },
  { "application/pkcs7-mime", MSP_REASON_ENCRYPTED, "S/MIME" },
  { "application/pkcs7-signature", MSP_REASON_NO_TEXT, "signature" },
  { "application/x-pkcs7-signature", MSP_REASON_NO_TEXT, "signature" },
  { "application/pgp-signature", MSP_REASON_NO_TEXT, "signature" },
  { "application/pgp-keys", MSP_REASON_NO_TEXT, "OpenPGP keys" },
};

gboolean
msp_extract_is_text_type (const char *type)
{
  static const char *const types[] = {
    "application/xml", "application/json", "image/svg+xml", "message/rfc822", "application/x-pem-file",
    "application/pgp-encrypted", "application/xhtml+xml",
  };

  if (type == NULL)
    return FALSE;
  if (g_str_has_prefix (type, "text/"))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (type, types[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
msp_extract_has_suffix (const MspExtractInput *input, const char *suffix)
{
  gsize len = input->filename != NULL ? strlen (input->filename) : 0, n = strlen (suffix);

  return len > n && g_ascii_strcasecmp (input->filename + len - n, suffix) == 0;
}

/* Nearly every text of a message: declared as plain and found to be so, without a name that says more. */
static gboolean
is_ordinary (const MspExtractInput *input)
{
  return input->is_body && input->plain && input->filename == NULL && g_strcmp0 (input->type, TEXT) == 0
         && strcmp (input->sniffed, TEXT) == 0;
}

static const MspExtractorType *
find_best (const MspExtractInput *input)
{
  const MspExtractorType *best = NULL;
  int highest = 0;

  if (is_ordinary (input))
    return &table[0];
  for (const MspExtractorType *row = table; row->id != NULL; row++)
    {
      int bid = row->bid (input);

      if (bid > highest)
        {
          highest = bid;
          best = row;
        }
    }
  return best;
}

static void
set_unread (const MspExtractInput *input, MspExtractResult *out_result)
{
  const char *type = input->sniffed;

  if (strcmp (type, "application/octet-stream") == 0 && input->type != NULL)
    type = input->type;
  out_result->fate = MSP_FATE_OPAQUE;
  out_result->reason = MSP_REASON_UNSUPPORTED;
  for (gsize i = 0; i < G_N_ELEMENTS (unread); i++)
    if (g_str_has_prefix (type, unread[i].prefix))
      {
        out_result->reason = unread[i].reason;
        out_result->detail = unread[i].detail;
        return;
      }
}

/* Cuts the text to max bytes, at the start of a character. */
static void
cut (MspText *text, gsize max)
{
  gsize len = MIN (max, (gsize) G_MAXINT32);

  if (text->text->len <= len)
    return;
  while (len > 0 && ((guint8) text->text->str[len] & 0xc0) == 0x80)
    len--;
  g_string_truncate (text->text, len);
  text->truncated = TRUE;
}

/* Most texts are plain and end their lines with LF, which shows while they are copied. */
static void
look (MspExtractInput *seen, GString *out)
{
  gboolean stateful = seen->charset != NULL && msp_charset_is_stateful (seen->charset);

  if (seen->is_body && !seen->flowed && !stateful && g_strcmp0 (seen->type, TEXT) == 0)
    {
      g_string_set_size (out, seen->bytes.len);
      seen->taken = msp_utf8_copy_plain (seen->bytes, out->str);
    }
  seen->plain = seen->taken || msp_utf8_is_plain (seen->bytes);
  seen->as_is = seen->plain && !stateful;
}

void
msp_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  MspExtractInput seen = *input;
  const MspExtractorType *extractor;

  msp_text_reset (text);
  look (&seen, text->text);
  seen.sniffed = msp_sniff (input->bytes, seen.plain);
  *out_result = (MspExtractResult) { MSP_FATE_READ, MSP_REASON_NONE, seen.sniffed, NULL };
  extractor = seen.bytes.len > 0 ? find_best (&seen) : NULL;
  seen.taken = seen.taken && extractor == &table[0];
  text->ascii = seen.as_is && extractor == &table[0];
  if (!seen.taken)
    g_string_truncate (text->text, 0);
  if (extractor != NULL)
    extractor->extract (&seen, limits, text, out_result);
  else if (seen.bytes.len > 0)
    set_unread (&seen, out_result);
  cut (text, limits->text_bytes);
  msp_text_finish (text);
  text->truncated = text->truncated || input->truncated;
  if (text->truncated && out_result->fate == MSP_FATE_READ)
    {
      out_result->fate = MSP_FATE_PARTIAL;
      out_result->reason = MSP_REASON_LIMIT;
    }
}

gboolean
msp_extract_can_read (const char *type, const char *filename, MspSpan head)
{
  MspExtractInput input = { .bytes = head, .type = type, .filename = filename };

  gboolean can = head.len == 0;

  input.sniffed = msp_extract_sniff (head, filename);
  for (const MspExtractorType *row = table; !can && row->id != NULL; row++)
    can = row->bid (&input) > 0;
  return can;
}
