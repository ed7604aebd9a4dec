/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/reader.h"

#include "format/unpacked.h"

/* Magic of fewer bytes could begin a text. */
#define CERTAIN 70

gboolean
msp_evidence_unpack (MspStream *packed, MspStream **out_stream, GError **error)
{
  const MspArchiveKind *kind;
  MspSpan head;

  *out_stream = NULL;
  if (!msp_stream_peek (packed, MSP_STREAM_PEEK_MAX, &head, error))
    return FALSE;
  kind = msp_archive_kind_sniff (head);
  if (kind == NULL || kind->extension == NULL || kind->certainty < CERTAIN)
    return TRUE;
  *out_stream = msp_unpacked_new (packed, kind, error);
  return *out_stream != NULL;
}
