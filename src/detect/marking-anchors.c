/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/marking-anchors.h"

#include "detect/nibbles.h"

static gboolean
is_slash_anchor (MspSpan text, gsize i)
{
  char before = i == 0 ? '\n' : text.data[i - 1];

  return before == 'S' || before == 'C' || before == 'U' || before == '(' || before == 'I' || before == 'D';
}

/* Whether text[i] begins one of the beginnings; i + 2 is inside. */
static gboolean
is_anchor (MspSpan text, gsize i)
{
  const char *at = text.data + i;

  switch (at[0])
    {
    case 'C':
      return (at[1] == 'R' && at[2] == 'E') || (at[1] == 'U' && at[2] == 'I');
    case 'N':
      return at[1] == 'F' && at[2] == 'I' && i + 3 < text.len && at[3] == 'D';
    case 'R':
      return (at[1] == 'I' && at[2] == 'C') || (at[1] == 'O' && at[2] == 'L');
    case 's':
    case 'S':
      return i > 0 && (((at[0] | 0x20) == 's' && (at[1] | 0x20) == 'i' && (at[2] | 0x20) == 'f' && (at[-1] | 0x20) == 's') ||
                       (at[0] == 's' && at[1] == 'e' && at[2] == 'm' && at[-1] == 's'));
    case '/':
      return at[1] == '/' && is_slash_anchor (text, i);
    default:
      return FALSE;
    }
}

static const MspNibbles *
get_nibbles (void)
{
  static const char beginnings[][5] = { "CRE", "CUI", "NFID", "RIC", "ROL", "sem", "sif", "//" };
  static MspNibbles nibbles;
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
        for (guint n = 0; n < MSP_NIBBLES_LEN; n++)
          if (beginnings[i][n] == '\0')
            msp_nibbles_add (&nibbles, n, G_MAXUINT16, G_MAXUINT16, i);
          else
            {
              msp_nibbles_add_byte (&nibbles, n, (guint8) beginnings[i][n], i);
              msp_nibbles_add_byte (&nibbles, n, (guint8) g_ascii_toupper (beginnings[i][n]), i);
            }
      g_once_init_leave (&ready, 1);
    }
  return &nibbles;
}

gsize
msp_marking_next_anchor (MspSpan text, gsize from)
{
  MspNibbleScan scan;
  gsize base;

  msp_nibble_scan_init (&scan, get_nibbles (), msp_span_slice (text, from, text.len));
  for (guint64 hits; (hits = msp_nibble_scan_next (&scan, &base)) != 0;)
    for (; hits != 0; hits &= hits - 1)
      {
        gsize at = from + base + (guint) __builtin_ctzll (hits);

        if (text.len - at >= 3 && is_anchor (text, at))
          return at;
      }
  return text.len;
}
