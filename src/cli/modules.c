/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/modules.h"

#include <glib/gi18n.h>

#include "cli/fail.h"
#include "format/module.h"

static void
tell (MspModuleNotes *self, MspModule module)
{
  const MspModuleInfo *info = msp_modules_get (module);

  if (self->is_told[module])
    return;
  self->is_told[module] = TRUE;
  if (self->progress != NULL)
    msp_progress_clear (self->progress);
  if (!msp_module_is_installed (info->name))
    (void) msp_fail (MSP_EXIT_OK, _("no %s file will be read: 'mailspill-%s.so' is not in '%s'"), info->kind, info->name,
                     msp_module_get_folder ());
  else
    (void) msp_fail (MSP_EXIT_OK, _("no %s file will be read: 'mailspill-%s.so' cannot be used: %s"), info->kind, info->name,
                     msp_module_open (info->name) == NULL ? msp_module_get_failure (info->name) : _("a confined process cannot open it"));
}

void
msp_module_notes_begin (MspModuleNotes *self, gboolean open_all)
{
  *self = (MspModuleNotes) { NULL };
  for (int i = 0; i < MSP_N_MODULES; i++)
    {
      const char *name = msp_modules_get ((MspModule) i)->name;

      if (!msp_module_is_installed (name) || (open_all && msp_module_open (name) == NULL))
        tell (self, (MspModule) i);
    }
}

void
msp_module_notes_take (gpointer self, MspModule module)
{
  tell (self, module);
}
