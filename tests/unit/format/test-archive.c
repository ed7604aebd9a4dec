/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>
#include <gio/gio.h>
#include <locale.h>

#define CAPACITY (4 * 1024 * 1024)

typedef struct {
  const char *name;
  const char *text;    /* NULL: times letters 'x' */
  gsize       times;
  guint       type;
} Member;

static const Member members[] = {
  { "jane/inbox.mbox", "From jane\n", 0, AE_IFREG },
  { "jane/Entw\303\274rfe.txt", "caf\303\251\n", 0, AE_IFREG },
  { "empty", "", 0, AE_IFREG },
  { "big", NULL, 300000, AE_IFREG },
  { NULL, NULL, 0, 0 },
};

/* A new archive of members; filter 0 for none. */
static GBytes *
make (int format, int filter, const Member *member)
{
  struct archive *archive = archive_write_new ();
  char *buffer = g_malloc (CAPACITY);
  size_t used = 0;
  locale_t before = uselocale (newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0));

  archive_write_set_format (archive, format);
  archive_write_add_filter (archive, filter);
  archive_write_set_bytes_in_last_block (archive, 1);
  cr_assert_eq (archive_write_open_memory (archive, buffer, CAPACITY, &used), ARCHIVE_OK);
  for (; member->name != NULL; member++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize len = member->text != NULL ? strlen (member->text) : member->times;
      g_autofree char *data = member->text != NULL ? g_strdup (member->text) : g_strnfill (len, 'x');

      archive_entry_set_pathname (entry, member->name);
      archive_entry_set_filetype (entry, member->type);
      archive_entry_set_perm (entry, 0644);
      archive_entry_set_mtime (entry, 1675814400, 0);
      if (member->type == AE_IFLNK)
        archive_entry_set_symlink (entry, "/etc/hostname");
      archive_entry_set_size (entry, member->type == AE_IFREG ? (la_int64_t) len : 0);
      cr_assert_geq (archive_write_header (archive, entry), ARCHIVE_WARN);
      if (member->type == AE_IFREG)
        (void) archive_write_data (archive, data, len);
      archive_entry_free (entry);
    }
  archive_write_close (archive);
  archive_write_free (archive);
  freelocale (uselocale (before));
  return g_bytes_new_take (buffer, used);
}

static gssize
memory_read (gpointer impl, void *buf, gsize len, GError **error)
{
  return msp_stream_read (impl, buf, MIN (len, 100), error);
}

static void
memory_free (gpointer impl)
{
  msp_stream_free (impl);
}

/* Cannot seek and gives little at a time. */
static const MspStreamClass dripping_class = { memory_read, NULL, memory_free };

static MspStream *
open_bytes (GBytes *bytes, gboolean can_seek)
{
  MspStream *memory = msp_stream_new_for_bytes (bytes);

  return can_seek ? memory : msp_stream_new (&dripping_class, memory, -1);
}

/* "name=bytes;" for each entry, "name!kind;" without stream, "!code" where it fails, in an entry as at the end. */
static char *
describe (GBytes *bytes, gboolean can_seek, const char *name, const MspLimits *limits, char **out_kind)
{
  g_autoptr (MspStream) stream = open_bytes (bytes, can_seek);
  g_autoptr (GError) error = NULL;
  MspArchiveEntry entry;
  MspSpan head;
  MspLimits defaults;
  gboolean end = FALSE;
  GString *text = g_string_new (NULL);

  msp_limits_init (&defaults);
  if (!msp_stream_peek (stream, MSP_STREAM_PEEK_MAX, &head, NULL) || msp_archive_kind_sniff (head) == NULL)
    return g_string_free (g_string_append (text, "none"), FALSE);
  const MspLimits *used = limits != NULL ? limits : &defaults;
  g_autoptr (MspArchive) archive = msp_archive_open (stream, msp_archive_kind_sniff (head), name, used, &error);
  while (archive != NULL && msp_archive_next (archive, &entry, &end, &error) && !end)
    {
      char buf[4096];
      gssize n = 0;
      gsize sum = 0;
      g_autoptr (GError) failure = NULL;

      if (entry.stream == NULL)
        {
          g_string_append_printf (text, "%s!%d;", entry.name, entry.kind);
          continue;
        }
      while ((n = msp_stream_read (entry.stream, buf, sizeof buf, &failure)) > 0)
        sum += (gsize) n;
      g_string_append_printf (text, "%s=%" G_GSIZE_FORMAT, entry.name, sum);
      if (failure != NULL)
        g_string_append_printf (text, "!%d", failure->code);
      g_string_append_c (text, ';');
    }
  if (error != NULL)
    {
      cr_expect_eq (error->domain, MSP_ARCHIVE_ERROR);
      g_string_append_printf (text, "!%d", error->code);
    }
  if (out_kind != NULL)
    *out_kind = g_strdup (archive != NULL ? msp_archive_get_kind (archive) : "");
  return g_string_free (text, FALSE);
}

