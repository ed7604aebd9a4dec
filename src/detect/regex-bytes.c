/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/regex-bytes.h"

void
msp_bytes_add_range (MspBytes *set, guint8 from, guint8 to)
{
  for (guint i = from / 64; i <= to / 64u; i++)
    {
      guint64 behind = i == from / 64 ? G_MAXUINT64 << from % 64 : G_MAXUINT64;
      guint64 before = i == to / 64 ? G_MAXUINT64 >> (63 - to % 64) : G_MAXUINT64;

      set->bits[i] |= behind & before;
    }
}

void
msp_bytes_fold_case (MspBytes *set)
{
  /* Letters are among the second 64 bytes, the two cases of one 32 apart. */
  const guint64 upper = G_GUINT64_CONSTANT (0x3FFFFFF) << ('A' - 64);
  guint64 letters = (set->bits[1] | set->bits[1] >> 32) & upper;

  set->bits[1] |= letters | letters << 32;
}

void
msp_bytes_invert (MspBytes *set)
{
  for (int i = 0; i < 4; i++)
    set->bits[i] = ~set->bits[i];
}

gboolean
msp_bytes_add_class (MspBytes *set, char letter)
{
  MspBytes named = { { 0 } };

  switch (g_ascii_tolower (letter))
    {
    case 'd': msp_bytes_add_range (&named, '0', '9'); break;
    case 'w': msp_bytes_add_range (&named, '0', '9'); msp_bytes_add_range (&named, 'A', 'Z'); msp_bytes_add_range (&named, 'a', 'z');
              msp_bytes_add (&named, '_');
              break;
    case 's': msp_bytes_add_range (&named, '\t', '\r'); msp_bytes_add (&named, ' '); break;
    default: return FALSE;
    }
  if (g_ascii_isupper (letter))
    msp_bytes_invert (&named);
  for (int i = 0; i < 4; i++)
    set->bits[i] |= named.bits[i];
  return TRUE;
}
