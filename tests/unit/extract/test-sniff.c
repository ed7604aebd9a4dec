/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractor.h"

#include <criterion/criterion.h>

#define ROW(bytes, type) { bytes, sizeof (bytes) - 1, type }

static const struct { const char *bytes; gsize len; const char *type; } rows[] = {
  ROW ("", "application/x-empty"),
  ROW ("%PDF-1.7\n", "application/pdf"),
  ROW ("job\0\1\2\r\n%PDF-1.7\n\x80", "application/pdf"),
  ROW ("{\\rtf1\\ansi", "application/rtf"),
  ROW ("\x89PNG\r\n\x1a\n", "image/png"),
  ROW ("\xff\xd8\xff\xe0", "image/jpeg"),
  ROW ("RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
  ROW ("\0\0\0\x18" "ftypheic\0\0", "image/heif"),
  ROW ("\0\0\0\x18" "ftypmp42\0\0", "video/mp4"),
  ROW ("\x1f\x8b\x08\0", "application/gzip"),
  ROW ("7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
  ROW ("PK\3\4\x14\0\1\0\x08\0abcdabcdabcdabcd\1\0\0\0x", "application/x-zip-encrypted"),
  ROW ("PK\3\4\x14\0\0\0\x08\0abcdabcdabcdabcd\x08\0\0\0word/doc",
       "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  ROW ("PK\3\4\x14\0\0\0\x08\0abcdabcdabcdabcd\x08\0\0\0mimetypeapplication/epub+zip", "application/epub+zip"),
  ROW ("PK\3\4\x14\0\0\0\x08\0abcdabcdabcdabcd\x01\0\0\0x", "application/zip"),
  ROW ("PK\3\4", "application/octet-stream"),
  ROW ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0\0\0", "application/msword"),
  ROW ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0\0", "application/x-ole-encrypted"),
  ROW ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
  ROW ("0\x82\1\2\6\x09\x2a\x86\x48\x86\xf7\x0d\1\7\3\xa0\x82", "application/pkcs7-mime"),
  ROW ("0\x82\1\2\6\x09\x2a\x86\x48\x86\xf7\x0d\1\7\2\xa0\x82", "application/pkcs7-signature"),
  ROW ("\x85\1\x0c\3\1\2\3\4\5\6\7\x08\1\2\3\4\5\1\1\1", "application/pgp-encrypted"),
  ROW ("-----BEGIN PGP MESSAGE-----\n", "application/pgp-encrypted"),
  ROW ("-----BEGIN RSA PRIVATE KEY-----\n", "application/x-pem-file"),
  ROW ("  <!DOCTYPE HTML PUBLIC", "text/html"),
  ROW ("\xef\xbb\xbf<html>", "text/html"),
  ROW ("\xff\xfe<\0h\0t\0m\0l\0>\0", "text/html"),
  ROW ("<\0?\0x\0m\0l\0 \0v\0", "application/xml"),
  ROW ("<?xml version='1.0'?><html>", "text/html"),
  ROW ("<?xml version='1.0'?><svg>", "image/svg+xml"),
  ROW ("{ \"a\": 1 }", "application/json"),
  ROW ("[1] A note", "text/plain"),
  ROW ("BEGIN:VCARD\r\n", "text/vcard"),
  ROW ("BEGIN:VCALENDAR\r\n", "text/calendar"),
  ROW ("dn: cn=a,dc=example\n", "text/ldif"),
  ROW ("Received: by a\n\tfor b\nTo: c\n", "message/rfc822"),
  ROW ("Subject: hello\nhow are you", "text/plain"),
  ROW ("BM is a car maker, they say.", "text/plain"),
  ROW ("caf\xe9 au lait", "text/plain"),
  ROW ("\1\2\3\4\5\6\7\x0e\x0f", "application/octet-stream"),
  ROW ("h\0e\0l\0l\0o\0 \0y\0o\0u\0", "text/plain"),
};

Test (sniff, types_are_known_by_content)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *type = msp_extract_sniff (msp_span_new (rows[i].bytes, rows[i].len), NULL);

      cr_expect_str_eq (type, rows[i].type, "row %" G_GSIZE_FORMAT ": %s instead of %s", i, type, rows[i].type);
    }
}

Test (sniff, cut_heads_are_safe)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize len = 0; len <= rows[i].len; len++)
      {
        g_autofree char *copy = g_memdup2 (rows[i].bytes, len);

        cr_expect_not_null (msp_extract_sniff (msp_span_new (copy, len), NULL));
      }
}

Test (sniff, what_nobody_reads_is_opaque_with_a_reason)
{
  static const struct { const char *type, *bytes; MspFate fate; MspReason reason; } fates[] = {
    { "text/plain", "", MSP_FATE_READ, MSP_REASON_NONE },
    { "text/plain", "\177ELF\002\001", MSP_FATE_OPAQUE, MSP_REASON_UNSUPPORTED },
    { "application/octet-stream", "GIF89a", MSP_FATE_OPAQUE, MSP_REASON_IMAGE },
    { "image/x-nobody", "\001\002\003\004\005\006", MSP_FATE_OPAQUE, MSP_REASON_IMAGE },
    { "application/pdf", "ID3\003", MSP_FATE_OPAQUE, MSP_REASON_MEDIA },
    { "application/octet-stream", "-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n", MSP_FATE_OPAQUE,
      MSP_REASON_ENCRYPTED },
    { "application/octet-stream", "plain words", MSP_FATE_READ, MSP_REASON_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fates); i++)
    {
      MspExtractInput input = { .bytes = msp_span_from_string (fates[i].bytes), .type = fates[i].type };
      MspExtractResult result;
      MspLimits limits;
      g_autoptr (MspText) text = msp_text_new ();

      msp_limits_init (&limits);
      msp_extract (&input, &limits, text, &result);
      cr_expect (result.fate == fates[i].fate && result.reason == fates[i].reason, "row %" G_GSIZE_FORMAT, i);
      cr_expect_eq (msp_extract_can_read (fates[i].type, NULL, input.bytes), result.fate == MSP_FATE_READ);
    }
}
