/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive.h"

#include <archive.h>

#include "format/archive-library.h"
#include "format/archive-names.h"
#include "format/gzip.h"

/* The ratio of expanded to packed bytes counts only past this: a scan of so much takes less than a second, and small archives of
   much the same bytes are common. */
#define RATIO_FREE (64 * 1024 * 1024)

struct _MspArchive {
  MspStream            *source;       /* borrowed */
  MspStream            *gzip;         /* its content if it is of gzip; all else is in library */
  MspArchiveLibrary     library;
  MspArchiveNames       names;
  const MspArchiveKind *kind;
  const MspLimits      *limits;
  char                 *stem;         /* name of the one entry of a compressed file */
  char                 *kind_text;    /* "tar.gz" */
  MspStream            *stream;       /* of the current entry */
  MspArchive           *inner;        /* the tar in a compressed file: the two are one archive */
  guint64               entry_bytes;  /* read from the current entry */
  guint64               expanded;     /* read from all, and by archives inside them */
  GError               *failure;      /* of the one entry of a compressed file, which is all of the file */
  guint                 n_entries;
  gboolean              is_exhausted; /* the ratio was reached: the archive is given up */
  gboolean              has_ended;
};

static gboolean
set_limit_error (const char *limit, GError **error)
{
  msp_archive_error_set_limit (error, limit);
  return FALSE;
}

/* Packed bytes are those of the whole archive where that is known: an index may well lead from its end to its beginning. FALSE
   if it, or one that it lies in, has grown too much. */
static gboolean
grow (gpointer impl, guint64 bytes)
{
  MspArchive *self = impl;
  gint64 size = msp_stream_get_size (self->source);
  guint64 packed = size >= 0 ? (guint64) size : msp_stream_tell (self->source);

  self->expanded += bytes;
  self->is_exhausted |= self->expanded > RATIO_FREE && self->expanded / self->limits->expanded_ratio > packed;
  self->is_exhausted |= !msp_stream_charge (self->source, bytes);
  return !self->is_exhausted;
}

static gssize
read_data (MspArchive *self, void *buf, gsize len, GError **error)
{
  return self->gzip != NULL ? msp_stream_read (self->gzip, buf, len, error)
                            : msp_archive_library_read (&self->library, buf, len, error);
}

static gssize
read_within_limits (MspArchive *self, void *buf, gsize len, GError **error)
{
  guint64 room = self->inner != NULL ? G_MAXUINT64 : self->limits->expanded_bytes - self->entry_bytes;
  char probe;

  if (self->is_exhausted)
    return set_limit_error ("expanded-ratio", error) ? 0 : -1;
  if (room == 0)
    {
      gssize more = read_data (self, &probe, 1, error);

      return more <= 0 ? more : set_limit_error ("expanded-bytes", error) ? 0 : -1;
    }
  gssize n = read_data (self, buf, (gsize) MIN ((guint64) len, room), error);
  if (n < 0)
    return -1;
  self->entry_bytes += (guint64) n;
  grow (self, (guint64) n);
  return n;
}

static gssize
entry_read (gpointer impl, void *buf, gsize len, GError **error)
{
  MspArchive *self = impl;
  GError *failure = NULL;
  gssize n = read_within_limits (self, buf, len, &failure);

  if (n >= 0)
    return n;
  if (self->kind->extension != NULL && self->failure == NULL)
    self->failure = g_error_copy (failure);
  g_propagate_error (error, failure);
  return -1;
}

static const MspStreamClass entry_class = { entry_read, NULL, NULL, grow };

