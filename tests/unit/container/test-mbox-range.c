/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/mbox.h"

#include <criterion/criterion.h>

#define FROM "From jane@example.com Tue Jan  3 10:00:00 2023"
#define HOLE "\0\0\0\0\0\0\0\0\0"

/* Appends what reader gives, a line an entry, with a sum of the bytes. */
static void
append_entries (GString *text, MspReader *reader, guint64 *sum)
{
  MspEntry entry;
  gboolean end = FALSE;
  g_autoptr (GError) error = NULL;

  while (msp_reader_next (reader, &entry, &end, &error) && !end)
    {
      g_autofree char *bytes = entry.kind == MSP_ENTRY_MESSAGE
        ? g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) entry.bytes.data, entry.bytes.len)
        : g_strdup (entry.detail);

      g_string_append_printf (text, "%d at %" G_GUINT64_FORMAT " +%" G_GUINT64_FORMAT " %d %d %s\n", entry.kind, entry.offset,
                              entry.size, entry.fate, entry.truncated, bytes);
      *sum += entry.size;
    }
  cr_expect_null (error);
  cr_expect_str_eq (msp_reader_get_kind (reader), "mbox");
}

static GString *
read_whole (GBytes *bytes, const MspLimits *limits)
{
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_autoptr (MspReader) reader = msp_reader_open (stream, "a.mbox", limits, NULL);
  GString *text = g_string_new (NULL);
  guint64 sum = 0;

  cr_assert_not_null (reader);
  append_entries (text, reader, &sum);
  cr_expect_eq (sum, g_bytes_get_size (bytes));
  return text;
}

/* cuts: sorted, ended by G_MAXUINT64. */
static GString *
read_parts (GBytes *bytes, const guint64 *cuts, const MspLimits *limits)
{
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  GString *text = g_string_new (NULL);
  guint64 start = 0, sum = 0;

  for (gsize i = 0; start < g_bytes_get_size (bytes); start = cuts[i++])
    {
      g_autoptr (MspReader) reader = msp_reader_open_range (stream, "a.mbox", limits, start, cuts[i], NULL);

      cr_assert_not_null (reader);
      append_entries (text, reader, &sum);
    }
  cr_expect_eq (sum, g_bytes_get_size (bytes));
  return text;
}

Test (mbox_range, every_cut_gives_the_same_entries)
{
  static const struct { const char *text; gsize len; } rows[] = {
#define ROW(text) { text, sizeof text - 1 }
    ROW (FROM "\nSubject: a\n\nx\n\n" FROM "\nSubject: b\n\ny\n"),
    ROW ("\n\n" FROM "\nSubject: a\n\nx\n\n" FROM "\n\nno header\n\n" FROM "\n"),
    ROW ("\xef\xbb\xbf" "From jane\nSubject: a\n\nx\n\n" FROM "\nSubject: b\n\ny"),
    ROW ("\r\nFrom jane\r\nSubject: a\r\n\r\nx\r\n\r\n" FROM "\r\nSubject: b\r\n\r\ny\r\n"),
    ROW (FROM "\rSubject: a\r\rx\r\r" FROM "\rSubject: b\r\ry\r"),
    ROW (FROM "\nSubject: a\n\nFrom here on\n>From there\n\n" FROM "\nhe wrote\n\n" FROM "\nSubject: b\n\ny\n"),
    ROW (FROM "\nSubject: a\n\nno blank line\n" FROM "\nSubject: b\n\ny\n" FROM "\nTo: c\n\nz\n"),
    ROW (FROM "\nSubject: a\n\nx\n" HOLE FROM "\nSubject: b\n\ny\n" HOLE),
    ROW (FROM "\nSubject: a\n\nx\n\0\0\0" FROM "\nSubject: b\n\ny\0\0\0\0\0\0\0"),
    ROW (HOLE HOLE FROM "\nSubject: b\n\ny\n"),
    ROW ("junk\n\n" HOLE FROM "\nSubject: b\n\ny\n"),
    ROW ("junk\n" FROM "\nSubject: b\n\n" HOLE "text" HOLE FROM "\nSubject: c\n\n"),
    ROW ("Subject: a\n\nx\n\n" FROM "\nSubject: b\n\ny\n"),
#undef ROW
  };
  MspLimits limits;

  msp_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (rows[i].text, rows[i].len);
      g_autoptr (GString) whole = read_whole (bytes, &limits);
      guint wrong = 0;

      for (guint64 a = 1; a <= rows[i].len; a++)
        for (guint64 b = a; b <= rows[i].len; b += b < a + 4 ? 1 : 7)
          {
            const guint64 cuts[] = { a, b, G_MAXUINT64 };
            g_autoptr (GString) parts = read_parts (bytes, cuts, &limits);

            if (!g_string_equal (parts, whole) && wrong++ == 0)
              cr_expect_str_eq (parts->str, whole->str, "row %zu, cut at %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT, i, a, b);
          }
      cr_expect_eq (wrong, 0, "row %zu", i);
    }
}

