/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "format/archive-input.h"

/* The ratio of expanded to packed bytes counts only past this. */
#define RATIO_FREE (1024 * 1024)
#define RETRIES_MAX 8

struct _MspArchive {
  struct archive       *archive;
  MspArchiveInput       input;
  const MspArchiveKind *kind;
  const MspLimits      *limits;
  char                 *stem;         /* name of the one entry of a compressed file */
  char                 *kind_text;    /* "tar.gz" */
  char                 *name;         /* of the current entry */
  GHashTable           *seen;         /* hashes of the names given out */
  MspStream            *stream;       /* of the current entry */
  MspArchive           *inner;        /* the tar in a compressed file: the two are one archive */
  guint64               entry_bytes;  /* read from the current entry */
  guint64               expanded;     /* read from all */
  guint                 n_entries;
  gboolean              is_exhausted; /* the ratio was reached: the archive is given up */
  gboolean              has_ended;
};

G_DEFINE_QUARK (msp-archive-error-quark, msp_archive_error)

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

  if (self->input.error != NULL && self->input.error->domain == MSP_ARCHIVE_ERROR)
    g_propagate_error (error, g_error_copy (self->input.error));
  else if (self->input.error != NULL)
    g_set_error_literal (error, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_IO, self->input.error->message);
  else
    g_set_error_literal (error, MSP_ARCHIVE_ERROR, encrypted     ? MSP_ARCHIVE_ERROR_ENCRYPTED
                                                   : unsupported ? MSP_ARCHIVE_ERROR_UNSUPPORTED
                                                                 : MSP_ARCHIVE_ERROR_CORRUPT, valid);
}

static gboolean
set_limit_error (const char *limit, GError **error)
{
  g_set_error (error, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_LIMIT, _("the limit %s was reached"), limit);
  return FALSE;
}

/* Packed bytes are those of the whole archive where that is known: an index may well lead from its end to its beginning. */
static gboolean
has_grown_too_much (const MspArchive *self)
{
  gint64 size = msp_stream_get_size (self->input.stream);
  gint64 packed = size >= 0 ? size : archive_filter_bytes (self->archive, -1);

  return self->expanded > RATIO_FREE && self->expanded / self->limits->expanded_ratio > (guint64) MAX (packed, 0);
}

static gssize
read_data (MspArchive *self, void *buf, gsize len, GError **error)
{
  la_ssize_t n = ARCHIVE_RETRY;

  for (guint i = 0; i < RETRIES_MAX && n == ARCHIVE_RETRY; i++)
    n = archive_read_data (self->archive, buf, len);
  if (n < 0)
    set_error (self, error);
  return n < 0 ? -1 : n;
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
  self->expanded += (guint64) n;
  self->is_exhausted = has_grown_too_much (self);
  return n;
}

static const MspStreamClass entry_class = { entry_read, NULL, NULL };

/* "mail.mbox" of "mail.mbox.gz", "mail.tar" of "mail.tgz". */
static char *
make_stem (const MspArchiveKind *kind, const char *name)
{
  static const char *const joined[] = { ".tgz", ".tbz", ".tbz2", ".txz", ".tzst", ".tlz" };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *extension = g_ascii_strdown (kind->extension, -1);
  gsize len = strlen (name);

  if (g_str_has_suffix (lower, extension) && len > strlen (extension))
    return g_strndup (name, len - strlen (extension));
  for (gsize i = 0; i < G_N_ELEMENTS (joined); i++)
    if (g_str_has_suffix (lower, joined[i]) && len > strlen (joined[i]))
      return g_strdup_printf ("%.*s.tar", (int) (len - strlen (joined[i])), name);
  return g_strdup (len > 0 ? name : "data");
}

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

