/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "source/root.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
has_label (const GPtrArray *roots, const char *label)
{
  for (guint i = 0; i < roots->len; i++)
    if (strcmp (((const MspRoot *) g_ptr_array_index (roots, i))->label, label) == 0)
      return TRUE;
  return FALSE;
}

static char *
make_unique (const char *name, const GPtrArray *others)
{
  char *label = g_strdup (name);

  for (guint n = 2; has_label (others, label); n++)
    {
      g_free (label);
      label = g_strdup_printf ("%s~%u", name, n);
    }
  return label;
}

/* "mail" of "../mail/", the real name of "." and "..", "root" of "/". */
static char *
make_name (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (absolute);

  return g_strdup (strcmp (name, "/") == 0 ? "root" : name);
}

MspRoot *
msp_root_new (const char *path, const GPtrArray *others, GError **error)
{
  g_autoptr (MspRoot) self = g_new0 (MspRoot, 1);
  gboolean is_stdin = strcmp (path, "-") == 0;
  g_autofree char *name = is_stdin ? g_strdup ("stdin") : make_name (path);
  struct stat info;

  self->label = make_unique (name, others);
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
  char *resolved = self->is_pipe ? NULL : realpath (path, NULL);
  self->real_path = resolved != NULL ? g_strdup (resolved) : g_canonicalize_filename (path, NULL);
  free (resolved);
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
