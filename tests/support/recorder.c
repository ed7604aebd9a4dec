/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "support/recorder.h"

#include <gio/gio.h>

#include "model/slice.h"

static gboolean
balances (const guint64 *bytes, guint64 size)
{
  guint64 sum = 0;

  for (int i = 0; i < MSP_N_FATES; i++)
    sum += bytes[i];
  return sum == size;
}

static gboolean
record_message (MspSink *sink, const MspMessageRecord *message, GError **error)
{
  Recorder *self = (Recorder *) (void *) sink;

  if (++self->n_messages == self->fail_after)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "planted");
      return FALSE;
    }
  self->unbalanced += !balances (message->bytes, message->size);
  self->n_findings += message->n_findings;
  for (gsize i = 0; i < message->n_problems; i++)
    self->problems[message->problems[i].reason]++;
  g_string_append_printf (self->messages, "%s %s %" G_GUINT64_FORMAT " %u", message->locator,
                          message->kind == MSP_MESSAGE_MAIL ? "mail" : "document", message->size, message->score);
  for (gsize i = 0; i < message->n_findings; i++)
    g_string_append_printf (self->messages, " %s@%s+%u", message->findings[i].detector, message->findings[i].section,
                            message->findings[i].start);
  g_string_append_c (self->messages, '\n');
  return TRUE;
}

static gboolean
record_source (MspSink *sink, const MspSourceRecord *source, GError **error)
{
  Recorder *self = (Recorder *) (void *) sink;

  self->unbalanced += !balances (source->bytes, source->size);
  g_string_append_printf (self->sources, "%s %s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s %s\n", source->locator,
                          source->kind, source->size, source->messages, msp_fate_get_name (source->fate),
                          msp_reason_get_name (source->reason));
  return TRUE;
}

static gboolean
record_problem (MspSink *sink, const MspProblem *problem, GError **error)
{
  return TRUE;
}

static void
free_sum (gpointer data)
{
  msp_slice_sum_clear (data);
  g_free (data);
}

static gboolean
record_slice (MspSink *sink, const MspSliceRecord *slice, GError **error)
{
  Recorder *self = (Recorder *) (void *) sink;
  MspSliceSum *sum = g_hash_table_lookup (self->slices, slice->row.locator);

  if (sum == NULL)
    {
      sum = g_new0 (MspSliceSum, 1);
      g_hash_table_insert (self->slices, g_strdup (slice->row.locator), sum);
    }
  msp_slice_sum_add (sum, slice);
  if (!msp_slice_sum_is_whole (sum))
    return TRUE;
  const MspSourceRecord row = msp_slice_sum_to_record (sum);
  return record_source (sink, &row, error);
}

static const MspSinkClass recorder_class = { record_message, record_source, record_problem, record_slice };

void
recorder_init (Recorder *self)
{
  *self = (Recorder) { .sink = { &recorder_class }, .messages = g_string_new (NULL), .sources = g_string_new (NULL) };
  self->slices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_sum);
}

void
recorder_clear (Recorder *self)
{
  g_string_free (self->messages, TRUE);
  g_string_free (self->sources, TRUE);
  g_hash_table_unref (self->slices);
}
