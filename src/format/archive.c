/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "format/archive-data.h"
#include "format/archive-input.h"
#include "format/archive-names.h"
#include "format/gzip.h"

/* The ratio of expanded to packed bytes counts only past this: a scan of so much takes less than a second, and small archives of
   much the same bytes are common. */
#define RATIO_FREE (64 * 1024 * 1024)
#define RETRIES_MAX 8

struct _MspArchive {
  struct archive       *archive;      /* unless it is of gzip */
  MspStream            *gzip;
  MspArchiveInput       input;
  MspArchiveData        data;         /* of the current entry */
  MspArchiveNames       names;
  const MspArchiveKind *kind;
  const MspLimits      *limits;
  char                 *stem;         /* name of the one entry of a compressed file */
  char                 *kind_text;    /* "tar.gz" */
  MspStream            *stream;       /* of the current entry */
  MspArchive           *inner;        /* the tar in a compressed file: the two are one archive */
  guint64               entry_bytes;  /* read from the current entry */
  guint64               expanded;     /* read from all, and by archives inside them */
  guint                 n_entries;
  gboolean              is_exhausted; /* the ratio was reached: the archive is given up */
  gboolean              has_ended;
};

/* libarchive gives no name at all where the locale cannot express it. */
static locale_t
get_utf8_locale (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);

      g_once_init_leave (&once, (gsize) (utf8 != (locale_t) 0 ? utf8 : LC_GLOBAL_LOCALE));
    }
  return (locale_t) once;
}

/* What libarchive says, or what the stream below it failed with. */
static void
set_error (MspArchive *self, GError **error)
{
  const char *text = archive_error_string (self->archive);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : _("the archive is damaged"), -1);
  gboolean encrypted = strstr (valid, "ncrypt") != NULL || strstr (valid, "assphrase") != NULL;
  gboolean unsupported = strstr (valid, "upport") != NULL;

  if (self->input.error != NULL)
    msp_archive_error_pass_on (error, self->input.error);
  else
    g_set_error_literal (error, MSP_ARCHIVE_ERROR, encrypted     ? MSP_ARCHIVE_ERROR_ENCRYPTED
                                                   : unsupported ? MSP_ARCHIVE_ERROR_UNSUPPORTED
                                                                 : MSP_ARCHIVE_ERROR_CORRUPT, valid);
}

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
  gint64 size = msp_stream_get_size (self->input.stream);
  guint64 packed = size >= 0 ? (guint64) size : msp_stream_tell (self->input.stream);

  self->expanded += bytes;
  self->is_exhausted |= self->expanded > RATIO_FREE && self->expanded / self->limits->expanded_ratio > packed;
  self->is_exhausted |= !msp_stream_charge (self->input.stream, bytes);
  return !self->is_exhausted;
}

static gssize
read_data (MspArchive *self, void *buf, gsize len, GError **error)
{
  if (self->gzip != NULL)
    return msp_stream_read (self->gzip, buf, len, error);
  gssize n = msp_archive_data_read (&self->data, buf, len);
  if (n < 0)
    set_error (self, error);
  return n;
}