/* Larger than the window, with messages over the limit and holes of all sizes. */
static GBytes *
make_large (GRand *rand)
{
  GString *text = g_string_new (NULL);

  while (text->len < 4 * 1000 * 1000)
    {
      gsize lines = (gsize) g_rand_int_range (rand, 0, g_rand_int_range (rand, 0, 8) == 0 ? 60000 : 300);
      gsize hole = g_rand_int_range (rand, 0, 4) == 0 ? (gsize) g_rand_int_range (rand, 0, 20) : 0;

      if (g_rand_int_range (rand, 0, 20) == 0)
        hole = (gsize) g_rand_int_range (rand, 0, 2500000);
      g_string_append (text, FROM "\nSubject: a\n\n");
      for (gsize i = 0; i < lines; i++)
        g_string_append (text, i % 20 == 0 ? "From me to you\n\n" FROM "\nhe wrote\n" : "a line of text as others are\n");
      gsize at = text->len;
      g_string_set_size (text, at + hole);
      memset (text->str + at, 0, hole);
      g_string_append (text, hole > 0 || lines % 2 == 0 ? "" : "\n");
    }
  return g_string_free_to_bytes (text);
}

Test (mbox_range, large_file_may_be_cut_anywhere)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  MspLimits limits;

  msp_limits_init (&limits);
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (GBytes) bytes = make_large (rand);
      guint64 size = g_bytes_get_size (bytes), cuts[8];

      limits.message_bytes = round % 2 == 0 ? 10000 : 2 * 1000 * 1000;
      g_autoptr (GString) whole = read_whole (bytes, &limits);
      cuts[0] = (guint64) g_rand_int_range (rand, 1, (gint32) size / 2);
      for (gsize i = 1; i < G_N_ELEMENTS (cuts) - 1; i++)
        cuts[i] = (guint64) g_rand_int_range (rand, (gint32) cuts[i - 1], (gint32) MIN (cuts[i - 1] + size / 4, size) + 1);
      cuts[7] = G_MAXUINT64;
      g_autoptr (GString) parts = read_parts (bytes, cuts, &limits);
      cr_expect (g_string_equal (parts, whole), "round %u", round);
    }
}

static gssize
no_read (gpointer impl, void *buf, gsize len, GError **error)
{
  return 0;
}

static const MspStreamClass pipe_class = { no_read, NULL, NULL, NULL };

Test (mbox_range, other_files_are_read_in_one_piece)
{
  static const char *const texts[] = {
    "Subject: a\n\nx\n", "", "PK\3\4", "From our house to yours\n",
    FROM "\nContent-Length: 2\n\nx\n\n" FROM "\nSubject: b\n\ny\n",
  };
  MspLimits limits;
  g_autoptr (GError) error = NULL;

  msp_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);

      cr_expect_null (msp_reader_open_range (stream, "a", &limits, 0, 10, &error), "row %zu", i);
      cr_expect_null (error);
    }
  g_autoptr (MspStream) pipe = msp_stream_new (&pipe_class, NULL, 100);
  cr_expect_null (msp_reader_open_range (pipe, "a.mbox", &limits, 0, 10, &error));
  cr_expect_null (error);
}
