/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive-names.h"

#include <string.h>

/* FNV-1a. A chance collision only gives a name its number without need. */
static guint64
hash_name (const char *name)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (; *name != '\0'; name++)
    hash = (hash ^ (guchar) *name) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

void
msp_archive_names_init (MspArchiveNames *self)
{
  *self = (MspArchiveNames) { .seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL) };
}

const char *
msp_archive_names_add (MspArchiveNames *self, const char *stored, guint number)
{
  guint64 hash = hash_name (stored);
  gboolean is_new = g_hash_table_add (self->seen, g_memdup2 (&hash, sizeof hash));

  g_free (self->current);
  self->current = is_new ? g_strdup (stored) : g_strdup_printf ("%s~%u", stored, number);
  return self->current;
}

void
msp_archive_names_clear (MspArchiveNames *self)
{
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->current, g_free);
}

char *
msp_archive_names_make_stem (const char *extension, const char *name)
{
  static const char *const joined[] = { ".tgz", ".tbz", ".tbz2", ".txz", ".tzst", ".tlz" };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *ending = g_ascii_strdown (extension, -1);
  gsize len = strlen (name);

  if (g_str_has_suffix (lower, ending) && len > strlen (ending))
    return g_strndup (name, len - strlen (ending));
  for (gsize i = 0; i < G_N_ELEMENTS (joined); i++)
    if (g_str_has_suffix (lower, joined[i]) && len > strlen (joined[i]))
      return g_strdup_printf ("%.*s.tar", (int) (len - strlen (joined[i])), name);
  return g_strdup (len > 0 ? name : "data");
}
