/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/ppt.h"

#include <zlib.h>

#include "format/ms-text.h"

#define MAX_OBJECT (64 * 1024 * 1024)
#define HEADER 8
#define TAG_DATA 5003      /* holds records, though it is no container: comments among them */

void
msp_ppt_init (MspPpt *self, MspSpan stream)
{
  *self = (MspPpt) { .stream = stream };
}

gboolean
msp_ppt_next (MspPpt *self, MspPptRecord *out_record)
{
  while (self->at + HEADER <= self->stream.len)
    {
      guint16 head = msp_ms_get_u16 (self->stream, self->at);
      guint32 len = msp_ms_get_u32 (self->stream, self->at + 4);
      gsize start = self->at + HEADER;

      while (self->depth > 0 && self->at >= self->ends[self->depth - 1])
        self->depth--;
      *out_record = (MspPptRecord) {
        .type = msp_ms_get_u16 (self->stream, self->at + 2), .instance = head >> 4,
        .holder = self->depth > 0 ? self->types[self->depth - 1] : 0,
        .data = msp_span_slice (self->stream, start, start + len),
      };
      self->is_damaged |= out_record->data.len < len;
      self->at = start + out_record->data.len;
      if (out_record->type == MSP_PPT_MASTER)
        continue;
      if (((head & 0xf) == 0xf || out_record->type == TAG_DATA) && self->depth < MSP_PPT_DEPTH)
        {
          self->types[self->depth] = out_record->type;
          self->ends[self->depth++] = self->at;
          self->at = start;
        }
      return TRUE;
    }
  return FALSE;
}

GBytes *
msp_ppt_unpack (const MspPptRecord *record)
{
  gsize len = msp_ms_get_u32 (record->data, 0);
  uLongf room = (uLongf) MIN (len, (gsize) MAX_OBJECT);
  g_autofree guint8 *bytes = NULL;

  if (record->instance == 0)
    return record->data.len > 0 ? g_bytes_new (record->data.data, record->data.len) : NULL;
  /* zlib packs a thousand to one at best. */
  if (record->data.len <= 4 || len == 0 || len / 1100 > record->data.len)
    return NULL;
  bytes = g_malloc (room);
  if (uncompress (bytes, &room, (const Bytef *) record->data.data + 4, (uLong) record->data.len - 4) != Z_OK)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), room);
}