/* The bytes of the entry of this name; NULL if there is none that can be read to its end. */
static char *
dup_content (GBytes *bytes, const char *name, gsize *out_len)
{
  g_autoptr (MspStream) stream = open_bytes (bytes, TRUE);
  g_autoptr (GString) content = g_string_new (NULL);
  MspArchiveEntry entry;
  MspSpan head;
  MspLimits limits;
  gboolean end = FALSE;

  msp_limits_init (&limits);
  cr_assert (msp_stream_peek (stream, MSP_STREAM_PEEK_MAX, &head, NULL));
  g_autoptr (MspArchive) archive = msp_archive_open (stream, msp_archive_kind_sniff (head), "x", &limits, NULL);
  while (msp_archive_next (archive, &entry, &end, NULL) && !end)
    {
      char buf[1000];
      gssize n;

      if (strcmp (entry.name, name) != 0 || entry.stream == NULL)
        continue;
      while ((n = msp_stream_read (entry.stream, buf, sizeof buf, NULL)) > 0)
        g_string_append_len (content, buf, n);
      *out_len = content->len;
      return n == 0 ? g_string_free (g_steal_pointer (&content), FALSE) : NULL;
    }
  return NULL;
}

static void
expect_contents (GBytes *bytes, const char *kind)
{
  for (const Member *member = members; member->name != NULL; member++)
    {
      gsize len = 0;
      g_autofree char *content = dup_content (bytes, member->name, &len);
      g_autofree char *letters = g_strnfill (member->times, 'x');

      cr_expect (content != NULL && strlen (content) == len, "%s: %s", kind, member->name);
      cr_expect (g_strcmp0 (content, member->text != NULL ? member->text : letters) == 0, "%s: %s", kind, member->name);
    }
}

#define ALL "jane/inbox.mbox=10;jane/Entw\303\274rfe.txt=6;empty=0;big=300000;"

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
      g_autoptr (GBytes) bytes = make (rows[i / 2].format, rows[i / 2].filter, members);
      g_autofree char *kind = NULL;
      g_autofree char *text = describe (bytes, i % 2 == 0, "x", NULL, &kind);
      g_auto (GStrv) parts = g_strsplit (text, ";", -1);

      cr_expect_str_eq (kind, rows[i / 2].kind);
      expect_contents (bytes, kind);
      cr_expect_eq (strlen (text), strlen (ALL), "%s: %s", kind, text);
      for (gsize k = 0; parts[k] != NULL; k++)
        cr_expect_not_null (strstr (ALL, parts[k]), "%s: %s", kind, parts[k]);
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
  static const Member one[] = { { "x", NULL, 300000, AE_IFREG }, { NULL, NULL, 0, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = make (ARCHIVE_FORMAT_RAW, rows[i].filter, one);
      g_autofree char *kind = NULL;
      g_autofree char *text = describe (bytes, i % 2 == 0, rows[i].name, NULL, &kind);

      cr_expect_str_eq (text, rows[i].expected);
      cr_expect_str_eq (kind, rows[i].kind);
    }
}

Test (archive, links_hostile_names_and_doubles_are_only_data)
{
  static const Member odd[] = {
    { "../../etc/passwd", "a", 0, AE_IFREG }, { "/absolute", "bb", 0, AE_IFREG }, { "link", "", 0, AE_IFLNK },
    { "dir", "", 0, AE_IFDIR }, { "fifo", "", 0, AE_IFIFO }, { "twice", "1", 0, AE_IFREG }, { "twice", "22", 0, AE_IFREG },
    { NULL, NULL, 0, 0 },
  };
  g_autoptr (GBytes) bytes = make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, odd);
  g_autofree char *text = describe (bytes, TRUE, "x", NULL, NULL);

  cr_expect_str_eq (text, "../../etc/passwd=1;/absolute=2;link!3;fifo!4;twice=1;twice~7=2;");
}