MspArchive *
msp_archive_open (MspStream *stream, const MspArchiveKind *kind, const char *name, const MspLimits *limits, GError **error)
{
  g_autoptr (MspArchive) self = g_new0 (MspArchive, 1);
  locale_t before = uselocale (get_utf8_locale ());

  self->archive = archive_read_new ();
  self->kind = kind;
  self->limits = limits;
  self->stem = kind->extension != NULL ? make_stem (kind, name != NULL ? name : "") : NULL;
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean is_held = msp_archive_input_init (&self->input, stream, kind->needs_seek, limits->message_bytes);
  gboolean is_stuck = !is_held && kind->code == ARCHIVE_FORMAT_7ZIP;
  if (is_stuck && self->input.error == NULL)
    set_limit_error ("message-bytes", error);
  else if (is_stuck)
    set_error (self, error);
  if (!is_stuck)
    g_clear_error (&self->input.error);
  gboolean is_open = !is_stuck && enable_formats (self) >= ARCHIVE_WARN && msp_archive_input_open (&self->input, self->archive) >= ARCHIVE_WARN;
  if (!is_open && !is_stuck)
    set_error (self, error);
  (void) uselocale (before);
  return is_open ? g_steal_pointer (&self) : NULL;
}

/* FNV-1a. A chance collision only gives a name its number without need. */
static guint64
hash_name (const char *name)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (; *name != '\0'; name++)
    hash = (hash ^ (guchar) *name) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

static char *
make_name (MspArchive *self, struct archive_entry *entry)
{
  const char *stored = archive_entry_pathname (entry);
  gboolean is_raw = archive_format (self->archive) == ARCHIVE_FORMAT_RAW;

  if (stored == NULL)
    stored = archive_entry_pathname_utf8 (entry);
  g_autofree char *name = is_raw ? g_strdup (self->stem) : stored != NULL && *stored != '\0' ? g_strdup (stored) : g_strdup ("unnamed");
  guint64 hash = hash_name (name);
  if (g_hash_table_add (self->seen, g_memdup2 (&hash, sizeof hash)))
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s~%u", name, self->n_entries);
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
  g_free (self->name);
  self->name = make_name (self, entry);
  self->entry_bytes = 0;
  gint64 size = kind == MSP_ARCHIVE_FILE && archive_entry_size_is_set (entry) ? archive_entry_size (entry) : -1;
  if (kind == MSP_ARCHIVE_FILE)
    self->stream = msp_stream_new (&entry_class, self, size);
  *out_entry = (MspArchiveEntry) {
    .kind = kind,
    .name = self->name,
    .size = size,
    .mtime = archive_entry_mtime_is_set (entry) ? (gint64) archive_entry_mtime (entry) : G_MININT64,
    .stream = self->stream,
  };
}

/* In a zip, a directory with bytes in it is a file that hides. */
static gboolean
is_directory (const MspArchive *self, struct archive_entry *entry)
{
  gboolean has_data = self->kind->code == ARCHIVE_FORMAT_ZIP && archive_entry_size_is_set (entry) && archive_entry_size (entry) > 0;

  return archive_entry_filetype (entry) == AE_IFDIR && !has_data;
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

/* The content of a compressed file: nothing at all is an entry too, and a tar is opened in the same breath. */
static gboolean
read_content (MspArchive *self, MspArchiveEntry *out_entry, gboolean *out_end, GError **error)
{
  MspSpan head;

  if (!read_entry (self, out_entry, out_end, error))
    return FALSE;
  if (*out_end)
    {
      g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

      self->n_entries++;
      self->stream = msp_stream_new_for_bytes (nothing);
      *out_entry = (MspArchiveEntry) { MSP_ARCHIVE_FILE, self->stem, 0, G_MININT64, self->stream };
      *out_end = FALSE;
      return TRUE;
    }
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
  if (self->archive != NULL)
    (void) archive_read_free (self->archive);
  msp_archive_input_clear (&self->input);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_free (self->stem);
  g_free (self->kind_text);
  g_free (self->name);
  g_free (self);
}
