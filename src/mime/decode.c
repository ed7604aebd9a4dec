/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mime/decode.h"

#include "base/base64.h"
#include "base/quoted-printable.h"
#include "base/uuencode.h"

gboolean
msp_decode_append (MspEncoding encoding, MspSpan in, gsize limit, GByteArray *out)
{
  switch (encoding)
    {
    case MSP_ENCODING_BASE64: return msp_base64_decode (in, limit, out);
    case MSP_ENCODING_QUOTED_PRINTABLE: return msp_quoted_printable_decode (in, limit, out);
    case MSP_ENCODING_UUENCODE: return msp_uuencode_decode (in, limit, out);
    case MSP_ENCODING_YENC: return msp_yenc_decode (in, limit, out);
    default: break;
    }
  g_byte_array_append (out, (const guint8 *) in.data, (guint) MIN (in.len, limit));
  return in.len <= limit;
}