/* "head", a hole, "middle", a hole to the end: as GNU tar's pax format stores it. */
Test (archive, holes_of_sparse_files_are_zeros)
{
  enum { LEN = 3 * 65536 };
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autofree char *buffer = g_malloc (CAPACITY), *data = g_malloc0 (LEN);
  size_t used = 0;
  gsize len = 0;

  memcpy (data, "head", 4);
  memcpy (data + 65536, "middle", 6);
  archive_write_set_format_pax (archive);
  cr_assert_eq (archive_write_open_memory (archive, buffer, CAPACITY, &used), ARCHIVE_OK);
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
  g_autofree char *content = dup_content (bytes, "sparse", &len);
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
  g_autofree char *content = dup_content (bytes, name, &len);
  cr_assert_not_null (content);
  cr_expect_str_eq (content, text);
}

Test (archive, encrypted_entries_are_named_not_read)
{
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  g_autofree char *buffer = g_malloc (CAPACITY);
  size_t used = 0;

  archive_write_set_format_zip (archive);
  cr_assert_eq (archive_write_set_options (archive, "zip:encryption=traditional"), ARCHIVE_OK);
  archive_write_set_passphrase (archive, "invented");
  cr_assert_eq (archive_write_open_memory (archive, buffer, CAPACITY, &used), ARCHIVE_OK);
  archive_entry_set_pathname (entry, "secret.txt");
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, 5);
  cr_assert_eq (archive_write_header (archive, entry), ARCHIVE_OK);
  (void) archive_write_data (archive, "hello", 5);
  archive_entry_free (entry);
  archive_write_close (archive);
  archive_write_free (archive);
  g_autoptr (GBytes) bytes = g_bytes_new (buffer, used);
  g_autofree char *text = describe (bytes, TRUE, "x", NULL, NULL);
  cr_expect_str_eq (text, "secret.txt!1;");
}

Test (archive, limits_end_in_an_error)
{
  static const Member zeros[] = { { "a", NULL, 80 * 1024 * 1024, AE_IFREG }, { "b", "x", 0, AE_IFREG }, { NULL, NULL, 0, 0 } };
  g_autoptr (GBytes) bomb = make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, zeros);
  g_autoptr (GBytes) zip = make (ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, members);
  g_autoptr (GBytes) seven = make (ARCHIVE_FORMAT_7ZIP, ARCHIVE_FILTER_NONE, members);
  MspLimits limits;

  msp_limits_init (&limits);
  limits.expanded_ratio = 50;
  g_autofree char *ratio = describe (bomb, TRUE, "x", &limits, NULL);
  cr_expect (g_str_has_suffix (ratio, "!3;!3"), "%s", ratio);
  msp_limits_init (&limits);
  limits.entries = 2;
  g_autofree char *entries = describe (zip, TRUE, "x", &limits, NULL);
  cr_expect_str_eq (entries, "jane/inbox.mbox=10;jane/Entw\303\274rfe.txt=6;!3");
  limits.entries = G_N_ELEMENTS (members) - 1;
  g_autofree char *just = describe (zip, TRUE, "x", &limits, NULL);
  cr_expect_str_eq (just, ALL);
  msp_limits_init (&limits);
  limits.expanded_bytes = 1000;
  g_autofree char *bytes = describe (zip, TRUE, "x", &limits, NULL);
  cr_expect_str_eq (bytes, "jane/inbox.mbox=10;jane/Entw\303\274rfe.txt=6;empty=0;big=1000!3;");
  msp_limits_init (&limits);
  limits.message_bytes = 100;
  g_autofree char *held = describe (seven, FALSE, "x", &limits, NULL);
  cr_expect_str_eq (held, "!3");
  g_autofree char *streamed = describe (zip, FALSE, "x", &limits, NULL);
  cr_expect_str_eq (streamed, ALL);
}

