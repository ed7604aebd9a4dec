/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/extractors.h"

/* AppleSingle and AppleDouble (RFC 1740): a file with what the Macintosh keeps beside it. */
#define HEADER 26
#define ENTRY 12
#define MAX_ENTRIES 100
#define DATA_FORK 1
#define REAL_NAME 3

static guint32
get_u32 (MspSpan bytes, gsize at)
{
  const guint8 *data = (const guint8 *) bytes.data + at;

  return at + 4 <= bytes.len ? (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3] : 0;
}

int
msp_apple_single_bid (const MspExtractInput *input)
{
  guint32 magic = get_u32 (input->bytes, 0);

  return input->bytes.len > HEADER && (magic == 0x00051600 || magic == 0x00051607) ? 90 : 0;
}

/* The file inside goes round again; what is beside it are icons and dates. */
void
msp_apple_single_extract (const MspExtractInput *input, const MspLimits *limits, MspText *text, MspExtractResult *out_result)
{
  guint32 n = MIN (get_u32 (input->bytes, HEADER - 4) & 0xffff, MAX_ENTRIES);
  g_autofree char *name = NULL;

  out_result->sniffed = "application/applefile";
  for (guint32 i = 0; i < n; i++)
    {
      gsize at = HEADER + (gsize) i * ENTRY, start = get_u32 (input->bytes, at + 4);
      MspSpan data = msp_span_slice (input->bytes, start, start + get_u32 (input->bytes, at + 8));

      if (get_u32 (input->bytes, at) == REAL_NAME && data.len < 256)
        {
          g_free (name);
          name = g_strndup (data.data, data.len);
        }
      else if (get_u32 (input->bytes, at) == DATA_FORK && data.len > 0)
        msp_items_add (input->items, name != NULL ? name : input->filename, NULL, g_bytes_new (data.data, data.len),
                       input->truncated ? MSP_FATE_PARTIAL : MSP_FATE_READ, input->truncated ? MSP_REASON_LIMIT : MSP_REASON_NONE);
    }
}
