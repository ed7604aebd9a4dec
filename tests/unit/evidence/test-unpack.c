/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence/reader.h"

TestSuite (unpack);

/* "log\n", packed by gzip -n. */
static const guint8 packed[] = {
  0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0xc9, 0x4f, 0xe7, 0x02, 0x00, 0xc4, 0x0f, 0x56, 0xd9, 0x04, 0x00, 0x00, 0x00,
};

Test (unpack, gzip_is_unpacked_and_plain_text_is_left_alone)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (packed, sizeof packed), plain = g_bytes_new_static ("log\n", 4);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes), other = msp_stream_new_for_bytes (plain);
  g_autoptr (MspStream) unpacked = NULL, none = NULL;
  char text[8];

  cr_assert (msp_evidence_unpack (stream, &unpacked, NULL));
  cr_assert_not_null (unpacked);
  cr_expect_eq (msp_stream_read (unpacked, text, sizeof text, NULL), 4);
  cr_expect_eq (memcmp (text, "log\n", 4), 0);
  cr_assert (msp_evidence_unpack (other, &none, NULL));
  cr_expect_null (none);
}
