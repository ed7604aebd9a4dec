/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "source/root.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* name, or name with the first number that nobody has; the table remembers where to go on for each name. */
static char *
take_label (const char *name, GHashTable *labels)
{
  char *label = g_strdup (name);
  guint n = MAX (GPOINTER_TO_UINT (g_hash_table_lookup (labels, name)), 2);

  while (g_hash_table_contains (labels, label))
    {
      g_free (label);
      label = g_strdup_printf ("%s~%u", name, n++);
    }
  g_hash_table_insert (labels, g_strdup (label), NULL);
  g_hash_table_insert (labels, g_strdup (name), GUINT_TO_POINTER (n));
  return label;
}

/* "mail" of "../mail/", the real name of "." and "..", "root" of "/". */
static char *
make_name (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *name = g_path_get_basename (absolute);

  if (strcmp (name, "/") != 0)
    return name;
  g_free (name);
  return g_strdup ("root");
}

MspRoot *
msp_root_new (const char *path, GHashTable *labels, GError **error)
{
  g_autoptr (MspRoot) self = g_new0 (MspRoot, 1);
  gboolean is_stdin = strcmp (path, "-") == 0;
  g_autofree char *name = is_stdin ? g_strdup ("stdin") : make_name (path);
  struct stat info;

  self->label = take_label (name, labels);
  if (is_stdin)
    return g_steal_pointer (&self);
  if (stat (path, &info) < 0 || access (path, R_OK) < 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), _("cannot read '%s': %s"), path,
                   g_strerror (code));
      return NULL;
    }
  self->is_pipe = S_ISFIFO (info.st_mode);
  self->real_path = self->is_pipe ? NULL : realpath (path, NULL);
  if (self->real_path == NULL)
    self->real_path = g_canonicalize_filename (path, NULL);
  return g_steal_pointer (&self);
}

void
msp_root_free (MspRoot *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_free (self->real_path);
  g_free (self);
}
