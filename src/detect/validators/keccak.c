/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/validators/keccak.h"

#define RATE 136

static guint64
rotate (guint64 value, guint by)
{
  return by == 0 ? value : value << by | value >> (64 - by);
}

/* FIPS 202, 3.2: theta; rho and pi; chi; iota. */
static void
permute (guint64 lanes[25])
{
  static const guint64 constants[24] = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
    0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
    0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
    0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
  };

  for (guint round = 0; round < 24; round++)
    {
      guint64 columns[5], moved[25];
      guint x = 1, y = 0;

      for (guint i = 0; i < 5; i++)
        columns[i] = lanes[i] ^ lanes[i + 5] ^ lanes[i + 10] ^ lanes[i + 15] ^ lanes[i + 20];
      for (guint i = 0; i < 25; i++)
        lanes[i] ^= columns[(i + 4) % 5] ^ rotate (columns[(i + 1) % 5], 1);
      moved[0] = lanes[0];
      for (guint t = 0; t < 24; t++)
        {
          guint next = (2 * x + 3 * y) % 5;

          moved[y + 5 * next] = rotate (lanes[x + 5 * y], (t + 1) * (t + 2) / 2 % 64);
          x = y;
          y = next;
        }
      for (guint i = 0; i < 25; i++)
        lanes[i] = moved[i] ^ (~moved[i / 5 * 5 + (i + 1) % 5] & moved[i / 5 * 5 + (i + 2) % 5]);
      lanes[0] ^= constants[round];
    }
}

void
msp_keccak_256 (MspSpan text, guint8 out_hash[32])
{
  guint8 block[RATE] = { 0 };
  guint64 lanes[25] = { 0 };
  gsize len = MIN (text.len, RATE - 1);

  memcpy (block, text.data, len);
  block[len] ^= 0x01;
  block[RATE - 1] ^= 0x80;
  for (guint i = 0; i < RATE; i++)
    lanes[i / 8] |= (guint64) block[i] << (i % 8 * 8);
  permute (lanes);
  for (guint i = 0; i < 32; i++)
    out_hash[i] = (guint8) (lanes[i / 8] >> (i % 8 * 8));
}
