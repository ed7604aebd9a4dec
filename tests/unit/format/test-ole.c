/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/ole.h"

#include <criterion/criterion.h>

#include "format/ole-writer.h"

/* "name=bytes;" of streams, "name{…}" of storages. */
static void
describe (const MspOle *ole, guint storage, GString *out)
{
  const MspOleEntry *entry = msp_ole_get (ole, storage);

  for (guint i = 0; i < entry->children->len; i++)
    {
      guint child = g_array_index (entry->children, guint, i);
      gboolean whole;

      g_string_append (out, msp_ole_get (ole, child)->name);
      if (msp_ole_get (ole, child)->is_storage)
        {
          g_string_append_c (out, '{');
          describe (ole, child, out);
          g_string_append_c (out, '}');
          continue;
        }
      g_autoptr (GBytes) bytes = msp_ole_read (ole, child, 1 << 20, &whole);
      gsize len;
      const char *data = g_bytes_get_data (bytes, &len);
      gboolean same = TRUE;
      for (gsize n = 1; n < len; n++)
        same = same && data[n] == (char) (data[0] + n % 251);
      g_string_append_printf (out, "=%zu%s%s;", len, same ? "" : "?", whole ? "" : "!");
    }
}

static GBytes *
make (gsize large)
{
  g_autoptr (MspOleWriter) writer = msp_ole_writer_new ();
  g_autofree char *data = g_malloc (large + 1);
  static const guint8 clsid[16] = { 1, 2, 3 };

  for (gsize i = 0; i <= large; i++)
    data[i] = (char) ('a' + i % 251);
  guint inner = msp_ole_writer_add_storage (writer, MSP_OLE_ROOT, "inner", clsid);
  msp_ole_writer_add_stream (writer, MSP_OLE_ROOT, "small", msp_span_new (data, 100));
  msp_ole_writer_add_stream (writer, inner, "empty", msp_span_new (data, 0));
  msp_ole_writer_add_stream (writer, inner, "gr\303\266\303\237er", msp_span_new (data, 4095));
  msp_ole_writer_add_stream (writer, MSP_OLE_ROOT, "large", msp_span_new (data, large));
  return msp_ole_writer_finish (writer);
}

static char *
dup_description (MspSpan bytes)
{
  g_autoptr (MspOle) ole = msp_ole_open (bytes, NULL);
  GString *out = g_string_new (NULL);

  if (ole != NULL)
    describe (ole, MSP_OLE_ROOT, out);
  else
    g_string_append_c (out, '-');
  return g_string_free (out, FALSE);
}

Test (ole, what_is_written_reads_back)
{
  static const struct { gsize large; const char *expected; } rows[] = {
    { 4096, "inner{empty=0;gr\303\266\303\237er=4095;}small=100;large=4096;" },
    { 100000, "inner{empty=0;gr\303\266\303\237er=4095;}small=100;large=100000;" },
    /* So large that the header alone cannot say where the chains are. */
    { 8000000, "inner{empty=0;gr\303\266\303\237er=4095;}small=100;large=1048576!;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) file = make (rows[i].large);
      gsize len;
      const char *data = g_bytes_get_data (file, &len);
      g_autofree char *found = dup_description (msp_span_new (data, len));

      cr_expect_str_eq (found, rows[i].expected, "row %zu: %s", i, found);
    }
}

Test (ole, entries_are_found_whatever_their_case)
{
  g_autoptr (GBytes) file = make (5000);
  gsize len;
  const char *data = g_bytes_get_data (file, &len);
  g_autoptr (MspOle) ole = msp_ole_open (msp_span_new (data, len), NULL);
  guint inner, entry;

  cr_assert_not_null (ole);
  cr_assert (msp_ole_find (ole, MSP_OLE_ROOT, "INNER", &inner));
  cr_expect (msp_ole_get (ole, inner)->is_storage);
  cr_expect_eq (msp_ole_get (ole, inner)->clsid[2], 3);
  cr_expect (msp_ole_find (ole, inner, "empty", &entry));
  cr_expect_not (msp_ole_find (ole, MSP_OLE_ROOT, "empty", &entry));
}

Test (ole, what_is_no_compound_file_is_refused)
{
  static const char *const texts[] = { "", "Subject: a\n\nb\n", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MspOle) ole = msp_ole_open (msp_span_from_string (texts[i]), &error);

      cr_expect_null (ole);
      cr_expect (g_error_matches (error, MSP_OLE_ERROR, MSP_OLE_ERROR_CORRUPT));
    }
}

Test (ole, cut_file_gives_what_is_left)
{
  g_autoptr (GBytes) file = make (100000);
  gsize len;
  const char *data = g_bytes_get_data (file, &len);
  guint opened = 0;

  for (gsize cut = 0; cut < len; cut += 397)
    {
      g_autofree char *part = g_memdup2 (data, cut + 1);
      g_autofree char *found = dup_description (msp_span_new (part, cut));

      opened += found[0] != '-';
    }
  cr_expect_gt (opened, 0);
}

Test (ole, damaged_files_end)
{
  g_autoptr (GBytes) file = make (6000);
  gsize len;
  const char *data = g_bytes_get_data (file, &len);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint opened = 0;

  for (guint round = 0; round < 3000; round++)
    {
      g_autofree char *text = g_memdup2 (data, len);

      for (guint i = 0; i <= round % 8; i++)
        {
          gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) len - 4) & ~(gsize) 3;

          text[round % 2 == 0 ? at : at % 128 + (round % 4 < 2 ? 0 : len - 1536)] = (char) g_rand_int_range (rand, 0, 40);
        }
      g_autofree char *found = dup_description (msp_span_new (text, len));
      opened += found[0] != '-';
    }
  cr_expect_gt (opened, 1000);
}
