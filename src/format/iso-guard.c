/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/iso-guard.h"

#include <string.h>

#define ENTRY 28         /* bytes of a continuation entry: "CE", its length, its version, three numbers in both byte orders */

static guint32
get_little (const guint8 *at)
{
  return at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

static gboolean
is_both_endian (const guint8 *at)
{
  return at[0] == at[7] && at[1] == at[6] && at[2] == at[5] && at[3] == at[4];
}

void
msp_iso_guard (guint8 *bytes, gsize len, guint64 position)
{
  static const guint8 head[] = { 'C', 'E', ENTRY, 1 };
  guint8 *at = bytes, *end = bytes + len;

  while ((gsize) (end - at) >= ENTRY && (at = memmem (at, (gsize) (end - at), head, sizeof head)) != NULL)
    {
      guint64 place = position + (guint64) (at - bytes);

      if ((gsize) (end - at) >= ENTRY && is_both_endian (at + 4) && is_both_endian (at + 12) && is_both_endian (at + 20)
          && get_little (at + 4) == place / MSP_ISO_SECTOR && get_little (at + 12) <= place % MSP_ISO_SECTOR)
        memcpy (at, "XX", 2);
      at += sizeof head;
    }
}
