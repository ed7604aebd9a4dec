/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "archives.h"

#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "format/archive.h"

const ArchiveMember archives_members[] = {
  { "jane/inbox.mbox", "From jane\n", 0, AE_IFREG },
  { "jane/Entw\303\274rfe.txt", "caf\303\251\n", 0, AE_IFREG },
  { "empty", "", 0, AE_IFREG },
  { "big", NULL, 300000, AE_IFREG },
  { NULL, NULL, 0, 0 },
};

GBytes *
archives_make (int format, int filter, const ArchiveMember *member)
{
  struct archive *archive = archive_write_new ();
  char *buffer = g_malloc (ARCHIVES_CAPACITY);
  size_t used = 0;
  locale_t before = uselocale (newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0));

  archive_write_set_format (archive, format);
  archive_write_add_filter (archive, filter);
  archive_write_set_bytes_in_last_block (archive, 1);
  cr_assert_eq (archive_write_open_memory (archive, buffer, ARCHIVES_CAPACITY, &used), ARCHIVE_OK);
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

char *
archives_describe (GBytes *bytes, gboolean can_seek, const char *name, const MspLimits *limits, char **out_kind)
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
  cr_expect_neq (end, error != NULL);
  if (error != NULL)
    {
      cr_expect_eq (error->domain, MSP_ARCHIVE_ERROR);
      g_string_append_printf (text, "!%d", error->code);
    }
  if (out_kind != NULL)
    *out_kind = g_strdup (archive != NULL ? msp_archive_get_kind (archive) : "");
  return g_string_free (text, FALSE);
}

char *
archives_dup_content (GBytes *bytes, const char *name, gsize *out_len)
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
