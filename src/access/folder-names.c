/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/folder-names.h"

#include <string.h>

#include "access/access-resource.h"
#include "access/folder.h"

/* As logs and archives have it: their letters may be composed of several characters. */
static char *
dup_key (const char *name)
{
  g_autofree char *normal = msp_folder_normalise (name), *composed = g_utf8_normalize (normal, -1, G_NORMALIZE_NFC);

  return composed != NULL ? g_steal_pointer (&composed) : g_steal_pointer (&normal);
}

static void
take_names (GHashTable *names, GKeyFile *file, const char *folder)
{
  g_auto (GStrv) languages = g_key_file_get_keys (file, folder, NULL, NULL);

  for (gsize i = 0; languages != NULL && languages[i] != NULL; i++)
    {
      g_auto (GStrv) list = g_key_file_get_string_list (file, folder, languages[i], NULL, NULL);

      for (gsize n = 0; list != NULL && list[n] != NULL; n++)
        g_hash_table_insert (names, dup_key (list[n]), g_strdup (folder));
    }
}

static GHashTable *
load (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GBytes) bytes = NULL;
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  msp_access_register_resource ();
  bytes = g_resource_lookup_data (msp_access_get_resource (), "/org/mailspill/access/folders.keyfile", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, NULL))
    {
      g_auto (GStrv) folders = g_key_file_get_groups (file, NULL);

      for (gsize i = 0; folders[i] != NULL; i++)
        take_names (names, file, folders[i]);
    }
  return names;
}

/* English names by the names of all languages; kept for good. */
static GHashTable *
get_names (void)
{
  static gsize names;

  if (g_once_init_enter (&names))
    g_once_init_leave (&names, (gsize) load ());
  return (GHashTable *) names;
}

/* What the first level of path is called in English, "/" for one that stands above all folders, or NULL; *out_len: its bytes. */
static const char *
find_first (const char *path, gsize *out_len)
{
  g_autofree char *first = NULL, *key = NULL;

  *out_len = strcspn (path, "/");
  first = g_strndup (path, *out_len);
  key = dup_key (first);
  return g_hash_table_lookup (get_names (), key);
}

char *
msp_folder_generalise (const char *normal)
{
  const char *path = normal, *english;
  gsize len;

  while ((english = find_first (path, &len)) != NULL && english[0] == '/' && path[len] == '/')
    path += len + 1;
  return english != NULL && english[0] != '/' ? g_strconcat (english, path + len, NULL) : g_strdup (path);
}

gboolean
msp_folder_is_deleted (const char *general)
{
  return g_str_has_prefix (general, "deleted items") || g_str_has_prefix (general, "recoverable items");
}
