/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/gzip.h"

#include <criterion/criterion.h>
#include <gio/gio.h>

#include "format/archive-error.h"

/* Text that does not pack to nothing, the same each time. */
static GString *
make_text (gsize len)
{
  GString *text = g_string_sized_new (len);
  guint32 state = 1;

  while (text->len < len)
    {
      state = state * 1103515245 + 12345;
      g_string_append_printf (text, "%x\n", (state >> 16) & 0xfff);
    }
  return g_string_truncate (text, len);
}

static void
append_member (GByteArray *out, const char *text, gsize len)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GInputStream) base = g_memory_input_stream_new_from_data (text, (gssize) len, NULL);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (base, G_CONVERTER (packer));
  guint8 buf[4096];
  gssize n;

  while ((n = g_input_stream_read (stream, buf, sizeof buf, NULL, NULL)) > 0)
    g_byte_array_append (out, buf, (guint) n);
}

/* What comes out of packed, read step bytes at a time; out_code is -1 without error. */
static GString *
unpack (const guint8 *packed, gsize len, gsize step, int *out_code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (packed, len);
  g_autoptr (MspStream) below = msp_stream_new_for_bytes (bytes);
  g_autoptr (MspStream) stream = msp_gzip_new (below);
  g_autoptr (GError) error = NULL;
  g_autofree char *buf = g_malloc (step);
  GString *text = g_string_new (NULL);
  gssize n;

  while ((n = msp_stream_read (stream, buf, step, &error)) > 0)
    g_string_append_len (text, buf, n);
  cr_expect (error == NULL || error->domain == MSP_ARCHIVE_ERROR);
  *out_code = error != NULL ? error->code : -1;
  cr_expect_eq (msp_stream_read (stream, buf, step, NULL), n, "the end stays the end, an error an error");
  return text;
}

Test (gzip, members_are_read_as_one)
{
  static const struct { const char *tail; gsize len; int code; } rows[] = {
    { "", 0, -1 }, { "\0\0\0\0\0\0\0\0", 8, -1 },
    { "garbage", 7, MSP_ARCHIVE_ERROR_CORRUPT }, { "\0\0\x1f", 3, MSP_ARCHIVE_ERROR_CORRUPT },
    { "\x1f\x8b\x07", 3, MSP_ARCHIVE_ERROR_CORRUPT },
  };
  g_autoptr (GString) text = make_text (300000);

  for (gsize i = 0; i < 3 * G_N_ELEMENTS (rows); i++)
    {
      static const gsize steps[] = { 1, 1000, 1 << 20 };
      g_autoptr (GByteArray) packed = g_byte_array_new ();
      int code;

      append_member (packed, text->str, 1000);
      append_member (packed, "", 0);
      append_member (packed, text->str + 1000, text->len - 1000);
      g_byte_array_append (packed, (const guint8 *) rows[i / 3].tail, (guint) rows[i / 3].len);
      g_autoptr (GString) out = unpack (packed->data, packed->len, steps[i % 3], &code);
      cr_expect (g_string_equal (out, text), "row %zu: %zu bytes", i / 3, out->len);
      cr_expect_eq (code, rows[i / 3].code, "row %zu: %d", i / 3, code);
    }
}

Test (gzip, cut_anywhere_loses_nothing_before_it)
{
  g_autoptr (GString) text = make_text (3000);
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  gsize before = 0;
  int code;

  append_member (packed, text->str, text->len);
  for (gsize cut = 1; cut < packed->len; cut++)
    {
      g_autoptr (GString) out = unpack (packed->data, cut, 700, &code);

      cr_expect_eq (code, MSP_ARCHIVE_ERROR_CORRUPT, "cut at %zu", cut);
      cr_expect (out->len <= text->len && memcmp (out->str, text->str, out->len) == 0, "cut at %zu", cut);
      cr_expect_geq (out->len, before);
      before = out->len;
    }
  cr_expect_eq (before, text->len, "only the checksum is missing");
}

Test (gzip, wrong_checksum_comes_behind_all_bytes)
{
  g_autoptr (GString) text = make_text (3000);
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  int code;

  append_member (packed, text->str, text->len);
  packed->data[packed->len - 6] ^= 1;
  g_autoptr (GString) out = unpack (packed->data, packed->len, 1 << 20, &code);
  cr_expect (g_string_equal (out, text));
  cr_expect_eq (code, MSP_ARCHIVE_ERROR_CORRUPT);
}

Test (gzip, shuffled_bytes_end)
{
  g_autoptr (GString) text = make_text (3000);
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  guint good = 0;

  append_member (packed, text->str, text->len);
  for (guint round = 0; round < 500; round++)
    {
      g_autofree guint8 *copy = g_memdup2 (packed->data, packed->len);
      int code;

      for (guint i = 0; i < 1 + round % 4; i++)
        copy[g_rand_int_range (rand, 0, (gint32) packed->len)] = (guint8) g_rand_int (rand);
      g_autoptr (GString) out = unpack (copy, packed->len, 1 + round * 7, &code);
      good += code == -1 && !g_string_equal (out, text);
    }
  cr_expect_eq (good, 0, "the checksum tells");
}
