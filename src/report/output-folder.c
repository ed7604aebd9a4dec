/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/output-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

gboolean
msp_output_folder_init (MspOutputFolder *self, const char *path, GError **error)
{
  gboolean was_made = g_mkdir (path, 0700) == 0;
  int code = errno;

  *self = (MspOutputFolder) { g_strdup (path), was_made, g_ptr_array_new_with_free_func ((GDestroyNotify) msp_output_free) };
  if (was_made || code == EEXIST)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), _("cannot make the folder '%s': %s"), path, g_strerror (code));
  return FALSE;
}

gboolean
msp_output_folder_take (MspOutputFolder *self, MspOutput *output)
{
  if (output != NULL)
    g_ptr_array_add (self->outputs, output);
  return output != NULL;
}

gboolean
msp_output_folder_publish (MspOutputFolder *self, GError **error)
{
  for (guint i = 0; i < self->outputs->len; i++)
    {
      if (!msp_output_publish (g_ptr_array_index (self->outputs, i), error))
        return FALSE;
      self->was_made = FALSE;
    }
  return TRUE;
}

void
msp_output_folder_clear (MspOutputFolder *self)
{
  g_clear_pointer (&self->outputs, g_ptr_array_unref);
  if (self->was_made)
    (void) g_rmdir (self->path);
  g_clear_pointer (&self->path, g_free);
}
