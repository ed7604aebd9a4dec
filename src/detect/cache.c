/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/cache.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sha256.h"

#define MAGIC "mailspill patterns 1\n"
#define DIGEST_LEN 32
#define MAX_SIZE (64 * 1024 * 1024)

/* The key goes into the digest: a file that was renamed does not fit. */
static void
digest (const char *key, const void *data, gsize len, guint8 out_digest[DIGEST_LEN])
{
  g_autoptr (MspSha256) sum = msp_sha256_new (FALSE);

  msp_sha256_update (sum, key, strlen (key) + 1);
  msp_sha256_update (sum, data, len);
  g_autofree char *hex = msp_sha256_finish (sum);

  for (guint i = 0; i < DIGEST_LEN; i++)
    out_digest[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
}

static char *
dup_path (const char *cache_dir, const char *key)
{
  g_autofree char *name = g_strconcat (key, ".patterns", NULL);

  return g_build_filename (cache_dir, name, NULL);
}

/* Whole content of a regular file that belongs to us and that nobody else may write; NULL otherwise. */
static char *
read_own_file (const char *path, gsize *out_len)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  g_autofree char *data = NULL;
  struct stat info;
  gsize have = 0;

  if (fd < 0)
    return NULL;
  gboolean ok = fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_uid == geteuid () && (info.st_mode & 022) == 0
                && info.st_size > 0 && info.st_size <= MAX_SIZE;

  data = ok ? g_malloc ((gsize) info.st_size) : NULL;
  while (ok && have < (gsize) info.st_size)
    {
      gssize n = read (fd, data + have, (gsize) info.st_size - have);

      ok = n > 0;
      have += ok ? (gsize) n : 0;
    }
  close (fd);
  *out_len = have;
  return ok ? g_steal_pointer (&data) : NULL;
}

GBytes *
msp_cache_read (const char *cache_dir, const char *key)
{
  g_autofree char *path = dup_path (cache_dir, key);
  gsize len, head = strlen (MAGIC) + DIGEST_LEN;
  g_autofree char *data = read_own_file (path, &len);
  guint8 expected[DIGEST_LEN];

  if (data == NULL || len <= head || memcmp (data, MAGIC, strlen (MAGIC)) != 0)
    return NULL;
  digest (key, data + head, len - head, expected);
  if (memcmp (expected, data + strlen (MAGIC), DIGEST_LEN) != 0)
    return NULL;
  g_autoptr(GBytes) whole = g_bytes_new_take (g_steal_pointer (&data), len);

  return g_bytes_new_from_bytes (whole, head, len - head);
}

void
msp_cache_write (const char *cache_dir, const char *key, const void *data, gsize len)
{
  g_autofree char *path = dup_path (cache_dir, key);
  g_autofree char *content = NULL;
  gsize magic = strlen (MAGIC), total = magic + DIGEST_LEN + len;

  if (len > MAX_SIZE - magic - DIGEST_LEN || g_mkdir_with_parents (cache_dir, 0700) != 0)
    return;
  content = g_malloc (total);
  memcpy (content, MAGIC, magic);
  digest (key, data, len, (guint8 *) content + magic);
  memcpy (content + magic + DIGEST_LEN, data, len);
  g_file_set_contents_full (path, content, (gssize) total, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
