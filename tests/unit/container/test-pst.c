/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/pst.h"

#include <criterion/criterion.h>

#include "support/modules.h"

static int
bid (const char *text, gsize len)
{
  return msp_pst_reader.bid (msp_span_new (text, len), FALSE, "a.pst");
}

Test (pst, stores_are_known_by_their_magic)
{
  static const char store[] = "!BDN\1\2\3\4SM\27\0", offline[] = "!BDN\1\2\3\4SO\27\0", other[] = "!BDN\1\2\3\4XX";

  cr_expect_eq (bid (store, sizeof store), 95);
  cr_expect_eq (bid (offline, sizeof offline), 95);
  cr_expect_eq (bid (other, sizeof other), 0);
  cr_expect_eq (bid (store, 6), 0);
}

/* A header with nothing behind it, whole, cut and with noise: an error or an end, never a crash. */
Test (pst, damaged_stores_end)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  MspLimits limits;

  use_built_modules ();
  cr_assert (msp_module_is_installed ("pst"));
  msp_limits_init (&limits);
  for (guint round = 0; round < 300; round++)
    {
      gsize len = round % 4 == 0 ? (gsize) g_rand_int_range (rand, 12, 4096) : 4096;
      g_autofree char *text = g_malloc0 (len);
      MspEntry entry;
      gboolean end = FALSE;

      memcpy (text, "!BDN\0\0\0\0SM\27\0", 12);
      for (guint i = 0; i < round; i++)
        text[g_rand_int_range (rand, 4, (gint32) len)] = (char) g_rand_int (rand);
      text[10] = round % 2 == 0 ? 23 : 14;
      memcpy (text + 8, "SM", 2);
      g_autoptr (GBytes) bytes = g_bytes_new (text, len);
      g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
      g_autoptr (GError) error = NULL;
      g_autoptr (MspReader) reader = msp_reader_open (stream, "a.pst", &limits, &error);
      cr_expect (reader != NULL || error != NULL, "round %u", round);
      while (reader != NULL && msp_reader_next (reader, &entry, &end, NULL) && !end)
        continue;
    }
}
