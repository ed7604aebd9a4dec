/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Reads data as a container to its end, entries included, and checks that every byte is in one entry. */

#include "container/reader.h"

static inline void
read_stream (MspStream *stream)
{
  char buf[4096];

  while (msp_stream_read (stream, buf, sizeof buf, NULL) > 0)
    continue;
}

static inline void
read_container (const guint8 *data, gsize size, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  MspLimits limits;
  MspEntry entry;
  gboolean end = FALSE;
  guint64 sum = 0;

  msp_limits_init (&limits);
  limits.message_bytes = size % 3 == 0 ? 32 : limits.message_bytes;
  limits.expanded_bytes = 16 * 1024 * 1024;
  limits.expanded_ratio = 100;
  g_autoptr (MspReader) reader = msp_reader_open (stream, name, &limits, NULL);
  while (reader != NULL && msp_reader_next (reader, &entry, &end, NULL) && !end)
    {
      g_assert_true (entry.kind == MSP_ENTRY_STREAM || entry.offset == sum);
      sum += entry.size;
      if (entry.kind == MSP_ENTRY_STREAM && entry.stream != NULL)
        read_stream (entry.stream);
    }
  if (reader != NULL && !msp_reader_is_archive (reader))
    g_assert_cmpuint (sum, ==, size);
}
