/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive-library.h"

#include <locale.h>

#include "format/archive-error.h"

#define RETRIES_MAX 8
#define UNNAMED "unnamed"

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
set_error (MspArchiveLibrary *self, GError **error)
{
  const char *text = self->lib->archive_error_string (self->archive);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "the archive is damaged", -1);

  g_strchomp (valid);   /* some of its texts end a line */
  gboolean encrypted = strstr (valid, "ncrypt") != NULL || strstr (valid, "assphrase") != NULL;
  gboolean unsupported = strstr (valid, "upport") != NULL;

  if (self->input.error != NULL)
    msp_archive_error_pass_on (error, self->input.error);
  else
    g_set_error_literal (error, MSP_ARCHIVE_ERROR, encrypted     ? MSP_ARCHIVE_ERROR_ENCRYPTED
                                                   : unsupported ? MSP_ARCHIVE_ERROR_UNSUPPORTED
                                                                 : MSP_ARCHIVE_ERROR_CORRUPT, valid);
}

/* Formats are enabled one by one: libarchive's raw and mtree would take any file. */
static int
enable_formats (MspArchiveLibrary *self)
{
  int result;

  if (self->kind->extension == NULL)
    {
      result = self->lib->archive_read_support_format_by_code (self->archive, self->kind->code);
      if (self->kind->code == ARCHIVE_FORMAT_TAR)
        (void) self->lib->archive_read_set_option (self->archive, "tar", "read_concatenated_archives", "1");
      return result;
    }
  result = self->lib->archive_read_support_filter_by_code (self->archive, self->kind->code);
  (void) self->lib->archive_read_support_format_empty (self->archive);
  (void) self->lib->archive_read_support_format_raw (self->archive);
  return result;
}

/* FALSE with error if the stream must be held in memory to be read at all, and cannot. */
static gboolean
prepare_input (MspArchiveLibrary *self, MspStream *stream, gsize memory_max, GError **error)
{
  gboolean is_held = msp_archive_input_init (&self->input, stream, self->kind->needs_seek, memory_max);

  if (is_held || self->kind->code != ARCHIVE_FORMAT_7ZIP)
    {
      g_clear_error (&self->input.error);
      return TRUE;
    }
  if (self->input.error == NULL)
    msp_archive_error_set_limit (error, "message-bytes");
  else
    set_error (self, error);
  return FALSE;
}

gboolean
msp_archive_library_open (MspArchiveLibrary *self, MspStream *stream, const MspArchiveKind *kind, gsize memory_max,
                          GError **error)
{
  self->lib = msp_foreign_get ();
  if (self->lib == NULL)
    {
      g_set_error_literal (error, MSP_ARCHIVE_ERROR, MSP_ARCHIVE_ERROR_UNSUPPORTED, "the module 'archive' cannot be used");
      return FALSE;
    }
  self->archive = self->lib->archive_read_new ();
  self->kind = kind;
  if (!prepare_input (self, stream, memory_max, error))
    return FALSE;
  self->input.is_disc = kind->code == ARCHIVE_FORMAT_ISO9660;
  locale_t before = uselocale (get_utf8_locale ());
  gboolean is_open = enable_formats (self) >= ARCHIVE_WARN
                     && msp_archive_input_open (&self->input, self->archive) >= ARCHIVE_WARN;
  if (!is_open)
    set_error (self, error);
  (void) uselocale (before);
  return is_open;
}

/* NULL for what a compressed file holds. */
static const char *
get_name (const MspArchiveLibrary *self, struct archive_entry *entry)
{
  const char *stored = self->lib->archive_entry_pathname (entry);

  if (self->lib->archive_format (self->archive) == ARCHIVE_FORMAT_RAW)
    return NULL;
  if (stored == NULL)
    stored = self->lib->archive_entry_pathname_utf8 (entry);
  return stored != NULL && *stored != '\0' ? stored : UNNAMED;
}

static MspArchiveEntryKind
classify (const MspArchiveLibrary *self, struct archive_entry *entry)
{
  gboolean has_data = self->lib->archive_entry_size_is_set (entry) && self->lib->archive_entry_size (entry) > 0;

  if (self->lib->archive_entry_is_encrypted (entry))
    return MSP_ARCHIVE_ENCRYPTED_FILE;
  /* cpio stores the data of linked files with the last of them. */
  mode_t type = self->lib->archive_entry_filetype (entry);
  if (type == AE_IFLNK || (self->lib->archive_entry_hardlink (entry) != NULL && !has_data))
    return MSP_ARCHIVE_LINK;
  switch (type)
    {
    case AE_IFSOCK: case AE_IFCHR: case AE_IFBLK: case AE_IFIFO: return MSP_ARCHIVE_SPECIAL;
    default: return MSP_ARCHIVE_FILE;
    }
}

