/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/claim-place.h"

#include <string.h>

#include "model/locator.h"

/* Folders above the source's own in which a path may begin. */
#define LEVELS 3
#define BEST (1u << 20)

char *
msp_claim_place_dup_folder (const char *locator)
{
  const char *slash = strrchr (locator, '/');

  return slash != NULL ? g_strndup (locator, (gsize) (slash - locator)) : g_strdup ("");
}

char *
msp_claim_place_dup_encoded (const char *path)
{
  GString *out = g_string_new (NULL);

  msp_locator_append_file (out, path);
  return g_string_free (out, FALSE);
}

char *
msp_claim_place_dup_archive (const char *locator)
{
  static const char *const endings[] = { ".tgz", ".tar.gz", ".zip", ".tar" };
  const char *slash = strrchr (locator, '/');
  g_autofree char *name = g_strdup (slash != NULL ? slash + 1 : locator);
  gsize len = strlen (name);

  if (len < 2 || name[len - 1] != '!')
    return NULL;
  name[--len] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]) && len > strlen (endings[i]))
      {
        name[len - strlen (endings[i])] = '\0';
        break;
      }
  g_autofree char *plain = g_uri_unescape_string (name, NULL);
  return g_utf8_make_valid (plain != NULL ? plain : name, -1);
}

/* Names of a locator's or encoded path's end, without "." and without the mark of an archive. */
static GPtrArray *
new_names (const char *text)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gsize len = strlen (parts[i]);

      if (len > 1 && parts[i][len - 1] == '!')
        len--;
      if (len > 0 && strcmp (parts[i], ".") != 0)
        g_ptr_array_add (names, g_strndup (parts[i], len));
    }
  return names;
}

static guint
count_common_end (const GPtrArray *left, const GPtrArray *right)
{
  guint n = 0;

  while (n < left->len && n < right->len
         && g_ascii_strcasecmp (left->pdata[left->len - 1 - n], right->pdata[right->len - 1 - n]) == 0)
    n++;
  return n;
}

/* What stands behind folder in locator, or NULL if it does not lie below. */
static const char *
get_rest (const char *locator, const char *folder)
{
  gsize len = strlen (folder);

  if (len == 0)
    return locator;
  return strncmp (locator, folder, len) == 0 && locator[len] == '/' ? locator + len + 1 : NULL;
}

static guint
rank_below (const char *folder, guint level, const GPtrArray *stated, const GPtrArray *all, const char *candidate)
{
  const char *rest = get_rest (candidate, folder);
  guint common, least = MIN (stated->len, 2);

  if (rest == NULL)
    return 0;
  g_autoptr (GPtrArray) names = new_names (rest);
  common = level == 0 ? count_common_end (stated, all) : count_common_end (stated, names);
  if (common < least || (level > 0 && common < names->len))
    return 0;
  /* The folder at hand first, then the names that fit, then the least that stands between. */
  return BEST * (LEVELS - level) + MIN (common, 500u) * 1024 + 512 - MIN (names->len - MIN (common, names->len), 500u);
}

guint
msp_claim_place_rank (const char *source, const char *path, const char *candidate)
{
  g_autofree char *folder = msp_claim_place_dup_folder (source);
  g_autoptr (GPtrArray) stated = new_names (path), all = new_names (candidate);

  for (guint level = 0; level < LEVELS; level++)
    {
      guint rank = rank_below (folder, level, stated, all, candidate);

      if (rank > 0 || folder[0] == '\0')
        return rank;
      char *above = msp_claim_place_dup_folder (folder);
      g_free (folder);
      folder = above;
    }
  return 0;
}

gsize
msp_claim_place_store_len (const char *path)
{
  static const char *const endings[] = { ".pst/", ".ost/", ".mbox/" };

  for (gsize i = 0; path[i] != '\0'; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (endings); j++)
      if (g_ascii_strncasecmp (path + i, endings[j], strlen (endings[j])) == 0)
        return i + strlen (endings[j]) - 1;
  return 0;
}

static gboolean
is_of_address (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

gboolean
msp_claim_place_names (const char *text, const char *account)
{
  gsize len = strlen (account);

  for (const char *at = text; len > 0 && *at != '\0'; at++)
    if (g_ascii_strncasecmp (at, account, len) == 0 && (at == text || (!is_of_address (at[-1]) && at[-1] != '.')) && !is_of_address (at[len]))
      return TRUE;
  return FALSE;
}
