/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/reader.h"

#include "evidence/utf16.h"
#include "format/unpacked.h"

/* Magic of fewer bytes could begin a text. */
#define CERTAIN 70

/* Puts the decoder before an unpacked stream of UTF-16. */
static gboolean
recode (MspStream **stream, GError **error)
{
  MspSpan head;

  if (!msp_stream_peek (*stream, 2, &head, error))
    {
      g_clear_pointer (stream, msp_stream_free);
      return FALSE;
    }
  if (msp_utf16_looks (head))
    *stream = msp_utf16_new (*stream, TRUE);
  return TRUE;
}

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
    {
      if (msp_utf16_looks (head))
        *out_stream = msp_utf16_new (packed, FALSE);
      return TRUE;
    }
  *out_stream = msp_unpacked_new (packed, kind, error);
  return *out_stream != NULL && recode (out_stream, error);
}
