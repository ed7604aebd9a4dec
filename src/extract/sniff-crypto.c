/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/sniff.h"

#define PKCS7 "\x2a\x86\x48\x86\xf7\x0d\x01\x07"

static const char *
sniff_der (MspSpan head)
{
  const char *oid;

  if (head.len < 16 || (guint8) head.data[0] != 0x30)
    return NULL;
  oid = memmem (head.data, MIN (head.len, (gsize) 32), PKCS7, sizeof PKCS7 - 1);
  if (oid == NULL || oid + sizeof PKCS7 > head.data + head.len)
    return NULL;
  switch (oid[sizeof PKCS7 - 1])
    {
    case 1: return "application/x-pkcs12";      /* data: the outer shell of a key store */
    case 2: return "application/pkcs7-signature";
    case 3: return "application/pkcs7-mime";    /* enveloped */
    case 6: return "application/pkcs7-mime";
    default: return NULL;
    }
}

/* Session key packets (tags 1 and 3) open an encrypted message, tag 6 a public key, tag 5 a secret key. */
static const char *
sniff_pgp (MspSpan head)
{
  guint8 first, tag, version;
  gsize at = 2;

  if (head.len < 8 || ((first = (guint8) head.data[0]) & 0x80) == 0)
    return NULL;
  if ((first & 0x40) != 0)
    tag = first & 0x3f;
  else
    {
      tag = (first >> 2) & 0x0f;
      at = 1 + ((gsize) 1 << (first & 3));
    }
  if (at >= head.len || at > 5)
    return NULL;
  version = (guint8) head.data[at];
  if ((tag == 1 && version == 3) || (tag == 3 && (version == 4 || version == 5)))
    return "application/pgp-encrypted";
  if ((tag == 5 || tag == 6) && version == 4 && (first & 3) == 1)
    return "application/pgp-keys";
  return NULL;
}

const char *
msp_sniff_crypto (MspSpan head)
{
  const char *type = sniff_der (head);

  return type != NULL ? type : sniff_pgp (head);
}
