/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/reader.h"

#include <criterion/criterion.h>
#include <string.h>

#define BLOCK 512

/* Appends a file (type '0') or a symbolic link (type '2') in the ustar format. */
static void
append_member (GString *tar, const char *name, char type, const char *text)
{
  char header[BLOCK] = "";
  guint sum = 0;

  g_strlcpy (header, name, 100);
  g_snprintf (header + 100, 36, "%07o%c%07o%c%07o%c%011o", 0644, 0, 0, 0, 0, 0, (guint) strlen (text));
  g_snprintf (header + 136, 12, "%011o", 1675814400);
  memset (header + 148, ' ', 8);
  header[156] = type;
  memcpy (header + 257, "ustar\0" "00", 8);
  for (gsize i = 0; i < BLOCK; i++)
    sum += (guchar) header[i];
  g_snprintf (header + 148, 8, "%06o", sum);
  g_string_append_len (tar, header, BLOCK);
  g_string_append (tar, text);
  while (tar->len % BLOCK != 0)
    g_string_append_c (tar, '\0');
}

/* "name=text;" for each file, "name!fate;" for what has no stream, "!code" for the error that ends it. */
static char *
describe (GString *tar)
{
  g_autoptr (GBytes) bytes = g_bytes_new (tar->str, tar->len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  MspLimits limits;
  MspEntry entry;
  gboolean end = FALSE;

  msp_limits_init (&limits);
  g_autoptr (MspReader) reader = msp_reader_open (stream, "a.tar", &limits, &error);
  cr_assert_not_null (reader);
  cr_expect (msp_reader_is_archive (reader));
  while (msp_reader_next (reader, &entry, &end, &error) && !end)
    {
      char buf[100] = "";

      cr_expect_eq (entry.kind, MSP_ENTRY_STREAM);
      cr_expect (entry.fate == MSP_FATE_FAILED || entry.mtime == 1675814400);
      if (entry.stream != NULL)
        cr_expect_geq (msp_stream_read (entry.stream, buf, sizeof buf - 1, NULL), 0);
      g_string_append_printf (text, "%s%s%s;", entry.name, entry.stream != NULL ? "=" : "!",
                              entry.stream != NULL ? buf : msp_fate_get_name (entry.fate));
    }
  cr_expect_neq (end, error != NULL);
  cr_expect_str_eq (msp_reader_get_kind (reader), "tar");
  if (error != NULL)
    g_string_append_printf (text, "!%d", error->domain == MSP_CONTAINER_ERROR ? error->code : -1);
  return g_string_free (text, FALSE);
}

Test (archive, entries_are_files_and_links)
{
  g_autoptr (GString) tar = g_string_new (NULL);

  append_member (tar, "jane/inbox", '0', "From jane\n");
  append_member (tar, "link", '2', "");
  append_member (tar, "empty", '0', "");
  g_string_set_size (tar, tar->len + 2 * BLOCK);
  memset (tar->str + tar->len - 2 * BLOCK, 0, 2 * BLOCK);
  g_autofree char *text = describe (tar);
  cr_expect_str_eq (text, "jane/inbox=From jane\n;link!opaque;empty=;");
}

/* What lies behind a damaged header cannot be read, but it is told of, once, and what follows is read. */
Test (archive, entry_with_a_damaged_header_is_named)
{
  g_autoptr (GString) tar = g_string_new (NULL), last = g_string_new (NULL);
  g_autofree char *long_text = g_strnfill (20 * BLOCK, 'x');

  append_member (tar, "a", '0', "good");
  append_member (tar, "b", '0', long_text);
  append_member (tar, "c", '0', "good too");
  tar->str[2 * BLOCK] ^= 1;
  g_autofree char *text = describe (tar);
  cr_expect_str_eq (text, "a=good;unnamed!failed;c=good too;");
  append_member (last, "a", '0', "good");
  append_member (last, "b", '0', "lost");
  last->str[2 * BLOCK] ^= 1;
  g_autofree char *end = describe (last);
  cr_expect_str_eq (end, "a=good;unnamed!failed;");
}

/* As plexus-archiver, which Maven uses, ends a tar. */
Test (archive, old_bytes_in_the_last_block_are_no_entry)
{
  g_autoptr (GString) tar = g_string_new (NULL);
  static const char zeros[BLOCK];

  append_member (tar, "a", '0', "good");
  g_string_append_len (tar, zeros, BLOCK);
  g_string_append_len (tar, zeros, BLOCK - 6);
  g_string_append (tar, "old by");
  g_autofree char *text = describe (tar);
  cr_expect_str_eq (text, "a=good;");
}

Test (archive, cut_archive_is_an_error)
{
  g_autoptr (GString) tar = g_string_new (NULL);
  g_autofree char *expected = g_strdup_printf ("a=good;!%d", MSP_CONTAINER_ERROR_CORRUPT);

  append_member (tar, "a", '0', "good");
  append_member (tar, "b", '0', "lost");
  g_string_truncate (tar, 2 * BLOCK + 100);
  g_autofree char *text = describe (tar);
  cr_expect_str_eq (text, expected);
}
