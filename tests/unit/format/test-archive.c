/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>

#include "archives.h"

static void
expect_contents (GBytes *bytes, const char *kind)
{
  for (const ArchiveMember *member = archives_members; member->name != NULL; member++)
    {
      gsize len = 0;
      g_autofree char *content = archives_dup_content (bytes, member->name, &len);
      g_autofree char *letters = g_strnfill (member->times, 'x');

      cr_expect (content != NULL && strlen (content) == len, "%s: %s", kind, member->name);
      cr_expect (g_strcmp0 (content, member->text != NULL ? member->text : letters) == 0, "%s: %s", kind, member->name);
    }
}

Test (archive, every_format_gives_the_same_entries)
{
  static const struct { int format, filter; const char *kind; } rows[] = {
    { ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "zip" },
    { ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, "7z" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, "tar" },
    { ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE, "tar" },
    { ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FILTER_NONE, "tar" },
    { ARCHIVE_FORMAT_CPIO_POSIX, ARCHIVE_FILTER_NONE, "cpio" },
    { ARCHIVE_FORMAT_CPIO_SVR4_NOCRC, ARCHIVE_FILTER_NONE, "cpio" },
    { ARCHIVE_FORMAT_ISO9660, ARCHIVE_FILTER_NONE, "iso" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, "tar.gz" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2, "tar.bz2" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ, "tar.xz" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD, "tar.zst" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_LZ4, "tar.lz4" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_LZIP, "tar.lzip" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_COMPRESS, "tar.compress" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_LZMA, "tar.lzma" },
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_UU, "tar.uu" },
  };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = archives_make (rows[i / 2].format, rows[i / 2].filter, archives_members);
      g_autofree char *kind = NULL;
      g_autofree char *text = archives_describe (bytes, i % 2 == 0, "x", NULL, &kind);
      g_auto (GStrv) parts = g_strsplit (text, ";", -1);

      cr_expect_str_eq (kind, rows[i / 2].kind);
      expect_contents (bytes, kind);
      cr_expect_eq (strlen (text), strlen (ARCHIVES_ALL), "%s: %s", kind, text);
      for (gsize k = 0; parts[k] != NULL; k++)
        cr_expect_not_null (strstr (ARCHIVES_ALL, parts[k]), "%s: %s", kind, parts[k]);
    }
}

Test (archive, compressed_file_is_one_entry_named_by_its_stem)
{
  static const struct { int filter; const char *name, *expected, *kind; } rows[] = {
    { ARCHIVE_FILTER_GZIP, "mail.mbox.gz", "mail.mbox=300000;", "gz" },
    { ARCHIVE_FILTER_GZIP, "mail.MBOX.GZ", "mail.MBOX=300000;", "gz" },
    { ARCHIVE_FILTER_XZ, "mail.xz", "mail=300000;", "xz" },
    { ARCHIVE_FILTER_BZIP2, "mail", "mail=300000;", "bz2" },
    { ARCHIVE_FILTER_ZSTD, ".zst", ".zst=300000;", "zst" },
    { ARCHIVE_FILTER_GZIP, "", "data=300000;", "gz" },
    { ARCHIVE_FILTER_GZIP, "mail.tgz", "mail.tar=300000;", "gz" },
  };
  static const ArchiveMember one[] = { { "x", NULL, 300000, AE_IFREG }, { NULL, NULL, 0, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = archives_make (ARCHIVE_FORMAT_RAW, rows[i].filter, one);
      g_autofree char *kind = NULL;
      g_autofree char *text = archives_describe (bytes, i % 2 == 0, rows[i].name, NULL, &kind);

      cr_expect_str_eq (text, rows[i].expected);
      cr_expect_str_eq (kind, rows[i].kind);
    }
}

Test (archive, links_hostile_names_and_doubles_are_only_data)
{
  static const ArchiveMember odd[] = {
    { "../../etc/passwd", "a", 0, AE_IFREG }, { "/absolute", "bb", 0, AE_IFREG }, { "link", "", 0, AE_IFLNK },
    { "dir", "", 0, AE_IFDIR }, { "fifo", "", 0, AE_IFIFO }, { "twice", "1", 0, AE_IFREG }, { "twice", "22", 0, AE_IFREG },
    { NULL, NULL, 0, 0 },
  };
  g_autoptr (GBytes) bytes = archives_make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, odd);
  g_autofree char *text = archives_describe (bytes, TRUE, "x", NULL, NULL);

  cr_expect_str_eq (text, "../../etc/passwd=1;/absolute=2;link!3;fifo!4;twice=1;twice~7=2;");
}