Test (archive, damage_is_an_error_behind_the_good_bytes)
{
  static const Member two[] = { { "a", "good", 0, AE_IFREG }, { "b", NULL, 300000, AE_IFREG }, { NULL, NULL, 0, 0 } };
  g_autoptr (GBytes) tar = make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, two);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (tar, 0, 100000);
  g_autofree char *text = describe (cut, TRUE, "x", NULL, NULL);

  cr_expect (g_str_has_prefix (text, "a=4;b=98"), "%s", text);
  cr_expect_not_null (strstr (text, "!0;"), "%s", text);
  g_autoptr (GBytes) zip = make (ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, two);
  gsize len;
  const char *data = g_bytes_get_data (zip, &len);
  g_autofree char *copy = g_memdup2 (data, len);
  gsize index = 0;
  while (index + 20 < len && memcmp (copy + index, "PK\1\2", 4) != 0)
    index++;
  copy[index + 16] ^= 1;
  g_autoptr (GBytes) wrong = g_bytes_new (copy, len);
  g_autofree char *crc = describe (wrong, TRUE, "x", NULL, NULL);
  cr_expect_str_eq (crc, "a=4!0;b=300000;");
}

typedef struct {
  MspStream *memory;
  gsize      left;      /* bytes until it fails */
} Failing;

static gssize
failing_read (gpointer impl, void *buf, gsize len, GError **error)
{
  Failing *self = impl;
  gssize n = self->left > 0 ? msp_stream_read (self->memory, buf, MIN (len, self->left), error) : -1;

  if (n < 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "planted");
  self->left -= (gsize) MAX (n, 0);
  return n;
}

/* A disk that fails is no damaged archive. */
Test (archive, failing_source_is_told_from_damage)
{
  static const MspStreamClass failing_class = { failing_read, NULL, NULL };
  static const struct { int format, filter; } rows[] = {
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE }, { ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP },
  };
  static const Member one[] = { { "x", NULL, 300000, AE_IFREG }, { NULL, NULL, 0, 0 } };
  MspLimits limits;

  msp_limits_init (&limits);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = make (rows[i].format, rows[i].filter, one);
      g_autoptr (MspStream) memory = msp_stream_new_for_bytes (bytes);
      Failing failing = { memory, g_bytes_get_size (bytes) / 2 };
      g_autoptr (MspStream) stream = msp_stream_new (&failing_class, &failing, -1);
      g_autoptr (GError) error = NULL;
      MspArchiveEntry entry;
      MspSpan head;
      gboolean end = FALSE;
      char buf[1000];

      cr_assert (msp_stream_peek (stream, 512, &head, NULL));
      g_autoptr (MspArchive) archive = msp_archive_open (stream, msp_archive_kind_sniff (head), "x", &limits, NULL);
      cr_assert (msp_archive_next (archive, &entry, &end, NULL) && entry.stream != NULL, "row %zu", i);
      while (msp_stream_read (entry.stream, buf, sizeof buf, &error) > 0)
        ;
      cr_assert (g_error_matches (error, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_IO), "row %zu: %s", i, error ? error->message : "");
      cr_expect_str_eq (error->message, "planted");
    }
}

/* The packed bytes of a cut file must not take those unpacked before with them. */
Test (archive, cut_entry_gives_what_is_there)
{
  static const Member two[] = { { "a", "good", 0, AE_IFREG }, { "b", NULL, 300000, AE_IFREG }, { NULL, NULL, 0, 0 } };
  static const struct { int format, filter; const char *expected; } rows[] = {
    { ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, "a=4;b=2" },
    { ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE, "a=4;b=2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) whole = make (rows[i].format, rows[i].filter, two);
      gsize len = g_bytes_get_size (whole);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, rows[i].filter == ARCHIVE_FILTER_GZIP ? len - 30 : len - 200);
      g_autofree char *text = describe (cut, TRUE, "x", NULL, NULL);

      cr_expect (g_str_has_prefix (text, rows[i].expected), "%s", text);
      cr_expect_not_null (strstr (text, "!0;"), "%s", text);
    }
}