MspArchive *
msp_archive_open (MspStream *stream, const MspArchiveKind *kind, const char *name, const MspLimits *limits, GError **error)
{
  g_autoptr (MspArchive) self = g_new0 (MspArchive, 1);

  self->source = stream;
  self->kind = kind;
  self->limits = limits;
  self->stem = kind->extension != NULL ? msp_archive_names_make_stem (kind->extension, name != NULL ? name : "") : NULL;
  msp_archive_names_init (&self->names);
  if (kind->extension != NULL && kind->code == ARCHIVE_FILTER_GZIP)
    self->gzip = msp_gzip_new (stream);
  else if (!msp_archive_library_open (&self->library, stream, kind, limits->message_bytes, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
give_stream (MspArchive *self, MspArchiveEntry *entry)
{
  self->entry_bytes = 0;
  self->stream = msp_stream_new (&entry_class, self, entry->size);
  entry->stream = self->stream;
}

static gboolean
read_entry (MspArchive *self, MspArchiveEntry *out_entry, gboolean *out_end, GError **error)
{
  guint n = 0;

  g_clear_pointer (&self->stream, msp_stream_free);
  if (self->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }
  *out_end = self->has_ended;
  if (self->has_ended)
    return TRUE;
  if (self->is_exhausted)
    return set_limit_error ("expanded-ratio", error);
  if (!msp_archive_library_next (&self->library, self->limits->entries - self->n_entries, &n, out_entry, out_end, error))
    return FALSE;
  self->n_entries += n;
  self->has_ended = *out_end;
  if (*out_end)
    return TRUE;
  const char *stored = out_entry->name != NULL ? out_entry->name : self->stem;
  out_entry->name = msp_archive_names_add (&self->names, stored, self->n_entries);
  if (out_entry->kind == MSP_ARCHIVE_FILE)
    give_stream (self, out_entry);
  return TRUE;
}

/* The one entry of a compressed file; nothing at all is an entry too. */
static gboolean
read_only_entry (MspArchive *self, MspArchiveEntry *out_entry, gboolean *out_end, GError **error)
{
  if (self->gzip == NULL && !read_entry (self, out_entry, out_end, error))
    return FALSE;
  if (self->gzip != NULL)
    {
      self->n_entries++;
      self->has_ended = TRUE;
      *out_entry = (MspArchiveEntry) { MSP_ARCHIVE_FILE, self->stem, -1, G_MININT64, NULL };
      give_stream (self, out_entry);
      *out_end = FALSE;
    }
  else if (*out_end)
    {
      g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

      self->n_entries++;
      self->stream = msp_stream_new_for_bytes (nothing);
      *out_entry = (MspArchiveEntry) { MSP_ARCHIVE_FILE, self->stem, 0, G_MININT64, self->stream };
      *out_end = FALSE;
    }
  return TRUE;
}

/* A tar in a compressed file is opened in the same breath. */
static gboolean
read_content (MspArchive *self, MspArchiveEntry *out_entry, gboolean *out_end, GError **error)
{
  MspSpan head;

  if (!read_only_entry (self, out_entry, out_end, error))
    return FALSE;
  if (out_entry->stream == NULL || !msp_stream_peek (out_entry->stream, MSP_STREAM_PEEK_MAX, &head, NULL))
    return TRUE;
  const MspArchiveKind *kind = msp_archive_kind_sniff (head);
  if (kind == NULL || kind->code != ARCHIVE_FORMAT_TAR || kind->extension != NULL)
    return TRUE;
  self->inner = msp_archive_open (out_entry->stream, kind, self->stem, self->limits, error);
  if (self->inner == NULL)
    return FALSE;
  self->kind_text = g_strconcat ("tar.", self->kind->id, NULL);
  return msp_archive_next (self->inner, out_entry, out_end, error);
}

gboolean
msp_archive_next (MspArchive *self, MspArchiveEntry *out_entry, gboolean *out_end, GError **error)
{
  if (self->inner != NULL)
    return msp_archive_next (self->inner, out_entry, out_end, error);
  return self->kind->extension != NULL && self->n_entries == 0 ? read_content (self, out_entry, out_end, error)
                                                               : read_entry (self, out_entry, out_end, error);
}

const char *
msp_archive_get_kind (const MspArchive *self)
{
  return self->kind_text != NULL ? self->kind_text : self->kind->id;
}

void
msp_archive_free (MspArchive *self)
{
  if (self == NULL)
    return;
  msp_archive_free (self->inner);
  g_clear_pointer (&self->stream, msp_stream_free);
  g_clear_pointer (&self->gzip, msp_stream_free);
  msp_archive_library_clear (&self->library);
  msp_archive_names_clear (&self->names);
  g_clear_error (&self->failure);
  g_free (self->stem);
  g_free (self->kind_text);
  g_free (self);
}
