/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "format/archive-names.h"

#include <string.h>

/* Bytes kept of each end of a long name. */
#define KEPT (MSP_ARCHIVE_NAME_MAX / 2 - 16)

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

static gboolean
is_inside_character (const char *at)
{
  return ((guchar) *at & 0xc0) == 0x80;
}

/* The beginning and the end of a long name, cut between characters of UTF-8; the owner stands in the one, the kind in the other. */
static GString *
shorten (const char *stored, gsize len, guint number)
{
  const char *head_end = stored + KEPT, *tail = stored + len - KEPT;

  while (head_end > stored && is_inside_character (head_end))
    head_end--;
  while (is_inside_character (tail))
    tail++;
  GString *name = g_string_new_len (stored, head_end - stored);
  g_string_append_printf (name, "~%u~%s", number, tail);
  return name;
}

const char *
msp_archive_names_add (MspArchiveNames *self, const char *stored, guint number)
{
  gsize len = strlen (stored);
  GString *name = len > MSP_ARCHIVE_NAME_MAX ? shorten (stored, len, number) : g_string_new_len (stored, (gssize) len);

  /* An entry can have the very name that another one gets by its number. */
  for (;;)
    {
      guint64 hash = hash_name (name->str);

      if (g_hash_table_add (self->seen, g_memdup2 (&hash, sizeof hash)))
        break;
      g_string_append_printf (name, "~%u", number);
    }
  g_free (self->current);
  self->current = g_string_free (name, FALSE);
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
