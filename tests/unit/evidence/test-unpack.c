/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <criterion/criterion.h>

#include "evidence/reader.h"

TestSuite (unpack);

/* "log\n", packed by gzip -n, bzip2, xz --check=crc32, and zstd --no-check. */
static const guint8 gzip[] = {
  0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0xc9, 0x4f, 0xe7, 0x02, 0x00, 0xc4, 0x0f, 0x56, 0xd9, 0x04,
  0x00, 0x00, 0x00,
};
static const guint8 bzip2[] = {
  0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0xb9, 0x4e, 0x40, 0x64, 0x00, 0x00, 0x01, 0x41, 0x00, 0x00, 0x10,
  0x00, 0x84, 0xa0, 0x00, 0x21, 0x9a, 0x68, 0x33, 0x4d, 0x07, 0x3c, 0x5d, 0xc9, 0x14, 0xe1, 0x42, 0x42, 0xe5, 0x39, 0x01, 0x90,
};
static const guint8 xz[] = {
  0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00, 0x01, 0x69, 0x22, 0xde, 0x36, 0x02, 0x00, 0x21, 0x01, 0x16, 0x00, 0x00, 0x00, 0x74,
  0x2f, 0xe5, 0xa3, 0x01, 0x00, 0x03, 0x6c, 0x6f, 0x67, 0x0a, 0x00, 0xc4, 0x0f, 0x56, 0xd9, 0x00, 0x01, 0x18, 0x04, 0x6b, 0xe9,
  0xf0, 0xa5, 0x90, 0x42, 0x99, 0x0d, 0x01, 0x00, 0x00, 0x00, 0x00, 0x01, 0x59, 0x5a,
};
static const guint8 zstd[] = {
  0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 0x21, 0x00, 0x00, 0x6c, 0x6f, 0x67, 0x0a,
};

static const struct {
  const guint8 *packed;
  gsize         len;
} rows[] = { { gzip, sizeof gzip }, { bzip2, sizeof bzip2 }, { xz, sizeof xz }, { zstd, sizeof zstd } };

Test (unpack, compressed_files_are_unpacked_and_read_again)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].packed, rows[i].len);
      g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes), unpacked = NULL;
      char text[8];

      cr_assert (msp_evidence_unpack (stream, &unpacked, NULL), "row %zu", i);
      cr_assert_not_null (unpacked, "row %zu", i);
      cr_expect_eq (msp_stream_read (unpacked, text, sizeof text, NULL), 4, "row %zu", i);
      cr_expect_eq (memcmp (text, "log\n", 4), 0, "row %zu", i);
      cr_assert (msp_stream_seek (unpacked, 1, NULL), "row %zu", i);
      cr_expect_eq (msp_stream_read (unpacked, text, sizeof text, NULL), 3, "row %zu", i);
      cr_expect_eq (memcmp (text, "og\n", 3), 0, "row %zu", i);
      cr_assert (msp_stream_seek (unpacked, 9, NULL), "row %zu", i);
      cr_expect_eq (msp_stream_read (unpacked, text, sizeof text, NULL), 0, "row %zu", i);
    }
}

Test (unpack, plain_text_is_left_alone)
{
  g_autoptr (GBytes) plain = g_bytes_new_static ("log\n", 4);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (plain), none = NULL;
  char text[8];

  cr_assert (msp_evidence_unpack (stream, &none, NULL));
  cr_expect_null (none);
  cr_expect_eq (msp_stream_read (stream, text, sizeof text, NULL), 4);
}

/* Every prefix: an error or an end, and never more than was packed. */
Test (unpack, cut_files_fail_and_do_not_hang)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize len = 7; len < rows[i].len; len++)
      {
        g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].packed, len);
        g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes), unpacked = NULL;
        g_autoptr (GError) error = NULL;
        gsize total = 0;
        gssize n = 0;
        char text[8];

        if (!msp_evidence_unpack (stream, &unpacked, &error) || unpacked == NULL)
          continue;
        while ((n = msp_stream_read (unpacked, text, sizeof text, &error)) > 0)
          total += (gsize) n;
        cr_expect_leq (total, 4, "row %zu, %zu bytes", i, len);
        cr_expect (n == 0 || error != NULL, "row %zu, %zu bytes", i, len);
        if (error != NULL)
          msp_stream_seek (unpacked, 0, NULL);
      }
}
