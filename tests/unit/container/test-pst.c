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

/* Names and flags of all entries, or what they hold. */
static char *
describe (const char *text, gsize len, gboolean with_names)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  g_autoptr (MspReader) reader = NULL;
  GString *out = g_string_new (NULL);
  gboolean end = FALSE;
  MspLimits limits;
  MspEntry entry;

  msp_limits_init (&limits);
  reader = msp_reader_open (stream, "a.pst", &limits, NULL);
  while (reader != NULL && msp_reader_next (reader, &entry, &end, NULL) && !end)
    {
      char buf[4096];

      gssize n = 0;

      if (with_names)
        g_string_append_printf (out, "%s %u;", entry.name, entry.flags);
      while (entry.stream != NULL && (n = msp_stream_read (entry.stream, buf, sizeof buf, NULL)) > 0)
        if (!with_names)
          g_string_append_len (out, buf, n);
    }
  return g_string_free (out, FALSE);
}

static char *
dup_names (const char *text, gsize len)
{
  return describe (text, len, TRUE);
}

static char *
dup_content (const char *text, gsize len)
{
  return describe (text, len, FALSE);
}

static char *
dup_sample (gsize *out_len)
{
  g_autofree char *path = g_build_filename (g_getenv ("TOP_SRCDIR"), "samples/outlook/judith.pst", NULL);
  char *data = NULL;

  cr_assert (g_file_get_contents (path, &data, out_len, NULL));
  return data;
}

Test (pst, messages_lie_in_their_folders)
{
  gsize len;
  g_autofree char *data = dup_sample (&len);

  use_built_modules ();
  g_autofree char *names = dup_names (data, len);
  cr_expect_str_eq (names, "Inbox/2097188.eml 2;Inbox/2097220.eml 0;Kontakte/2097252.eml 0;Deleted Items/2097284.eml 6;", "%s", names);
}

Test (pst, message_has_its_fields_and_attachments)
{
  static const char *const expected[] = {
    "\nTo: \"Personnel\" <personnel@command.example>\n", "\nBcc: \"Quiet Reader\" <quiet.reader@press.example>\n",
    "\nSubject: RE: Roster\n", "SSN of SGT Nolan", "filename*=utf-8''Entw%C3%BCrfe.csv\n", "\nKeywords: Cake, Private\n",
    "Home phone: (410) 555-0134\n",
  };
  gsize len;
  g_autofree char *data = dup_sample (&len);

  use_built_modules ();
  g_autofree char *mail = dup_content (data, len);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    cr_expect_not_null (strstr (mail, expected[i]), "'%s' is not in\n%s", expected[i], mail);
}

Test (pst, cut_and_shuffled_stores_end)
{
  gsize len;
  g_autofree char *data = dup_sample (&len);
  g_autoptr (GRand) rand = g_rand_new_with_seed (51);
  guint read = 0;

  use_built_modules ();
  for (guint round = 0; round < 400; round++)
    {
      g_autofree char *text = g_memdup2 (data, len);
      gsize cut = round % 5 == 0 ? (gsize) g_rand_int_range (rand, 564, (gint32) len) : len;

      for (guint i = 0; i < round % 8; i++)
        text[g_rand_int_range (rand, 180, (gint32) len)] = data[g_rand_int_range (rand, 180, (gint32) len)];
      g_autofree char *names = dup_names (text, cut);
      read += *names != '\0';
    }
  cr_expect_gt (read, 100);
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
