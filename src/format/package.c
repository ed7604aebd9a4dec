/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/package.h"

#include "format/archive.h"
#include "format/foreign.h"

/* What the parts may unpack to together: the items inside go round again while all of it is in memory. */
#define MAX_BYTES (160 * 1024 * 1024)
#define MAX_PARTS 20000
#define STEP (64 * 1024)

static void
part_free (gpointer data)
{
  MspPackagePart *self = data;

  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/* Whatever comes before an error counts. */
static GBytes *
read_all (MspPackage *self, MspStream *stream, gsize room, gboolean *out_cut)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *step = g_malloc (STEP);
  g_autoptr (GError) error = NULL;
  gssize n = 1;

  while (n > 0 && bytes->len <= room)
    {
      n = msp_stream_read (stream, step, STEP, &error);
      if (n > 0)
        g_byte_array_append (bytes, step, (guint) n);
    }
  *out_cut = n != 0;
  self->is_cut |= n > 0 || g_error_matches (error, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_LIMIT);
  self->is_damaged |= n < 0;
  /* A copy is as large as need be; the array may be twice that. */
  return g_bytes_new (bytes->data, bytes->len);
}

static gsize
add_part (MspPackage *self, const MspArchiveEntry *entry, gsize room)
{
  MspPackagePart *part = g_new0 (MspPackagePart, 1);

  part->name = g_utf8_make_valid (entry->name[0] == '/' ? entry->name + 1 : entry->name, -1);
  part->bytes = read_all (self, entry->stream, room, &part->is_cut);
  g_ptr_array_add (self->parts, part);
  g_hash_table_insert (self->by_name, g_ascii_strdown (part->name, -1), part);
  return g_bytes_get_size (part->bytes);
}

static void
read_parts (MspPackage *self, MspArchive *archive)
{
  gboolean is_end = FALSE;
  MspArchiveEntry entry;
  gsize total = 0;

  while (total <= MAX_BYTES && self->parts->len < MAX_PARTS)
    {
      if (!msp_archive_next (archive, &entry, &is_end, NULL))
        {
          self->is_damaged = TRUE;
          return;
        }
      if (is_end)
        return;
      self->is_encrypted |= entry.kind == MSP_ARCHIVE_ENCRYPTED_FILE;
      self->is_damaged |= entry.kind == MSP_ARCHIVE_DAMAGED_FILE;
      if (entry.stream != NULL)
        total += add_part (self, &entry, MAX_BYTES - total);
    }
  self->is_cut = TRUE;
}

MspPackage *
msp_package_new (MspSpan bytes, const MspLimits *limits)
{
  MspPackage *self = g_new0 (MspPackage, 1);
  g_autoptr (GBytes) whole = g_bytes_new_static (bytes.data, bytes.len);
  g_autoptr (MspStream) stream = msp_stream_new_for_bytes (whole);
  const MspArchiveKind *kind = msp_archive_kind_sniff (bytes);
  g_autoptr (MspArchive) archive = NULL;

  self->is_unread = msp_foreign_get () == NULL;
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  archive = kind != NULL && strcmp (kind->id, "zip") == 0 ? msp_archive_open (stream, kind, NULL, limits, NULL) : NULL;
  if (archive != NULL)
    read_parts (self, archive);
  else
    self->is_damaged = TRUE;
  return self;
}

const MspPackagePart *
msp_package_find (const MspPackage *self, const char *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  return g_hash_table_lookup (self->by_name, key);
}

MspSpan
msp_package_get_part (const MspPackagePart *part)
{
  gsize len = 0;
  const char *data = part != NULL ? g_bytes_get_data (part->bytes, &len) : NULL;

  return msp_span_new (data, len);
}

MspSpan
msp_package_get (const MspPackage *self, const char *name)
{
  return msp_package_get_part (msp_package_find (self, name));
}

void
msp_package_free (MspPackage *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->parts);
  g_free (self);
}