static gssize
entry_read (gpointer impl, void *buf, gsize len, GError **error)
{
  MspArchive *self = impl;
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

static const MspStreamClass entry_class = { entry_read, NULL, NULL, grow };

/* Formats are enabled one by one: libarchive's raw and mtree would take any file. */
static int
enable_formats (MspArchive *self)
{
  int result;

  if (self->kind->extension == NULL)
    {
      result = archive_read_support_format_by_code (self->archive, self->kind->code);
      if (self->kind->code == ARCHIVE_FORMAT_TAR)
        (void) archive_read_set_option (self->archive, "tar", "read_concatenated_archives", "1");
      return result;
    }
  result = archive_read_support_filter_by_code (self->archive, self->kind->code);
  (void) archive_read_support_format_empty (self->archive);
  (void) archive_read_support_format_raw (self->archive);
  return result;
}

/* FALSE with error if the stream must be held in memory to be read at all, and cannot. */
static gboolean
prepare_input (MspArchive *self, MspStream *stream, GError **error)
{
  gboolean is_held = msp_archive_input_init (&self->input, stream, self->kind->needs_seek, self->limits->message_bytes);

  if (!is_held && self->kind->code == ARCHIVE_FORMAT_7ZIP)
    {
      if (self->input.error == NULL)
        return set_limit_error ("message-bytes", error);
      set_error (self, error);
      return FALSE;
    }
  g_clear_error (&self->input.error);
  return TRUE;
}

static gboolean
open_input (MspArchive *self, GError **error)
{
  locale_t before = uselocale (get_utf8_locale ());
  gboolean is_open = enable_formats (self) >= ARCHIVE_WARN
                     && msp_archive_input_open (&self->input, self->archive) >= ARCHIVE_WARN;

  if (!is_open)
    set_error (self, error);
  (void) uselocale (before);
  return is_open;
}

MspArchive *
msp_archive_open (MspStream *stream, const MspArchiveKind *kind, const char *name, const MspLimits *limits, GError **error)
{
  g_autoptr (MspArchive) self = g_new0 (MspArchive, 1);

  self->archive = archive_read_new ();
  self->kind = kind;
  self->limits = limits;
  self->stem = kind->extension != NULL ? msp_archive_names_make_stem (kind->extension, name != NULL ? name : "") : NULL;
  msp_archive_names_init (&self->names);
  if (!prepare_input (self, stream, error))
    return NULL;
  if (kind->extension != NULL && kind->code == ARCHIVE_FILTER_GZIP)
    self->gzip = msp_gzip_new (stream);
  else if (!open_input (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static const char *
get_stored_name (const MspArchive *self, struct archive_entry *entry)
{
  const char *stored = archive_entry_pathname (entry);

  if (stored == NULL)
    stored = archive_entry_pathname_utf8 (entry);
  if (archive_format (self->archive) == ARCHIVE_FORMAT_RAW)
    return self->stem;
  return stored != NULL && *stored != '\0' ? stored : "unnamed";
}

static MspArchiveEntryKind
classify (struct archive_entry *entry)
{
  gboolean has_data = archive_entry_size_is_set (entry) && archive_entry_size (entry) > 0;

  if (archive_entry_is_encrypted (entry))
    return MSP_ARCHIVE_ENCRYPTED_FILE;
  /* cpio stores the data of linked files with the last of them. */
  if (archive_entry_filetype (entry) == AE_IFLNK || (archive_entry_hardlink (entry) != NULL && !has_data))
    return MSP_ARCHIVE_LINK;
  switch (archive_entry_filetype (entry))
    {
    case AE_IFSOCK: case AE_IFCHR: case AE_IFBLK: case AE_IFIFO: return MSP_ARCHIVE_SPECIAL;
    default: return MSP_ARCHIVE_FILE;
    }
}

static void
fill_entry (MspArchive *self, struct archive_entry *entry, MspArchiveEntryKind kind, MspArchiveEntry *out_entry)
{
  msp_archive_data_begin (&self->data, self->archive);
  self->entry_bytes = 0;
  gint64 size = kind == MSP_ARCHIVE_FILE && archive_entry_size_is_set (entry) ? archive_entry_size (entry) : -1;
  if (kind == MSP_ARCHIVE_FILE)
    self->stream = msp_stream_new (&entry_class, self, size);
  *out_entry = (MspArchiveEntry) {
    .kind = kind,
    .name = msp_archive_names_add (&self->names, get_stored_name (self, entry), self->n_entries),
    .size = size,
    .mtime = archive_entry_mtime_is_set (entry) ? (gint64) archive_entry_mtime (entry) : G_MININT64,
    .stream = self->stream,
  };
}

/* In a zip, a directory with bytes in it is a file that hides. */
static gboolean
is_directory (const MspArchive *self, struct archive_entry *entry)
{
  gboolean has_data = archive_entry_size_is_set (entry) && archive_entry_size (entry) > 0;

  return archive_entry_filetype (entry) == AE_IFDIR && !(has_data && self->kind->code == ARCHIVE_FORMAT_ZIP);
}

/* libarchive's code for the next entry that is no directory. */
static int
read_header (MspArchive *self, struct archive_entry **out_entry)
{
  int code = ARCHIVE_RETRY;

  for (guint retries = 0; retries < RETRIES_MAX && self->n_entries <= self->limits->entries;)
    {
      code = archive_read_next_header (self->archive, out_entry);
      if (code == ARCHIVE_RETRY)
        {
          retries++;
          continue;
        }
      if (code == ARCHIVE_EOF || code == ARCHIVE_FATAL)
        return code;
      self->n_entries++;
      if (code < ARCHIVE_WARN || !is_directory (self, *out_entry))
        return code;
    }
  return code == ARCHIVE_RETRY ? ARCHIVE_FATAL : code;
}

static gboolean
read_entry (MspArchive *self, MspArchiveEntry *out_entry, gboolean *out_end, GError **error)
{
  struct archive_entry *entry = NULL;

  g_clear_pointer (&self->stream, msp_stream_free);
  *out_end = self->has_ended;
  if (self->has_ended)
    return TRUE;
  if (self->is_exhausted)
    return set_limit_error ("expanded-ratio", error);
  locale_t before = uselocale (get_utf8_locale ());
  int code = read_header (self, &entry);
  gboolean is_over = self->n_entries > self->limits->entries;
  if (code == ARCHIVE_FATAL)
    set_error (self, error);
  else if (code != ARCHIVE_EOF && !is_over)
    fill_entry (self, entry, code >= ARCHIVE_WARN ? classify (entry) : MSP_ARCHIVE_DAMAGED_FILE, out_entry);
  (void) uselocale (before);
  *out_end = self->has_ended = code == ARCHIVE_EOF;
  if (is_over && code != ARCHIVE_FATAL && code != ARCHIVE_EOF)
    return set_limit_error ("entries", error);
  return code != ARCHIVE_FATAL;
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
      self->stream = msp_stream_new (&entry_class, self, -1);
      *out_entry = (MspArchiveEntry) { MSP_ARCHIVE_FILE, self->stem, -1, G_MININT64, self->stream };
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
  (void) archive_read_free (self->archive);
  msp_archive_input_clear (&self->input);
  msp_archive_names_clear (&self->names);
  g_free (self->stem);
  g_free (self->kind_text);
  g_free (self);
}
