/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "source/listing.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error-text.h"
#include "source/quiet-open.h"

#define CHUNK (16 * 1024)

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
read_names (MspListing *self, DIR *dir, char **out_failure)
{
  struct dirent *entry;

  for (errno = 0; (entry = readdir (dir)) != NULL; errno = 0)
    if (strcmp (entry->d_name, ".") != 0 && strcmp (entry->d_name, "..") != 0)
      g_ptr_array_add (self->names, g_string_chunk_insert (self->chunk, entry->d_name));
  if (errno != 0)
    *out_failure = g_strdup_printf ("the directory could only be listed in part: %s", msp_error_text (errno));
  g_ptr_array_sort (self->names, compare_names);
}

MspListing *
msp_listing_new (int at_fd, const char *name, char **out_failure, GError **error)
{
  int fd = msp_quiet_open (at_fd, name, O_DIRECTORY | O_NOFOLLOW);
  int copy = fd >= 0 ? fcntl (fd, F_DUPFD_CLOEXEC, 3) : -1;
  DIR *dir = copy >= 0 ? fdopendir (copy) : NULL;
  struct stat info;

  if (dir == NULL || fstat (fd, &info) < 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "cannot list the directory: %s",
                   msp_error_text (code));
      if (dir != NULL)
        (void) closedir (dir);
      else if (copy >= 0)
        (void) close (copy);
      if (fd >= 0)
        (void) close (fd);
      return NULL;
    }
  MspListing *self = g_new0 (MspListing, 1);
  self->fd = fd;
  self->device = info.st_dev;
  self->inode = info.st_ino;
  self->names = g_ptr_array_new ();
  self->chunk = g_string_chunk_new (CHUNK);
  read_names (self, dir, out_failure);
  (void) closedir (dir);
  return self;
}

void
msp_listing_free (MspListing *self)
{
  if (self == NULL)
    return;
  (void) close (self->fd);
  g_ptr_array_unref (self->names);
  g_string_chunk_free (self->chunk);
  g_free (self);
}
