/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/cms.h"

enum { TAG_END = 0x00, TAG_INTEGER = 0x02, TAG_OCTETS = 0x04, TAG_OID = 0x06, TAG_OCTETS_PARTS = 0x24, TAG_SEQUENCE = 0x30,
       TAG_SET = 0x31, TAG_CONTENT = 0xa0 };

typedef struct {
  guint8   tag;
  gsize    len;          /* what is left where the length is indefinite */
  gboolean indefinite;
} Header;

static guint8
take_byte (MspSpan *rest)
{
  guint8 byte = (guint8) rest->data[0];

  *rest = msp_span_slice (*rest, 1, rest->len);
  return byte;
}

/* Tag and length (X.690, 8.1); tags above 30 are not met here. A length beyond the end is cut. */
static gboolean
take_header (MspSpan *rest, Header *header)
{
  guint8 first;
  gsize len = 0;

  if (rest->len < 2)
    return FALSE;
  header->tag = take_byte (rest);
  first = take_byte (rest);
  header->indefinite = first == 0x80;
  if ((header->tag & 0x1f) == 0x1f || (first >= 0x80 && rest->len < (gsize) (first & 0x7f)))
    return FALSE;
  if (first < 0x80)
    len = first;
  for (guint i = 0; first >= 0x80 && i < (first & 0x7f); i++)
    {
      if (len > G_MAXSIZE >> 8)
        return FALSE;
      len = len << 8 | take_byte (rest);
    }
  header->len = header->indefinite ? rest->len : MIN (len, rest->len);
  return TRUE;
}

static gboolean
enter (MspSpan *rest, guint8 tag)
{
  Header header;

  if (!take_header (rest, &header) || header.tag != tag)
    return FALSE;
  *rest = msp_span_slice (*rest, 0, header.len);
  return TRUE;
}

static gboolean
skip (MspSpan *rest, guint8 tag)
{
  Header header;
  gsize open = 0;

  if (!take_header (rest, &header) || header.tag != tag)
    return FALSE;
  for (;;)
    {
      if (header.indefinite)
        open++;
      else
        *rest = msp_span_slice (*rest, header.len, rest->len);
      if (header.tag == TAG_END && open > 0)
        open--;
      if (open == 0)
        return TRUE;
      if (!take_header (rest, &header))
        return FALSE;
    }
}

static gboolean
take_oid (MspSpan *rest, MspSpan *out_oid)
{
  Header header;

  if (!take_header (rest, &header) || header.tag != TAG_OID || header.indefinite)
    return FALSE;
  *out_oid = msp_span_slice (*rest, 0, header.len);
  *rest = msp_span_slice (*rest, header.len, rest->len);
  return TRUE;
}

/* An OCTET STRING, whole or in parts within parts: the primitive ones in their order are the content. */
static void
append_octets (MspSpan rest, GByteArray *content)
{
  Header header;
  gsize open = 0;

  if (!take_header (&rest, &header))
    return;
  if (!header.indefinite)
    rest = msp_span_slice (rest, 0, header.len);
  for (;;)
    {
      if (header.tag == TAG_OCTETS && !header.indefinite)
        {
          g_byte_array_append (content, (const guint8 *) rest.data, (guint) header.len);
          rest = msp_span_slice (rest, header.len, rest.len);
        }
      else if (header.tag == TAG_OCTETS_PARTS)
        open += header.indefinite;
      else if (header.tag != TAG_END || open-- <= 1)
        return;
      if (!take_header (&rest, &header))
        return;
    }
}

/* SignedData (RFC 5652, 5.1): version, digest algorithms, encapsulated content. */
static void
append_signed_content (MspSpan rest, GByteArray *content)
{
  MspSpan oid;

  if (enter (&rest, TAG_SEQUENCE) && skip (&rest, TAG_INTEGER) && skip (&rest, TAG_SET) && enter (&rest, TAG_SEQUENCE)
      && take_oid (&rest, &oid) && enter (&rest, TAG_CONTENT))
    append_octets (rest, content);
}

MspCmsKind
msp_cms_read (MspSpan ber, GByteArray *content)
{
  static const char pkcs7[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x07", smime[] = "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01";
  MspSpan oid;

  if (!enter (&ber, TAG_SEQUENCE) || !take_oid (&ber, &oid) || !enter (&ber, TAG_CONTENT))
    return MSP_CMS_NONE;
  if (oid.len == 9 && msp_span_has_prefix (oid, pkcs7) && oid.data[8] == 2)
    {
      append_signed_content (ber, content);
      return MSP_CMS_SIGNED;
    }
  if (oid.len == 9 && msp_span_has_prefix (oid, pkcs7) && (oid.data[8] == 3 || oid.data[8] == 6))
    return MSP_CMS_ENVELOPED;
  if (oid.len == 11 && msp_span_has_prefix (oid, smime) && oid.data[10] == 23)
    return MSP_CMS_ENVELOPED;
  if (oid.len == 11 && msp_span_has_prefix (oid, smime) && oid.data[10] == 9)
    return MSP_CMS_COMPRESSED;
  return MSP_CMS_OTHER;
}