Test (archive, compressed_file_fails_with_its_one_entry)
{
  static const struct { int filter; const char *prefix; } rows[] = {
    { ARCHIVE_FILTER_GZIP, "mail=" }, { ARCHIVE_FILTER_XZ, "mail=" },
  };
  g_autoptr (GString) noise = g_string_new (NULL);
  guint32 state = 1;

  while (noise->len < 300000)
    g_string_append_printf (noise, "%x", state = state * 1103515245 + 12345);
  const Member one[] = { { "x", noise->str, 0, AE_IFREG }, { NULL, NULL, 0, 0 } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) whole = make (ARCHIVE_FORMAT_RAW, rows[i].filter, one);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 100);
      g_autofree char *text = describe (cut, TRUE, "mail", NULL, NULL);

      cr_expect (g_str_has_prefix (text, rows[i].prefix), "%s", text);
      cr_expect (g_str_has_suffix (text, "!0;!0"), "%s", text);
    }
}

/* A bomb in a bomb has no more room than the outer one. */
Test (archive, archives_inside_share_the_limit)
{
  static const Member inside[] = { { "zeros", NULL, 3 * 1024 * 1024, AE_IFREG }, { NULL, NULL, 0, 0 } };
  g_autoptr (GBytes) inner = make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, inside);
  MspLimits limits;
  guint64 sum = 0;
  MspArchiveEntry entry;
  gboolean end = FALSE;
  g_autoptr (GString) tar = g_string_new (NULL);

  for (guint i = 0; i < 60; i++)
    {
      gsize len;
      const char *data = g_bytes_get_data (inner, &len);
      const Member one[] = { { "x", NULL, len, AE_IFREG }, { NULL, NULL, 0, 0 } };
      g_autoptr (GBytes) frame = make (ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, one);
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));

      memcpy (copy + 512, data, len);
      g_string_append_len (tar, copy, (gssize) (512 + (len + 511) / 512 * 512));
    }
  g_autoptr (GBytes) bytes = g_bytes_new (tar->str, tar->len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (bytes);
  MspSpan head;
  msp_limits_init (&limits);
  cr_assert (msp_stream_peek (stream, 4096, &head, NULL));
  g_autoptr (MspArchive) outer = msp_archive_open (stream, msp_archive_kind_sniff (head), "x", &limits, NULL);
  while (outer != NULL && msp_archive_next (outer, &entry, &end, NULL) && !end)
    {
      MspArchiveEntry zeros;
      gboolean inner_end = FALSE;

      if (!msp_stream_peek (entry.stream, 4096, &head, NULL))
        continue;
      g_autoptr (MspArchive) archive = msp_archive_open (entry.stream, msp_archive_kind_sniff (head), "x", &limits, NULL);
      while (archive != NULL && msp_archive_next (archive, &zeros, &inner_end, NULL) && !inner_end)
        {
          char buf[4096];
          gssize n;

          while ((n = msp_stream_read (zeros.stream, buf, sizeof buf, NULL)) > 0)
            sum += (guint64) n;
        }
    }
  cr_expect_gt (sum, 20 * 1024 * 1024);
  cr_expect_lt (sum, 64 * 1024 * 1024);
}

Test (archive, shuffled_bytes_end)
{
  static const int formats[] = { ARCHIVE_FORMAT_ZIP, ARCHIVE_FORMAT_7ZIP, ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FORMAT_CPIO_POSIX };
  static const Member small[] = { { "a", "good", 0, AE_IFREG }, { "b", NULL, 2000, AE_IFREG }, { NULL, NULL, 0, 0 } };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint opened = 0;

  for (guint round = 0; round < 600; round++)
    {
      g_autoptr (GBytes) bytes = make (formats[round % 4], round % 8 < 4 ? ARCHIVE_FILTER_NONE : ARCHIVE_FILTER_GZIP, small);
      gsize len;
      const char *data = g_bytes_get_data (bytes, &len);
      g_autofree char *copy = g_memdup2 (data, len);

      for (guint i = 0; i < 1 + round % 5; i++)
        copy[g_rand_int_range (rand, 0, (gint32) len)] = (char) g_rand_int (rand);
      g_autoptr (GBytes) wrong = g_bytes_new (copy, round % 3 == 0 ? (gsize) g_rand_int_range (rand, 0, (gint32) len) : len);
      g_autofree char *text = describe (wrong, round % 2 == 0, "x", NULL, NULL);

      opened += strcmp (text, "none") != 0;
    }
  cr_expect_gt (opened, 300);
}