/* "head", a hole, "middle", a hole to the end: as GNU tar's pax format stores it. */
Test (archive, holes_of_sparse_files_are_zeros)
{
  enum { LEN = 3 * 65536 };
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autofree char *buffer = g_malloc (ARCHIVES_CAPACITY), *data = g_malloc0 (LEN);
  size_t used = 0;
  gsize len = 0;

  memcpy (data, "head", 4);
  memcpy (data + 65536, "middle", 6);
  archive_write_set_format_pax (archive);
  cr_assert_eq (archive_write_open_memory (archive, buffer, ARCHIVES_CAPACITY, &used), ARCHIVE_OK);
  archive_entry_set_pathname (entry, "sparse");
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, LEN);
  archive_entry_sparse_add_entry (entry, 0, 4);
  archive_entry_sparse_add_entry (entry, 65536, 6);
  cr_assert_eq (archive_write_header (archive, entry), ARCHIVE_OK);
  (void) archive_write_data (archive, data, LEN);
  archive_entry_free (entry);
  archive_write_close (archive);
  archive_write_free (archive);
  cr_assert_lt (used, 65536);
  g_autoptr (GBytes) bytes = g_bytes_new (buffer, used);
  g_autofree char *content = archives_dup_content (bytes, "sparse", &len);
  cr_assert_not_null (content);
  cr_expect_eq (len, LEN);
  cr_expect (len == LEN && memcmp (content, data, LEN) == 0);
}

/* Stored without compression ("-lh0-"), header level 0: libarchive reads LHA, but does not write it. */
Test (archive, lha_is_read)
{
  static const char name[] = "in.mbox", text[] = "From jane\n";
  guint8 archive[64] = { 22 + 7, 0, '-', 'l', 'h', '0', '-', 10, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0x21, 0x56, 0x20, 0, 7 };
  guint16 crc = 0;
  gsize len = 0;

  for (gsize i = 0; text[i] != '\0'; i++)
    {
      crc ^= (guint8) text[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = (guint16) (crc >> 1 ^ ((crc & 1) != 0 ? 0xa001 : 0));
    }
  memcpy (archive + 22, name, 7);
  archive[29] = (guint8) crc;
  archive[30] = (guint8) (crc >> 8);
  memcpy (archive + 31, text, 10);
  for (gsize i = 2; i < 31; i++)
    archive[1] = (guint8) (archive[1] + archive[i]);
  g_autoptr (GBytes) bytes = g_bytes_new (archive, 42);
  g_autofree char *content = archives_dup_content (bytes, name, &len);
  cr_assert_not_null (content);
  cr_expect_str_eq (content, text);
}

Test (archive, encrypted_entries_are_named_not_read)
{
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autofree char *buffer = g_malloc (ARCHIVES_CAPACITY);
  size_t used = 0;

  archive_write_set_format_zip (archive);
  cr_assert_eq (archive_write_set_options (archive, "zip:encryption=traditional"), ARCHIVE_OK);
  archive_write_set_passphrase (archive, "invented");
  cr_assert_eq (archive_write_open_memory (archive, buffer, ARCHIVES_CAPACITY, &used), ARCHIVE_OK);
  archive_entry_set_pathname (entry, "secret.txt");
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, 5);
  cr_assert_eq (archive_write_header (archive, entry), ARCHIVE_OK);
  (void) archive_write_data (archive, "hello", 5);
  archive_entry_free (entry);
  archive_write_close (archive);
  archive_write_free (archive);
  g_autoptr (GBytes) bytes = g_bytes_new (buffer, used);
  g_autofree char *text = archives_describe (bytes, TRUE, "x", NULL, NULL);
  cr_expect_str_eq (text, "secret.txt!1;");
}
