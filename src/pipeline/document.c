/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/document.h"

#include "pipeline/scan.h"

#define STEP (64 * 1024)

void
msp_document_drain (MspStream *stream, const volatile sig_atomic_t *stop, GError **error)
{
  g_autofree char *buffer = g_malloc (STEP);
  gssize n = 1;

  while (n > 0 && (stop == NULL || !*stop))
    n = msp_stream_read (stream, buffer, STEP, error);
  if (n > 0)
    g_set_error_literal (error, MSP_PIPELINE_ERROR, MSP_PIPELINE_ERROR_INTERRUPTED, "interrupted");
}

GByteArray *
msp_document_read (MspStream *stream, gsize limit, const volatile sig_atomic_t *stop, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gssize n = 1;

  while (n > 0 && bytes->len < limit)
    {
      gsize step = MIN (limit - bytes->len, (gsize) STEP);
      guint at = bytes->len;

      g_byte_array_set_size (bytes, at + (guint) step);
      n = msp_stream_read (stream, bytes->data + at, step, error);
      g_byte_array_set_size (bytes, at + (guint) MAX (n, 0));
    }
  if (n > 0)
    msp_document_drain (stream, stop, error);
  return g_steal_pointer (&bytes);
}

gboolean
msp_document_analyse (MspAnalyser *analyser, const char *locator, const char *path, const MspLayout *layout,
                      const MspStream *stream, const GByteArray *bytes, MspSink *sink, MspDocumentResult *out_result,
                      GError **error)
{
  const char *slash = strrchr (path, '/');
  g_autofree char *name = g_utf8_make_valid (slash != NULL ? slash + 1 : path, -1);
  guint64 size = MAX (msp_stream_tell (stream), (guint64) bytes->len);
  const MspAnalyserInput input = {
    .locator = locator, .source = locator, .mailbox = layout->mailbox, .folder = layout->folder, .name = name, .size = size,
    .bytes = { (const char *) bytes->data, bytes->len }, .truncated = size > bytes->len,
    .only_findings = out_result->is_sidecar, .reason = MSP_REASON_LIMIT, .detail = "longer than the limit message-bytes",
  };

  return msp_analyser_document (analyser, &input, sink, out_result->bytes, &out_result->kind, &out_result->fate,
                                &out_result->reason, &out_result->detail, error);
}
