/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/reader.h"

#include "format/gzip.h"

static gboolean
is_gzip (MspSpan head)
{
  return head.len > 2 && (guint8) head.data[0] == 0x1f && (guint8) head.data[1] == 0x8b;
}

gboolean
msp_evidence_unpack (MspStream *packed, MspStream **out_stream, GError **error)
{
  MspSpan head;

  *out_stream = NULL;
  if (!msp_stream_peek (packed, 4, &head, error))
    return FALSE;
  if (is_gzip (head))
    *out_stream = msp_gzip_new (packed);
  return TRUE;
}
