/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "container/layout-cyrus.h"

#include <string.h>

#include "base/mutf7.h"

static const char *
get_dir (const GPtrArray *dirs, guint i)
{
  return i < dirs->len ? g_ptr_array_index (dirs, i) : "";
}

/* Messages are named by their UIDs. */
static gboolean
is_message_name (const char *name)
{
  gsize digits = strspn (name, "0123456789");

  return digits > 0 && digits <= 10 && strcmp (name + digits, ".") == 0;
}

/* Dots part the levels of a name inside, so that those within one are carets. */
static char *
dup_name (const char *dir)
{
  return g_strdelimit (msp_mutf7_dup_utf8 (dir), "^", '.');
}

static guint
find_dir (const GPtrArray *dirs, const char *wanted, guint end)
{
  guint i = 0;

  while (i < end && strcmp (get_dir (dirs, i), wanted) != 0)
    i++;
  return i;
}

/* Between "domain" and its name may stand a letter, so that no directory holds them all. */
static char *
dup_domain (const GPtrArray *dirs, guint user)
{
  guint at = find_dir (dirs, "domain", user) + 1;

  if (at < user && strlen (get_dir (dirs, at)) == 1)
    at++;
  return at < user ? dup_name (get_dir (dirs, at)) : NULL;
}

gboolean
msp_layout_cyrus (const GPtrArray *dirs, const char *name, char **out_mailbox, char **out_folder)
{
  guint user = find_dir (dirs, "user", dirs->len);
  g_autoptr (GString) folder = NULL;

  if (user + 1 >= dirs->len || !is_message_name (name))
    return FALSE;
  g_autofree char *own = dup_name (get_dir (dirs, user + 1)), *domain = dup_domain (dirs, user);
  folder = g_string_new (NULL);
  for (guint i = user + 2; i < dirs->len; i++)
    {
      g_autofree char *part = dup_name (get_dir (dirs, i));

      g_string_append_printf (folder, "%s%s", i > user + 2 ? "/" : "", part);
    }
  *out_mailbox = domain != NULL ? g_strconcat (own, "@", domain, NULL) : g_steal_pointer (&own);
  *out_folder = g_string_free (g_steal_pointer (&folder), FALSE);
  return TRUE;
}
