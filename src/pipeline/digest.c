/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pipeline/digest.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/sha256.h"

#define STEP (256 * 1024)
#define LEVELS 3
#define MAX_NAMES 64

char *
msp_digest_stream (MspStream *stream, gboolean sha256, MspDigestTick tick, gpointer data, GError **error)
{
  g_autofree char *buffer = g_malloc (STEP);
  g_autoptr (GChecksum) md5 = sha256 ? NULL : g_checksum_new (G_CHECKSUM_MD5);
  g_autoptr (MspSha256) sha = sha256 ? msp_sha256_new (FALSE) : NULL;
  gssize n;

  while ((n = msp_stream_read (stream, buffer, STEP, error)) > 0)
    {
      if (sha != NULL)
        msp_sha256_update (sha, buffer, (gsize) n);
      else
        g_checksum_update (md5, (const guchar *) buffer, n);
      if (!tick (data, error))
        return NULL;
    }
  if (n < 0)
    return NULL;
  return sha != NULL ? msp_sha256_finish (sha) : g_strdup (g_checksum_get_string (md5));
}

/* Appends names below path as long as they are folders and at last a file, no links. */
static gboolean
is_there (GString *path, char **names)
{
  struct stat info;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_string_append_c (path, '/');
      g_string_append (path, names[i]);
      if (g_lstat (path->str, &info) != 0 || (names[i + 1] != NULL ? !S_ISDIR (info.st_mode) : !S_ISREG (info.st_mode)))
        return FALSE;
    }
  return TRUE;
}

/* names below the folder of so many bytes of from's paths, or of as many as fit from their end. */
static MspFile *
find_below (const MspFile *from, gsize label_len, gsize real_len, char **names)
{
  guint n = g_strv_length (names), least = MIN (n, 2);

  for (guint skip = 0; skip + least <= n; skip++)
    {
      g_autoptr (GString) real = g_string_new_len (from->real_path, (gssize) real_len);

      if (!is_there (real, names + skip))
        continue;
      MspFile *file = g_new0 (MspFile, 1);
      g_autofree char *rest = g_strjoinv ("/", names + skip);
      file->path = g_strdup_printf ("%.*s/%s", (int) label_len, from->path, rest);
      file->real_path = g_strdup (real->str);
      return file;
    }
  return NULL;
}

static gboolean
cut_last (const char *path, gsize *len)
{
  while (*len > 0 && path[*len - 1] != '/')
    --*len;
  if (*len == 0)
    return FALSE;
  --*len;
  return *len > 0;
}

MspFile *
msp_digest_find (const MspFile *from, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, "/", -1);
  gsize label_len = strlen (from->path), real_len = from->real_path != NULL ? strlen (from->real_path) : 0;
  MspFile *file = NULL;

  if (from->is_pipe || g_strv_length (names) > MAX_NAMES || strchr (names[0], '.') == names[0])
    return NULL;
  for (guint level = 0; file == NULL && level < LEVELS; level++)
    {
      if (!cut_last (from->path, &label_len) || !cut_last (from->real_path, &real_len))
        return NULL;
      file = find_below (from, label_len, real_len, names);
    }
  return file;
}