/* In a zip, a directory with bytes in it is a file that hides. */
static gboolean
is_directory (const MspArchiveLibrary *self, struct archive_entry *entry)
{
  gboolean has_data = self->lib->archive_entry_size_is_set (entry) && self->lib->archive_entry_size (entry) > 0;

  return self->lib->archive_entry_filetype (entry) == AE_IFDIR && !(has_data && self->kind->code == ARCHIVE_FORMAT_ZIP);
}

/* A tar is searched block by block for the next header that is whole; whatever else may be tried again, not for ever. */
static guint
get_retries_max (const MspArchiveLibrary *self)
{
  return self->kind->code == ARCHIVE_FORMAT_TAR ? G_MAXUINT : RETRIES_MAX;
}

/* The next header, or the one that was read to look behind a damaged one. */
static int
take_header (MspArchiveLibrary *self, struct archive_entry **out_entry)
{
  int code = self->has_next ? self->next_code : self->lib->archive_read_next_header (self->archive, &self->next);

  self->has_next = FALSE;
  *out_entry = self->next;
  return code;
}

/* One block at the very end is no entry: some writers leave old bytes in the second of the blocks that end a tar. */
static gboolean
is_last_block (MspArchiveLibrary *self)
{
  self->next_code = self->lib->archive_read_next_header (self->archive, &self->next);
  self->has_next = TRUE;
  return self->next_code == ARCHIVE_EOF;
}

/* libarchive's code for the next entry that is no directory: ARCHIVE_RETRY once for all that lies between a damaged header and the
   next good one, ARCHIVE_OK without entry if there are more than n_max. */
static int
read_header (MspArchiveLibrary *self, guint n_max, guint *out_read, struct archive_entry **out_entry)
{
  guint retries = 0, retries_max = get_retries_max (self);

  for (*out_read = 0; *out_read <= n_max && retries < retries_max;)
    {
      int code = take_header (self, out_entry);
      gboolean was_lost = self->is_lost;

      if (code == ARCHIVE_EOF || code == ARCHIVE_FATAL)
        return code;
      self->is_lost = code == ARCHIVE_RETRY;
      retries += self->is_lost;
      if (self->is_lost && (was_lost || is_last_block (self)))
        continue;
      ++*out_read;
      if (*out_read <= n_max && (self->is_lost || code < ARCHIVE_WARN || !is_directory (self, *out_entry)))
        return code;
    }
  *out_entry = NULL;
  return retries < retries_max ? ARCHIVE_OK : ARCHIVE_FATAL;
}

static void
fill_entry (MspArchiveLibrary *self, struct archive_entry *entry, MspArchiveEntryKind kind, MspArchiveEntry *out_entry)
{
  msp_archive_data_begin (&self->data, self->archive);
  *out_entry = (MspArchiveEntry) {
    .kind = kind,
    .name = get_name (self, entry),
    .size = kind == MSP_ARCHIVE_FILE && self->lib->archive_entry_size_is_set (entry) ? self->lib->archive_entry_size (entry) : -1,
    .mtime = self->lib->archive_entry_mtime_is_set (entry) ? (gint64) self->lib->archive_entry_mtime (entry) : G_MININT64,
  };
}

gboolean
msp_archive_library_next (MspArchiveLibrary *self, guint n_max, guint *out_read, MspArchiveEntry *out_entry, gboolean *out_end,
                          GError **error)
{
  struct archive_entry *entry = NULL;
  locale_t before = uselocale (get_utf8_locale ());
  int code = read_header (self, n_max, out_read, &entry);

  *out_end = code == ARCHIVE_EOF;
  if (code == ARCHIVE_FATAL)
    set_error (self, error);
  else if (code == ARCHIVE_RETRY)
    *out_entry = (MspArchiveEntry) { MSP_ARCHIVE_DAMAGED_FILE, UNNAMED, -1, G_MININT64, NULL };
  else if (code != ARCHIVE_EOF && entry != NULL)
    fill_entry (self, entry, code >= ARCHIVE_WARN ? classify (self, entry) : MSP_ARCHIVE_DAMAGED_FILE, out_entry);
  else if (code != ARCHIVE_EOF)
    msp_archive_error_set_limit (error, "entries");
  (void) uselocale (before);
  return code == ARCHIVE_EOF || (code != ARCHIVE_FATAL && entry != NULL);
}

gssize
msp_archive_library_read (MspArchiveLibrary *self, void *buf, gsize len, GError **error)
{
  gssize n = msp_archive_data_read (&self->data, buf, len);

  if (n < 0)
    set_error (self, error);
  return n;
}

void
msp_archive_library_clear (MspArchiveLibrary *self)
{
  if (self->archive != NULL)
    (void) self->lib->archive_read_free (self->archive);
  self->archive = NULL;
  msp_archive_input_clear (&self->input);
}
