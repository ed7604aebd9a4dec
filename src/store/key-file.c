/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/key-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/case.h"

/* Takes what, a sentence with the path in it. */
static gboolean
fail_system (MspStoreError kind, char *what, GError **error)
{
  int code = errno;
  g_autofree char *own = what;

  if (code == ENOSPC || code == EDQUOT)
    kind = MSP_STORE_ERROR_FULL;
  g_set_error (error, MSP_STORE_ERROR, (gint) kind, "%s: %s", own, g_strerror (code));
  return FALSE;
}

static gboolean
fail_rule (const char *why, const char *path, GError **error)
{
  g_set_error (error, MSP_STORE_ERROR, MSP_STORE_ERROR_KEY, _("cannot use the key file '%s': %s"), path, why);
  return FALSE;
}

static gboolean
read_fd (int fd, const char *path, guint8 key[MSP_KEY_LEN], GError **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return fail_system (MSP_STORE_ERROR_KEY, g_strdup_printf (_("cannot read the key file '%s'"), path), error);
  if (!S_ISREG (info.st_mode))
    return fail_rule (_("it is no regular file"), path, error);
  if ((info.st_mode & 077) != 0)
    return fail_rule (_("others may read it; its mode must be 0600"), path, error);
  if (info.st_size != MSP_KEY_LEN)
    return fail_rule (_("it must hold 32 bytes"), path, error);
  gssize n = read (fd, key, MSP_KEY_LEN);
  if (n < 0)
    return fail_system (MSP_STORE_ERROR_KEY, g_strdup_printf (_("cannot read the key file '%s'"), path), error);
  return n == MSP_KEY_LEN || fail_rule (_("it must hold 32 bytes"), path, error);
}

gboolean
msp_key_file_read (const char *path, guint8 key[MSP_KEY_LEN], GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

  if (fd < 0)
    return fail_system (MSP_STORE_ERROR_KEY, g_strdup_printf (_("cannot open the key file '%s'"), path), error);
  gboolean good = read_fd (fd, path, key, error);
  (void) close (fd);
  return good;
}

gboolean
msp_key_file_write (const char *path, const guint8 key[MSP_KEY_LEN], GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return fail_system (MSP_STORE_ERROR_IO, g_strdup_printf (_("cannot create the key file '%s'"), path), error);
  errno = ENOSPC;   /* what a short write means */
  gboolean good = write (fd, key, MSP_KEY_LEN) == MSP_KEY_LEN && fsync (fd) == 0;
  if (!good)
    fail_system (MSP_STORE_ERROR_IO, g_strdup_printf (_("cannot write the key file '%s'"), path), error);
  (void) close (fd);
  if (!good)
    (void) unlink (path);
  return good;
}

gboolean
msp_key_file_create (const char *path, guint8 key[MSP_KEY_LEN], GError **error)
{
  msp_keyed_hash_new_key (key);
  return msp_key_file_write (path, key, error);
}

gboolean
msp_key_file_share (const char *path, guint8 key[MSP_KEY_LEN], GError **error)
{
  g_autofree char *mine = g_strdup_printf ("%s.%s-%d-%08x", path, g_get_host_name (), (int) getpid (), g_random_int ());
  struct stat info;
  gboolean good;

  if (lstat (path, &info) == 0 || errno != ENOENT)
    return msp_key_file_read (path, key, error);
  if (!msp_key_file_create (mine, key, error))
    return FALSE;
  /* The name appears with the key behind it, and only once. */
  good = link (mine, path) == 0 || errno == EEXIST
         || fail_system (MSP_STORE_ERROR_IO, g_strdup_printf (_("cannot create the key file '%s'"), path), error);
  (void) unlink (mine);
  return good && msp_key_file_read (path, key, error);
}
